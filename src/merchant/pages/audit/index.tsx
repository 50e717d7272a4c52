import type { AuditView } from '@contracts/office/office';
import { fen } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { priceText } from '@/components/order/order-text';
import { PageShell } from '@/components/page/page-shell';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBill } from '@/platform/opening/navigation';
import { officeService } from '@/services';
import { actionText, whoText } from '../../components/words/audit-text';
import { StaffOnly } from '../../components/staff-only';

const worthText = ({ amountFen, points }: AuditView): string => {
  if (amountFen !== null) return ` ${priceText(fen(amountFen))}`;
  return points === null ? '' : ` ${points < 0 ? '-' : ''}${pointsText(Math.abs(points))} 积分`;
};

const Entry = ({ entry }: { entry: AuditView }) => {
  const { orderId } = entry;
  const where = entry.storeName === null ? '' : ` · ${entry.storeName}`;
  return (
    <Card>
      <CardHead title={`${actionText(entry.action)}${worthText(entry)}`} />
      <CardLine text={`${chinaTimeText(entry.at)} · ${whoText(entry)}${where}`} />
      {entry.reason !== null && <CardLine text={`原因：${entry.reason}`} />}
      {orderId !== null && (
        <ActionButton id={`bill-${orderId}`} look="quiet" onPress={() => void openBill(orderId)}>
          看这笔订单
        </ActionButton>
      )}
    </Card>
  );
};

/** 操作日志: who did what, newest first. */
export default function AuditPage() {
  const list = usePagedCall(async (cursor) => {
    const { entries, nextCursor, now } = await officeService.listAudit({ cursor });
    return { items: entries, nextCursor, now };
  });
  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ at }, position) => `${at}-${position}`}
        row={(entry) => <Entry entry={entry} />}
        empty={{ title: '还没有操作', text: '收款、退款、核销、改规则都会记在这里，不能修改' }}
      />
    </PageShell>
  );
}
