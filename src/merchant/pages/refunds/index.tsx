import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { RefundCard } from './refund-card';

/** 待处理退款: refunds that do not come to their end by themselves, the longest waiting first. */
export default function RefundsPage() {
  const [said, setSaid] = useState<string | null>(null);
  const list = usePagedCall(async (cursor) => {
    const { refunds, nextCursor, now } = await paymentService.listTroubledRefunds({ cursor });
    return { items: refunds, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {said !== null && <InlineNote tone="calm" text={said} />}
      {state.status === 'loading' && <PageLoading card={false} rows={3} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote
          icon="check"
          title="没有待处理的退款"
          text="微信支付退不了的、多收了还没退回的，会列在这里"
        />
      )}
      {list.shown.map((refund) => (
        <RefundCard
          key={refund.refundId}
          refund={refund}
          onDone={(text) => {
            setSaid(text);
            again();
          }}
        />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
