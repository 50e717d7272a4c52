import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue, refuse } from '@contracts/errors';
import type { CardNumber } from '@contracts/primitives/card-number';
import { pointsText } from '@contracts/primitives/points';
import { cardNumberTyped, wholeTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { confirm } from '@/platform/confirm';
import { pointsService } from '@/services';
import { FormField, FormHint, FormPanel } from '../../components/form-field';

interface TransferFormProps {
  fromCardNumber: CardNumber;
  onDone: () => Promise<void>;
}

/** Moves points to another member, each with its expiry. */
export function TransferForm({ fromCardNumber, onDone }: TransferFormProps) {
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const request = useRequestId();
  const points = wholeTyped(amount, 1, 9_999_999);
  const valid = points !== null && reason.trim().length >= 2;
  const transfer = useAction(async () => {
    const toCardNumber = cardNumberTyped(to);
    if (toCardNumber === null) throw refuse('card_not_found');
    if (points === null) return;
    const wish = { fromCardNumber, toCardNumber, points, reason: reason.trim() };
    const text = `转给卡号 ${toCardNumber}，到期时间不变。双方都会看到原因：${wish.reason}`;
    if (!(await confirm(`转出 ${pointsText(points)} 积分？`, text, '转出'))) return;
    const { toBalance } = await pointsService.transfer(wish, { requestId: request.idFor(wish) });
    request.done();
    setAmount('');
    setDone(`已转出，对方现有 ${pointsText(toBalance)} 积分`);
    await onDone();
  });
  if (!open)
    return (
      <ActionButton id="open-transfer" look="quiet" onPress={() => setOpen(true)}>
        转给另一位会员
      </ActionButton>
    );
  return (
    <>
      <SectionTitle text="转给另一位会员" />
      <FormPanel>
        <FormField id="to" label="对方卡号" type="number" maxlength={30} value={to} onType={setTo} />
        <FormField
          id="transfer-points"
          label="积分"
          type="number"
          maxlength={7}
          value={amount}
          onType={setAmount}
        />
        <FormField
          id="transfer-reason"
          label="原因"
          placeholder="双方都会看到"
          maxlength={60}
          value={reason}
          onType={setReason}
        />
        <FormHint text="先转最早到期的；到期时间跟着积分走" />
      </FormPanel>
      {done !== null && <InlineNote tone="calm" icon="check" text={done} />}
      {transfer.error && <InlineNote text={errorCatalogue[transfer.error.code].message} />}
      <ActionButton
        id="transfer"
        look="secondary"
        disabled={transfer.busy || !valid}
        onPress={() => void transfer.run(undefined)}
      >
        {transfer.busy ? '正在转…' : '转出'}
      </ActionButton>
    </>
  );
}
