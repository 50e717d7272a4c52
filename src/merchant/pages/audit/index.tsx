import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { AuditView } from '@contracts/office/office';
import { fen } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { toldTexts } from '@contracts/primitives/words/told-words';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { priceText } from '@/components/order/order-text';
import { PageShell } from '@/components/page/page-shell';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openAudit, openBill } from '@/platform/opening/navigation';
import { officeService } from '@/services';
import { placeWords, withRole } from '@contracts/primitives/words/role-words';
import { actionGroups, actionText } from '../../components/words/audit-text';
import { StaffOnly } from '../../components/staff-only';
import { FilterFields, NO_FILTERS, type Filters } from './filters';

const worthText = ({ amountFen, points }: AuditView): string => {
  if (amountFen !== null) return ` ${priceText(fen(amountFen))}`;
  return points === null ? '' : ` ${points < 0 ? '-' : ''}${pointsText(Math.abs(points))} 积分`;
};

const Entry = ({ entry, about }: { entry: AuditView; about: string | null }) => {
  const { orderId } = entry;
  const places = [entry.storeName, entry.via && placeWords[entry.via]].filter((place) => place !== null);
  const where = places.map((place) => ` · ${place}`).join('');
  return (
    <Card>
      <CardHead title={`${actionText(entry.action)}${worthText(entry)}`} />
      <CardLine text={`${chinaTimeText(entry.at)} · ${withRole(entry)}${where}`} />
      {entry.aboutName !== null && <CardLine text={`对象：${entry.aboutName}`} />}
      {entry.reason !== null && <CardLine text={`原因：${entry.reason}`} />}
      {toldTexts(entry).map((text) => (
        <CardLine key={text} text={text} />
      ))}
      {orderId !== null && (
        <ActionButton id={`bill-${orderId}`} look="quiet" onPress={() => void openBill(orderId)}>
          看这笔订单
        </ActionButton>
      )}
      {about === null && entry.about !== null && (
        <ActionButton id={`about-${entry.about}`} look="quiet" onPress={() => void openAudit(entry.about)}>
          只看这一项的改动
        </ActionButton>
      )}
    </Card>
  );
};

interface EntriesProps {
  about: string | null;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

function Entries({ about, filters, onChange }: EntriesProps) {
  const { day, who, group, member } = filters;
  const list = usePagedCall(async (cursor) =>
    pageOf(
      await officeService.listAudit({
        cursor,
        day,
        who,
        about: about ?? member?.memberId ?? null,
        actions: group === null ? [] : (actionGroups[group] ?? []),
      }),
      'entries',
    ),
  );
  const isSearched = day !== null || who !== null || group !== null || member !== null;
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ at }, position) => `${at}-${position}`}
      row={(entry) => <Entry entry={entry} about={about} />}
      head={about === null && <FilterFields filters={filters} onChange={onChange} />}
      empty={
        isSearched || about !== null
          ? { title: '没有找到', text: '换个条件再查' }
          : { title: '还没有操作', text: '收款、退款、核销、改规则都会记在这里，不能修改' }
      }
    />
  );
}

/** 操作日志: who did what, newest first; by day, person, kind of work and member, or all that was done to one thing. */
export default function AuditPage() {
  const about = useRouter().params['about'] ?? null;
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const { member, ...others } = filters;
  const key = JSON.stringify([others, member?.memberId ?? null]);
  return (
    <PageShell>
      <Entries
        key={key}
        about={about === null ? null : decodeURIComponent(about)}
        filters={filters}
        onChange={setFilters}
      />
    </PageShell>
  );
}
