import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { Jobs } from './jobs';
import { Rfm } from './rfm';
import { Segments } from './segments';
import { Stages } from './stages';
import { Tags } from './tags';

const tabs = [
  { name: 'stages', text: '阶段' },
  { name: 'rfm', text: 'RFM' },
  { name: 'segments', text: '人群' },
  { name: 'tags', text: '标签' },
  { name: 'jobs', text: '批量' },
] as const;

/** 会员生命周期与人群: how many are where, who moved this week, every segment, and what was done to them. */
export default function AudiencePage() {
  const { params } = useRouter();
  const [tab, setTab] = useState<(typeof tabs)[number]['name']>(
    tabs.find(({ name }) => name === params['tab'])?.name ?? 'stages',
  );
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={tab} onSelect={setTab} />
      {tab === 'stages' && <Stages />}
      {tab === 'rfm' && <Rfm />}
      {tab === 'segments' && <Segments />}
      {tab === 'tags' && <Tags />}
      {tab === 'jobs' && <Jobs />}
    </PageShell>
  );
}
