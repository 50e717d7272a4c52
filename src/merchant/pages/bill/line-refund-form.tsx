import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { OrderLine, PayMethod, PaymentApi } from '@contracts/payment/payment';
import type { OrderId } from '@contracts/primitives/ids';
import { pointsText } from '@contracts/primitives/points';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { lineName, savedText } from '@/components/order/order-line-text';
import { FormHint, FormPanel } from '@/components/form/form';
import { priceText } from '@/components/order/order-text';
import { Tappable } from '@/components/tappable';
import { useAction } from '@/hooks/use-action';
import { paymentService } from '@/services';
import { ConfirmLines } from './confirm-lines';
import styles from './line-refund-form.module.scss';

type Preview = ReturnType<PaymentApi['previewRefund']>;
type Chosen = Readonly<Record<number, number>>;

const unitsOf = (lines: readonly OrderLine[], chosen: Chosen) =>
  lines.map(({ line }) => ({ line, quantity: chosen[line] ?? 0 })).filter(({ quantity }) => quantity > 0);

interface UnitStepperProps {
  line: OrderLine;
  count: number;
  onCount: (count: number) => void;
}

/** One line with how many of its units go back. */
function UnitStepper({ line, count, onCount }: UnitStepperProps) {
  const left = line.quantity - line.backQuantity;
  return (
    <View className={styles['line']}>
      <View className={styles['words']}>
        <Text>{lineName(line)}</Text>
        <Text className={styles['small']}>
          {left === 0 ? '已全部退回' : `实付 ${priceText(line.paidFen)}，还可退 ${left} 件`}
        </Text>
      </View>
      {left > 0 && (
        <View className={styles['stepper']}>
          <Tappable
            id={`less-${line.line}`}
            className={styles['step']}
            ariaLabel={`${line.title}少退一件`}
            onPress={() => onCount(Math.max(0, count - 1))}
          >
            <Text>－</Text>
          </Tappable>
          <Text className={styles['count']}>{count}</Text>
          <Tappable
            id={`more-${line.line}`}
            className={styles['step']}
            ariaLabel={`${line.title}多退一件`}
            onPress={() => onCount(Math.min(left, count + 1))}
          >
            <Text>＋</Text>
          </Tappable>
        </View>
      )}
    </View>
  );
}

/** What goes back, as the server worked it out: for the clerk, and to be shown to the shopper. */
const PreviewFacts = ({ preview }: { preview: Preview }) => (
  <Facts>
    {preview.lines.map((line) => (
      <View key={line.line}>
        <Fact name={lineName(line)} value={priceText(line.paidFen)} />
        <View className={styles['small']}>
          <Text>
            {[`原价 ${priceText(line.amountFen)}`, savedText(line)].filter((text) => text !== '').join('，')}
          </Text>
        </View>
      </View>
    ))}
    {preview.pointsBack > 0 && <Fact name="退回抵扣的积分" value={pointsText(preview.pointsBack)} />}
    {preview.pointsTakenBack > 0 && (
      <Fact name="收回得到的积分" value={pointsText(preview.pointsTakenBack)} />
    )}
    <Fact name="退给顾客" value={priceText(preview.amountFen)} tone="total" />
  </Facts>
);

interface LineRefundFormProps {
  orderId: OrderId;
  method: PayMethod | null;
  lines: readonly OrderLine[];
  onRefunded: () => void;
}

/** Giving lines back: choose units, see what they come to and tell the shopper, then confirm. */
export function LineRefundForm({ orderId, method, lines, onRefunded }: LineRefundFormProps) {
  const [chosen, setChosen] = useState<Chosen>({});
  const [preview, setPreview] = useState<Preview | null>(null);
  const units = unitsOf(lines, chosen);
  const look = useAction(async () =>
    setPreview(await paymentService.previewRefund({ orderId, lines: units })),
  );
  const refunded = () => {
    setChosen({});
    setPreview(null);
    onRefunded();
  };
  const count = (line: number, quantity: number) => {
    setPreview(null);
    setChosen({ ...chosen, [line]: quantity });
  };
  return (
    <View>
      <FormPanel>
        {lines.map((line) => (
          <UnitStepper
            key={line.line}
            line={line}
            count={chosen[line.line] ?? 0}
            onCount={(quantity) => count(line.line, quantity)}
          />
        ))}
        <FormHint text="每件退多少，按付款时分到它的优惠算好，不再变" />
      </FormPanel>
      {look.error && <InlineNote text={look.error.message} />}
      {preview === null ? (
        <ActionButton
          id="preview-lines"
          look="secondary"
          disabled={units.length === 0 || look.busy}
          onPress={() => void look.run(undefined)}
        >
          看看退多少
        </ActionButton>
      ) : (
        <>
          <PreviewFacts preview={preview} />
          <ConfirmLines
            orderId={orderId}
            method={method}
            units={units}
            preview={preview}
            onRefunded={refunded}
          />
        </>
      )}
    </View>
  );
}
