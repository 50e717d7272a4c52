import { Input, Picker, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import type { CouponApi } from '@contracts/coupon/coupon';
import { errorCatalogue } from '@contracts/errors';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';
import styles from './index.module.scss';

type Preview = ReturnType<CouponApi['previewChange']>;
type Batch = ReturnType<CouponApi['revokeCoupons']>;

/** Page after page until all are done; each page is safe to repeat. */
async function untilDone(change: (cursor: string | null) => Promise<Batch>): Promise<number> {
  let changed = 0;
  let cursor: string | null = null;
  do {
    const batch: Batch = await change(cursor);
    changed += batch.changed;
    cursor = batch.nextCursor;
  } while (cursor !== null);
  return changed;
}

const previewText = ({ changeable, members, hasMore }: Preview): string =>
  `现在有 ${changeable}${hasMore ? '+' : ''} 张未使用，在 ${members}${hasMore ? '+' : ''} 位会员手里`;

/** The day chosen is the last one the coupons can be used on. */
const endOf = (date: string): Instant | null => {
  const start = startOfChinaDate(date);
  return start === null ? null : addMs(start, DAY_MS);
};

/** 收回或延期: what it would touch first, then the reason, then the tap. */
export function ChangeForm({ templateId }: { templateId: CouponTemplateId }) {
  const selection = { templateId };
  const { state, reload } = useCall(() => couponService.previewChange({ selection }));
  useEffect(() => void reload(), [reload]);
  const [reason, setReason] = useState('');
  const [date, setDate] = useState('');
  const [done, setDone] = useState<string | null>(null);

  const revoke = useAction(async () => {
    const changed = await untilDone((cursor) => couponService.revokeCoupons({ selection, reason, cursor }));
    setDone(`已收回 ${changed} 张`);
    await reload();
  });
  const extend = useAction(async () => {
    const expiresAt = endOf(date);
    if (expiresAt === null) return;
    const changed = await untilDone((cursor) =>
      couponService.extendCoupons({ selection, expiresAt, reason, cursor }),
    );
    setDone(`已延期 ${changed} 张`);
    await reload();
  });
  const error = revoke.error ?? extend.error;
  const ready = reason.trim().length >= 2 && !revoke.busy && !extend.busy;
  const today = state.status === 'ready' ? chinaDateOf(state.snapshot.data.now) : '';

  return (
    <View className={styles['form']}>
      {state.status === 'loading' && <PageLoading card={false} rows={1} />}
      {state.status === 'ready' && <Text>{previewText(state.snapshot.data)}</Text>}
      <View className={styles['field']}>
        <Text className={styles['label']}>原因</Text>
        <Input
          id={`reason-${templateId}`}
          className={styles['input'] ?? ''}
          placeholder="必填，会记入操作日志"
          maxlength={100}
          value={reason}
          onInput={(event) => setReason(event.detail.value)}
        />
      </View>
      <Picker
        mode="date"
        start={today}
        value={date === '' ? today : date}
        onChange={(event) => setDate(event.detail.value)}
      >
        <View className={styles['field']}>
          <Text className={styles['label']}>延期到（含当天）</Text>
          <Text>{date === '' ? '选择日期' : date} ▾</Text>
        </View>
      </Picker>
      {done !== null && <InlineNote tone="calm" icon="check" text={done} />}
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      <ActionButton
        id={`extend-${templateId}`}
        look="secondary"
        disabled={!ready || date === ''}
        onPress={() => void extend.run(undefined)}
      >
        全部延期
      </ActionButton>
      <ActionButton
        id={`revoke-${templateId}`}
        look="quiet"
        disabled={!ready}
        onPress={() => void revoke.run(undefined)}
      >
        全部收回，不可恢复
      </ActionButton>
    </View>
  );
}
