import { MINUTE_MS } from '../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { runSegmentJobs } from './segments/run-segment-jobs';
import { runDue } from './run/run-due';
import { followFacts, JOURNEY_CONSUMER } from './trigger/follow-facts';
import { followRounds } from './trigger/follow-rounds';
import { followSegments, JOURNEY_SEGMENT_CONSUMER } from './trigger/follow-segments';

/** What was begun for everybody of a segment; whoever enters a journey by it is due at once. */
export const audienceJobsPart: SweepPart = {
  name: 'audience_jobs',
  every: MINUTE_MS,
  budgetMs: 2_000,
  sources: [dueBy('audienceJobs', 'wakeAt')],
  run: runSegmentJobs,
};

/** Whoever enters or is woken is due at once: triggers stand before runs. */
export const journeyParts: readonly SweepPart[] = [
  {
    name: 'journey_triggers',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      lookBehindFacts(JOURNEY_CONSUMER),
      {
        ...dueBy('segmentChanges', 'writtenAt', { afterMs: READABLE_AFTER_MS }),
        position: async ({ store }) =>
          (await store.factCursors.get(JOURNEY_SEGMENT_CONSUMER))?.position ?? null,
      },
      dueBy('journeys', 'nextRoundAt'),
    ],
    run: async (call) => ({
      journeyFacts: await followFacts(call),
      journeyCrossings: await followSegments(call),
      journeyRounds: await followRounds(call),
    }),
  },
  {
    name: 'journey_runs',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [dueBy('journeyRuns', 'wakeAt'), dueBy('journeys', 'resumeAt')],
    run: runDue,
  },
];
