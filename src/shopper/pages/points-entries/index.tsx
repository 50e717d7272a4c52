import { useState } from 'react';
import { PageShell } from '@/components/page/page-shell';
import type { EntryFilter } from '@contracts/points/points';
import { useOnShow } from '@/platform/use-on-show';
import { entryTabs } from '../../components/points-words';
import { Tabs } from '../../components/tabs';
import { EntryList } from './entry-list';

/** 积分明细: every change with its reason, latest first. */
export default function PointsEntriesPage() {
  const [selected, setSelected] = useState<EntryFilter>('all');
  const [visit, setVisit] = useState(0);
  useOnShow(() => setVisit((before) => before + 1));
  return (
    <PageShell>
      <Tabs tabs={entryTabs} selected={selected} onSelect={setSelected} />
      <EntryList key={selected} filter={selected} visit={visit} />
    </PageShell>
  );
}
