import { useState } from 'react';
import { chinaTimeText } from '@contracts/primitives/time';
import { ListNote } from '@/components/card/card';
import { LinkRow } from '@/components/list/link-row';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { openFigureRanking } from '@/platform/opening/navigation';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { insightService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { FigureCard } from './figure-card';
import { FunnelCard } from './funnel-card';
import { LiabilityCard } from './liability-card';
import { firstFigures, rangeFigure } from './range-figures';

type Range = '1' | '7' | '30';

const ranges: readonly { name: Range; days: number; text: string; before: string }[] = [
  { name: '1', days: 1, text: '今天', before: '昨天全天' },
  { name: '7', days: 7, text: '近 7 天', before: '前 7 天' },
  { name: '30', days: 30, text: '近 30 天', before: '前 30 天' },
];

function Figures({ days, before }: { days: number; before: string }) {
  const { state, reload } = useCall(() =>
    insightService.readSeries({
      range: { period: 'day', until: null, count: days },
      cut: 'all',
      value: 'all',
      compare: 'before',
    }),
  );
  useLoadOnShow(reload);
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={5} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <ListNote text={asOfText(state.snapshot.data.asOf)} />
          {firstFigures.map((key) => {
            const { points, compared } = state.snapshot.data;
            return <FigureCard key={key} shown={rangeFigure(key, points, compared)} before={before} />;
          })}
        </>
      )}
    </>
  );
}

const asOfText = (asOf: Parameters<typeof chinaTimeText>[0]): string =>
  asOf === 0 ? '还没有数据，几分钟后再看' : `数据算到 ${chinaTimeText(asOf)}；今天还没结束`;

/** 经营数据: what the shop took, who came and what they used, of today, 7 or 30 days. */
export default function FiguresPage() {
  const [range, setRange] = useState<Range>('7');
  return (
    <PageShell>
      <Tabs tabs={ranges} selected={range} onSelect={setRange} />
      {ranges
        .filter(({ name }) => name === range)
        .map(({ name, days, before }) => (
          <Figures key={name} days={days} before={before} />
        ))}
      <FunnelCard />
      <LiabilityCard />
      <LinkRow id="ranking" icon="people" text="本月分布和排名" onPress={() => void openFigureRanking()} />
    </PageShell>
  );
}
