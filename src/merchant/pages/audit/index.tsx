import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { AuditView } from '@contracts/office/office';
import { fen } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { priceText } from '@/components/order/order-text';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBill } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { actionText, whoText } from '../../components/words/audit-words';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

const worthText = ({ amountFen, points }: AuditView): string => {
  if (amountFen !== null) return ` ${priceText(fen(amountFen))}`;
  return points === null ? '' : ` ${points < 0 ? '-' : ''}${pointsText(Math.abs(points))} 积分`;
};

const Entry = ({ entry }: { entry: AuditView }) => {
  const { orderId } = entry;
  const where = entry.storeName === null ? '' : ` · ${entry.storeName}`;
  return (
    <View className={styles['card']}>
      <Text className={styles['what']}>{`${actionText(entry.action)}${worthText(entry)}`}</Text>
      <Text className={styles['small']}>{`${chinaTimeText(entry.at)} · ${whoText(entry)}${where}`}</Text>
      {entry.reason !== null && <Text className={styles['small']}>{`原因：${entry.reason}`}</Text>}
      {orderId !== null && (
        <ActionButton id={`bill-${orderId}`} look="quiet" onPress={() => void openBill(orderId)}>
          看这笔订单
        </ActionButton>
      )}
    </View>
  );
};

/** 操作日志: who did what, newest first. */
export default function AuditPage() {
  const list = usePagedCall(async (cursor) => {
    const { entries, nextCursor, now } = await officeService.listAudit({ cursor });
    return { items: entries, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={5} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有操作" text="收款、退款、核销、改规则都会记在这里，不能修改" />
      )}
      {list.shown.map((entry, position) => (
        <Entry key={`${entry.at}-${position}`} entry={entry} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
