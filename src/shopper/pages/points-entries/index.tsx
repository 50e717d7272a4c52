import { useState } from 'react';
import { PageShell } from '@/components/page/page-shell';
import type { EntryFilter } from '@contracts/points/points';
import { entryTabs } from '../../components/points-text';
import { Tabs } from '@/components/list/tabs';
import { EntryList } from './entry-list';

/** 积分明细: every change with its reason, latest first. */
export default function PointsEntriesPage() {
  const [selected, setSelected] = useState<EntryFilter>('all');
  return (
    <PageShell>
      <Tabs tabs={entryTabs} selected={selected} onSelect={setSelected} />
      <EntryList key={selected} filter={selected} />
    </PageShell>
  );
}
