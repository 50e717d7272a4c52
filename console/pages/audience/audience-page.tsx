import { useIsFetching } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { useQueryString } from '../../app/location';
import { PageHead } from '../../kit/page-head';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { JobForm } from './jobs/job-form';
import { isJobKind } from './jobs/job-kinds';
import { Jobs } from './jobs/jobs';
import { AudienceDrawer } from './people/audience-drawer';
import { Rfm } from './rfm';
import { rfmTexts } from './rfm-texts';
import { SegmentDrawer } from './people/segment-drawer';
import { RuleForm } from './rule/rule-form';
import { Segments } from './segments';
import { Stages } from './stages';
import { Tags } from './tags/tags';
import { tagTexts } from './tags/texts';
import { audienceTexts } from './texts';
import { upkeepTexts } from './upkeep/texts';
import { Upkeep } from './upkeep/upkeep';

/** Where members stand, who moved this week, every segment, and what was done for all of one. */
export default function AudiencePage() {
  const { pages } = useTexts();
  const texts = usePageTexts(audienceTexts);
  const rfm = usePageTexts(rfmTexts);
  const tags = usePageTexts(tagTexts);
  const upkeep = usePageTexts(upkeepTexts);
  const query = useQueryString();
  const isBusy = useIsFetching({ queryKey: ['audience'] }) > 0;
  const open = query.get('open');
  const give = query.get('give');
  const target = query.get('for');
  const rule = query.get('rule');
  const audience = query.get('audience');
  return (
    <section className="page page-scroll" aria-busy={isBusy}>
      <PageHead title={pages.audience} />
      <Tabs
        activeKey={query.get('show') ?? 'stages'}
        onChange={(show) => query.set({ show })}
        items={[
          { key: 'stages', label: texts.tabs.stages, children: <Stages /> },
          { key: 'rfm', label: rfm.tab, children: <Rfm /> },
          { key: 'segments', label: texts.tabs.segments, children: <Segments /> },
          { key: 'tags', label: tags.tab, children: <Tags /> },
          { key: 'jobs', label: texts.tabs.jobs, children: <Jobs /> },
          { key: 'upkeep', label: upkeep.tab, children: <Upkeep /> },
        ]}
      />
      {open !== null && (
        <SegmentDrawer segmentId={open} onClose={() => query.set({ open: null, side: null })} />
      )}
      {rule !== null && (
        <RuleForm segmentId={rule === 'new' ? null : rule} onClose={() => query.set({ rule: null })} />
      )}
      {audience !== null && (
        <AudienceDrawer audienceId={audience} onClose={() => query.set({ audience: null })} />
      )}
      {isJobKind(give) && target !== null && (
        <JobForm
          segmentId={target}
          kind={give}
          onBegun={() => query.set({ give: null, for: null, open: null, side: null, show: 'jobs' })}
          onClose={() => query.set({ give: null, for: null })}
        />
      )}
    </section>
  );
}
