import type { AuditView } from '@contracts/office/office';
import { toldName, toldValue } from '@contracts/primitives/words/told-words';
import { isChinaDate } from '@contracts/primitives/time';
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Descriptions, Drawer, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from '../../app/link';
import { useQueryString } from '../../app/location';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { momentText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { actionText, knownActions, roleName } from '../../texts/actions';
import { useLanguage, usePageTexts, useTexts, type Language } from '../../texts/use-texts';
import { booksTexts, type BooksTexts } from './texts';

const columnsOf = (texts: BooksTexts, none: string, language: Language): ListColumn<AuditView>[] => [
  { key: 'at', title: texts.columns.at, width: 170, render: (row) => momentText(row.at) },
  { key: 'who', title: texts.columns.who, width: 150, render: (row) => roleName(row, language) },
  {
    key: 'action',
    title: texts.columns.action,
    width: 160,
    render: (row) => actionText(row.action, language),
  },
  {
    key: 'amount',
    title: texts.columns.amount,
    width: 110,
    align: 'right',
    render: (row) => (row.amountFen === null ? none : moneyText(row.amountFen)),
  },
  {
    key: 'points',
    title: texts.columns.points,
    width: 90,
    align: 'right',
    render: (row) => (row.points === null ? none : numberText(row.points)),
  },
  { key: 'store', title: texts.columns.store, width: 140, render: (row) => row.storeName ?? none },
  {
    key: 'about',
    title: texts.columns.about,
    width: 180,
    render: (row) => row.aboutName ?? row.about ?? row.orderId ?? none,
  },
  { key: 'reason', title: texts.columns.reason, width: 220, render: (row) => row.reason ?? none },
];

function Told({ told }: { told: AuditView['before'] }) {
  const { yes, no, none } = useTexts();
  const { language } = useLanguage();
  const { detail } = usePageTexts(booksTexts);
  if (told === null) return detail.nothing;
  const inWords = language === 'zh';
  const said = (field: string, value: string | number | boolean | null): string => {
    if (inWords) return toldValue(field, value);
    return value === null ? none : typeof value === 'boolean' ? (value ? yes : no) : String(value);
  };
  return (
    <Descriptions
      size="small"
      column={1}
      items={Object.entries(told).map(([key, value]) => ({
        key,
        label: inWords ? toldName(key) : key,
        children: said(key, value),
      }))}
    />
  );
}

function Entry({ entry, onClose }: { entry: AuditView; onClose: () => void }) {
  const { none } = useTexts();
  const { language } = useLanguage();
  const texts = usePageTexts(booksTexts);
  const { columns, detail } = texts;
  const items = [
    [columns.at, momentText(entry.at)],
    [columns.who, roleName(entry, language)],
    [columns.action, actionText(entry.action, language)],
    [columns.store, entry.storeName ?? none],
    [detail.via, entry.via === null ? none : detail.places[entry.via]],
    [columns.about, entry.aboutName ?? entry.about ?? none],
    [
      columns.order,
      entry.orderId === null ? none : <Link to={`/orders?open=${entry.orderId}`}>{entry.orderId}</Link>,
    ],
    [columns.reason, entry.reason ?? none],
    [detail.before, <Told key="before" told={entry.before} />],
    [detail.after, <Told key="after" told={entry.after} />],
  ] as const;
  return (
    <Drawer open title={detail.title} onClose={onClose} size={560}>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={items.map(([label, children]) => ({ key: label, label, children }))}
      />
    </Drawer>
  );
}

function Filters() {
  const { language } = useLanguage();
  const { filters } = usePageTexts(booksTexts);
  const query = useQueryString();
  const staff = useQuery({
    queryKey: ['merchant', 'staff', 'first'],
    queryFn: () => api.merchant.listStaff({ cursor: null }),
  });
  const day = query.get('day');
  return (
    <>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 140 }}
        placeholder={filters.who}
        aria-label={filters.who}
        value={query.get('who')}
        options={staff.data?.staff.map(({ handle, name }) => ({ value: handle, label: name })) ?? []}
        onChange={(who?: string | null) => query.set({ who: who ?? null, pages: null })}
      />
      <Select
        allowClear
        mode="multiple"
        maxTagCount="responsive"
        style={{ minWidth: 220 }}
        placeholder={filters.action}
        aria-label={filters.action}
        value={query.get('actions')?.split(',') ?? []}
        options={knownActions.map((action) => ({ value: action, label: actionText(action, language) }))}
        optionFilterProp="label"
        onChange={(actions: string[]) => query.set({ actions: actions.join(','), pages: null })}
      />
      <DatePicker
        placeholder={filters.day}
        aria-label={filters.day}
        value={isChinaDate(day) ? dayjs(day) : null}
        onChange={(next) => query.set({ day: next?.format('YYYY-MM-DD') ?? null, pages: null })}
      />
      <Input.Search
        allowClear
        key={query.get('about')}
        defaultValue={query.get('about') ?? ''}
        style={{ width: 240 }}
        placeholder={filters.about}
        aria-label={filters.about}
        maxLength={100}
        onSearch={(about) => query.set({ about: about.trim(), pages: null })}
      />
    </>
  );
}

export default function AuditPage() {
  const { pages, none } = useTexts();
  const { language } = useLanguage();
  const texts = usePageTexts(booksTexts);
  const query = useQueryString();
  const [open, setOpen] = useState<AuditView | null>(null);
  const day = query.get('day');
  const asked = {
    who: query.get('who'),
    about: query.get('about'),
    actions: query.get('actions')?.split(',') ?? [],
    day: isChinaDate(day) ? day : null,
  };
  return (
    <ListPage<AuditView>
      title={pages.audit}
      name="audit"
      queryKey={['office', 'audit', asked]}
      load={async (cursor) => {
        const { entries, nextCursor, now } = await api.office.listAudit({ cursor, ...asked });
        return { rows: entries, nextCursor, now };
      }}
      columns={columnsOf(texts, none, language)}
      rowKey={(row) => [row.at, row.action, row.who, row.about, row.orderId, row.reason].join(' ')}
      onOpen={setOpen}
      isFiltered={
        asked.who !== null || asked.about !== null || asked.actions.length > 0 || asked.day !== null
      }
      onClear={() => query.set({ who: null, about: null, actions: null, day: null, pages: null })}
      filters={<Filters />}
    >
      {open && <Entry entry={open} onClose={() => setOpen(null)} />}
    </ListPage>
  );
}
