import { useIsFetching } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { useQueryString } from '../../app/location';
import { PageHead } from '../../kit/page-head';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ExperimentDrawer } from './experiment-drawer';
import { Experiments } from './experiments';
import { FollowUps } from './follow-ups';
import { JourneyDrawer } from './journey-drawer';
import { Journeys } from './journeys';
import { Voices } from '../members/voices/voices';
import { noteTexts } from '../members/voices/texts';
import { Recipes } from './recipes';
import { journeyTexts } from './texts';

/** Every journey with who is on the way, drafts to begin with, and what was tried. */
export default function JourneysPage() {
  const { pages } = useTexts();
  const { tabs } = usePageTexts(journeyTexts);
  const voiceTexts = usePageTexts(noteTexts);
  const query = useQueryString();
  const isBusy = useIsFetching({ queryKey: ['journeys'] }) > 0;
  const open = query.get('open');
  const looked = query.get('experiment');
  return (
    <section className="page page-scroll" aria-busy={isBusy}>
      <PageHead title={pages.journeys} />
      <Tabs
        activeKey={query.get('show') ?? 'journeys'}
        onChange={(show) => query.set({ show })}
        items={[
          { key: 'journeys', label: tabs.journeys, children: <Journeys /> },
          { key: 'recipes', label: tabs.recipes, children: <Recipes /> },
          { key: 'experiments', label: tabs.experiments, children: <Experiments /> },
          { key: 'follow-ups', label: tabs.followUps, children: <FollowUps /> },
          { key: 'voices', label: voiceTexts.title, children: <Voices /> },
        ]}
      />
      {open !== null && <JourneyDrawer journeyId={open} onClose={() => query.set({ open: null })} />}
      {looked !== null && (
        <ExperimentDrawer experimentId={looked} onClose={() => query.set({ experiment: null })} />
      )}
    </section>
  );
}
