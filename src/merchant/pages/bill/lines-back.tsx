import { useState } from 'react';
import type { OrderLine, PayMethod } from '@contracts/payment/payment';
import type { OrderId } from '@contracts/primitives/ids';
import { ActionButton } from '@/components/action-button';
import { LineRefundForm } from './line-refund-form';

interface LinesBackProps {
  orderId: OrderId;
  method: PayMethod | null;
  lines: readonly OrderLine[];
  onRefunded: () => void;
}

/** Giving back by line, folded away until it is asked for. */
export function LinesBack({ orderId, method, lines, onRefunded }: LinesBackProps) {
  const [isOpen, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    onRefunded();
  };
  return (
    <>
      <ActionButton id="refund-lines" look="quiet" onPress={() => setOpen(!isOpen)}>
        {isOpen ? '先不按商品退' : '按商品退款'}
      </ActionButton>
      {isOpen && <LineRefundForm orderId={orderId} method={method} lines={lines} onRefunded={done} />}
    </>
  );
}
