import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { PaymentApi } from '@contracts/payment/payment';
import { clockText, minuteFrom } from '@contracts/primitives/clock/minute-of-day';
import { fen } from '@contracts/primitives/fen';
import type { StoreId } from '@contracts/primitives/ids';
import { fenTyped } from '@contracts/primitives/typed';
import {
  addMs,
  chinaDateOf,
  chinaMinuteOfDay,
  instant,
  MINUTE_MS,
  startOfChinaDate,
  type Instant,
} from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { AmountField } from '@/components/form/amount-field';
import { Fact, Facts } from '@/components/facts';
import { FormPanel } from '@/components/form/form';
import { DateField, SwitchField, TimeField } from '@/components/form/picked-fields';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/form/store-picker';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { paymentService } from '@/services';
import styles from './issue-preview.module.scss';

type Draft = Parameters<PaymentApi['previewIssue']>[0]['draft'];
type Told = ReturnType<PaymentApi['previewIssue']>['rules'];

const phoneNow = (): Instant => instant(Date.now());

/** A day and a time of day in China; null for anything that is no such moment. */
function momentFrom(day: string, time: string): Instant | null {
  const midnight = startOfChinaDate(day);
  const minute = minuteFrom(time);
  return midnight === null || minute === null ? null : addMs(midnight, minute * MINUTE_MS);
}

const Result = ({ rules }: { rules: Told }) => (
  <View className={styles['told']}>
    <Facts>
      {rules.map(({ ruleId, name, reason, counts }) => (
        <Fact
          key={ruleId ?? 'new'}
          name={name}
          value={counts ? '发这张卡' : (reason ?? '排在后面，不发')}
          tone={counts ? 'saved' : 'plain'}
        />
      ))}
      {rules.every(({ counts }) => !counts) && <Text>没有符合的规则，不发卡</Text>}
    </Facts>
  </View>
);

/** 试一笔: which rule a first payment would match, told by the server with the rules it would use. */
export function IssuePreview({ draft }: { draft: Draft }) {
  const { state, reload } = useCall(() => paymentService.listStores({}));
  useEffect(() => void reload(), [reload]);
  const [amount, setAmount] = useState('30');
  const [day, setDay] = useState<string>(() => chinaDateOf(phoneNow()));
  const [time, setTime] = useState(() => clockText(chinaMinuteOfDay(phoneNow())));
  const [atCounter, setAtCounter] = useState(false);
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const [rules, setRules] = useState<Told | null>(null);
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  const [amountFen, at] = [fenTyped(amount, 1), momentFrom(day, time)];
  const preview = useAction(async () => {
    if (storeId === null || amountFen === null || at === null) return;
    const payment = { amountFen: fen(amountFen), storeId, at, atCounter };
    setRules((await paymentService.previewIssue({ payment, draft })).rules);
  });
  return (
    <View>
      <SectionTitle text="试一笔首次付款" />
      <AmountField id="try-amount" label="付款金额（元）" value={amount} onChange={setAmount} />
      <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />
      <FormPanel>
        <DateField id="try-day" label="付款日期" value={day} onPick={setDay} />
        <TimeField id="try-time" label="付款时间" value={time} onPick={setTime} />
        <SwitchField id="try-counter" label="店员记的付款" on={atCounter} onTurn={setAtCounter} />
      </FormPanel>
      {preview.error && <InlineNote text={preview.error.message} />}
      <ActionButton
        id="try"
        look="secondary"
        disabled={preview.busy || storeId === null || amountFen === null || at === null}
        onPress={() => void preview.run(undefined)}
      >
        看看哪条规则发卡
      </ActionButton>
      {rules && <Result rules={rules} />}
    </View>
  );
}
