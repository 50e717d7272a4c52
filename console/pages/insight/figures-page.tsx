import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { figureKeys } from '@contracts/primitives/insight/figures';
import { isRealChinaDate } from '@contracts/primitives/time';
import { useQueryString } from '../../app/location';
import { PageHead } from '../../kit/page-head';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ListForm } from '../files/list-form';
import { fileTexts } from '../files/texts';
import { BehindDrawer } from './behind-drawer';
import { checkTexts } from './check-texts';
import { Checks } from './checks';
import { Cohorts } from './cohorts';
import { Liability } from './liability';
import { Ranking } from './ranking';
import { Report } from './report';
import { FunnelTab } from './funnel-tab';
import { funnelTexts } from './funnel-texts';
import { insightTexts } from './texts';

/** The shop's figures: a report of some time, breakdowns, and who stayed. */
export default function FiguresPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(insightTexts);
  const checks = usePageTexts(checkTexts);
  const funnel = usePageTexts(funnelTexts);
  const files = usePageTexts(fileTexts);
  const [isExporting, setExporting] = useState(false);
  const client = useQueryClient();
  const query = useQueryString();
  const figure = figureKeys().find((key) => key === query.get('behind'));
  const day = query.get('day');
  const isBusy = useIsFetching({ queryKey: ['insight'] }) > 0;
  return (
    <section className="page page-scroll" aria-busy={isBusy}>
      <PageHead title={pages.figures}>
        <Button onClick={() => setExporting(true)}>{files.exportAct}</Button>
      </PageHead>
      <Tabs
        activeKey={query.get('tab') ?? 'series'}
        onChange={(tab) => query.set({ tab })}
        items={[
          { key: 'series', label: texts.series, children: <Report /> },
          { key: 'ranking', label: texts.ranking, children: <Ranking /> },
          { key: 'cohorts', label: texts.cohorts, children: <Cohorts /> },
          { key: 'funnel', label: funnel.tab, children: <FunnelTab /> },
          { key: 'liability', label: texts.liability.tab, children: <Liability /> },
          { key: 'checks', label: checks.tab, children: <Checks /> },
        ]}
      />
      {figure !== undefined && day !== null && isRealChinaDate(day) && (
        <BehindDrawer figure={figure} day={day} onClose={() => query.set({ behind: null, day: null })} />
      )}
      {isExporting && (
        <ListForm
          list="figures"
          onDone={() => void client.invalidateQueries({ queryKey: ['office', 'exports'] })}
          onClose={() => setExporting(false)}
        />
      )}
    </section>
  );
}
