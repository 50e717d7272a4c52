import type { MemberRow } from '@contracts/office/members';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useQueryString } from '../../app/location';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { dayText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ExportForm } from '../files/export-form';
import { fileTexts } from '../files/texts';
import { MemberDrawer } from './member-drawer';
import { MemberFilters } from './member-filters';
import { filterNames, nothingAsked, readFilter } from './filter-query';
import { memberTexts, type MemberTexts } from './texts';

const columnsOf = (texts: MemberTexts, none: string): ListColumn<MemberRow>[] => [
  { key: 'name', title: texts.columns.name, width: 160, render: (row) => row.nickname ?? texts.unnamed },
  { key: 'phone', title: texts.columns.phone, width: 130, render: (row) => row.phone ?? none },
  { key: 'plan', title: texts.columns.plan, width: 140, render: (row) => row.planName },
  {
    key: 'amount',
    title: texts.columns.amount,
    width: 130,
    align: 'right',
    render: (row) => moneyText(row.amountFen),
  },
  {
    key: 'orders',
    title: texts.columns.orders,
    width: 110,
    align: 'right',
    render: (row) => numberText(row.orders),
  },
  {
    key: 'lastPaid',
    title: texts.columns.lastPaid,
    width: 120,
    render: (row) => (row.lastPaidAt === null ? none : dayText(row.lastPaidAt)),
  },
  {
    key: 'points',
    title: texts.columns.points,
    width: 100,
    align: 'right',
    render: (row) => numberText(row.points),
  },
  {
    key: 'coupons',
    title: texts.columns.coupons,
    width: 90,
    align: 'right',
    render: (row) => numberText(row.coupons),
  },
  { key: 'joined', title: texts.columns.joined, width: 120, render: (row) => dayText(row.joinedAt) },
  {
    key: 'state',
    title: texts.columns.state,
    width: 90,
    render: (row) => (row.frozen ? <Tag color="error">{texts.frozen}</Tag> : texts.fine),
  },
];

export default function MembersPage() {
  const { pages, none } = useTexts();
  const texts = usePageTexts(memberTexts);
  const { exportAct, exportWho } = usePageTexts(fileTexts);
  const query = useQueryString();
  const asked = filterNames.map((name) => query.get(name) ?? '').join('\n');
  // Opening a member changes the address and nothing of the filter.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const filter = useMemo(() => readFilter(query.get), [asked]);
  const columns = useMemo(() => columnsOf(texts, none), [texts, none]);
  const choices = useQuery({
    queryKey: ['office', 'memberChoices'],
    queryFn: () => api.office.listMemberChoices({}),
  });
  const open = query.get('open');
  const isFiltered = asked.trim() !== '';
  const [isExporting, setExporting] = useState(false);
  return (
    <ListPage<MemberRow>
      title={pages.members}
      name="members"
      queryKey={['office', 'members', filter]}
      load={async (cursor) => {
        const { members, count, nextCursor, now } = await api.office.listMembers({ filter, cursor });
        return { rows: members, nextCursor, now, countText: count && texts.count(count.members, count.more) };
      }}
      columns={columns}
      rowKey={(row) => row.memberId}
      onOpen={(row) => query.set({ open: row.memberId }, 'push')}
      isFiltered={isFiltered}
      onClear={() => query.set({ ...nothingAsked, pages: null })}
      filters={<MemberFilters filter={filter} choices={choices.data} />}
      actions={<Button onClick={() => setExporting(true)}>{exportAct}</Button>}
    >
      {isExporting && (
        <ExportForm
          who={exportWho(isFiltered)}
          begin={(wish, { requestId }) => api.office.exportMembers({ filter, ...wish }, { requestId })}
          onClose={() => setExporting(false)}
        />
      )}
      {open !== null && <MemberDrawer key={open} id={open} onClose={() => query.set({ open: null })} />}
    </ListPage>
  );
}
