import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue } from '@contracts/errors';
import type { CardNumber } from '@contracts/primitives/card-number';
import { pointsChangeText, pointsText } from '@contracts/primitives/points';
import { wholeTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { confirm } from '@/platform/confirm';
import { pointsService } from '@/services';
import { ChoiceField, FormField, FormHint, FormPanel } from '../../components/form-field';

type Way = 'give' | 'take';
const ways: { id: Way; text: string }[] = [
  { id: 'give', text: '补发' },
  { id: 'take', text: '扣减' },
];

/** Gives or takes points by hand. */
export function AdjustForm({ cardNumber, onDone }: { cardNumber: CardNumber; onDone: () => Promise<void> }) {
  const [way, setWay] = useState<Way>('give');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const request = useRequestId();
  const number = wholeTyped(amount, 1, 1_000_000);
  const valid = number !== null && reason.trim().length >= 2;
  const adjust = useAction(async () => {
    if (number === null) return;
    const change = way === 'give' ? number : -number;
    const wish = { cardNumber, points: change, reason: reason.trim() };
    const verb = way === 'give' ? '补发' : '扣减';
    if (!(await confirm(`${verb} ${pointsText(number)} 积分？`, `会员会看到原因：${wish.reason}`, verb)))
      return;
    const { balance } = await pointsService.adjust(wish, { requestId: request.idFor(wish) });
    request.done();
    setAmount('');
    setReason('');
    setDone(`${pointsChangeText(change)}，现有 ${pointsText(balance)} 积分`);
    await onDone();
  });
  return (
    <>
      <SectionTitle text="补发或扣减" />
      <FormPanel>
        <ChoiceField name="way" choices={ways} chosen={[way]} onToggle={setWay} />
        <FormField id="points" label="积分" type="number" value={amount} maxlength={7} onType={setAmount} />
        <FormField
          id="reason"
          label="原因"
          placeholder="会员会看到，2 到 60 个字"
          maxlength={60}
          value={reason}
          onType={setReason}
        />
        <FormHint text="补发的按规则到期，有欠的先还；扣减不会扣成欠" />
      </FormPanel>
      {done !== null && <InlineNote tone="calm" icon="check" text={done} />}
      {adjust.error && <InlineNote text={errorCatalogue[adjust.error.code].message} />}
      <ActionButton id="adjust" disabled={adjust.busy || !valid} onPress={() => void adjust.run(undefined)}>
        {adjust.busy ? '正在保存…' : way === 'give' ? '补发' : '扣减'}
      </ActionButton>
    </>
  );
}
