import { HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { nextCutoffAt, publishCutoff } from './clock/publish-cutoff';
import { dayOfAudienceAudit, nextAudienceAuditAt, reconcileAudience } from './clock/reconcile-audience';
import { isBuilt } from './features/build-features';
import { AUDIENCE_CONSUMER, keepFeatures } from './features/keep-features';
import { keepLifecycleDays, nextLifecycleDayAt } from './lifecycle/keep-lifecycle-days';
import { CHANGES_KEPT_MS, sweepChanges } from './segments/sweep-changes';
import { keepSegments } from './segments/keep-segments';
import { lookAtSegments } from './segments/look-at-segments';
import { followTags } from './tags/follow-tags';

export const audienceParts: readonly SweepPart[] = [
  {
    name: 'audience_features',
    every: MINUTE_MS,
    budgetMs: 5_000,
    sources: [
      lookBehindFacts(AUDIENCE_CONSUMER),
      dueBy('features', 'refreshAt'),
      {
        collection: 'audienceStates',
        earliest: async ({ store, now }) => (isBuilt(await store.audienceStates.get('state')) ? null : now),
      },
    ],
    run: keepFeatures,
  },
  {
    name: 'audience_segments',
    every: MINUTE_MS,
    budgetMs: 5_000,
    sources: lookAtSegments,
    run: keepSegments,
  },
  {
    name: 'audience_tags',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueBy('tags', 'dueAt')],
    run: followTags,
  },
];

/** Once a day: who was where when it ended. */
export const lifecycleDaysPart: SweepPart = {
  name: 'audience_lifecycle',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [{ collection: 'lifecycleDays', earliest: nextLifecycleDayAt }],
  run: keepLifecycleDays,
};

/** Crossings of long ago go. */
export const crossingsForgotten: SweepPart = {
  name: 'audience_forget',
  every: HOUR_MS,
  budgetMs: 500,
  sources: [dueBy('segmentChanges', 'writtenAt', { afterMs: CHANGES_KEPT_MS })],
  run: sweepChanges,
};

/** Once a night: what the tenth who spent most in a year spend at least. */
export const topCutoffPart: SweepPart = {
  name: 'audience_cutoff',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    {
      collection: 'audienceStates',
      earliest: async ({ store, now }) => nextCutoffAt(now, await store.audienceStates.get('state')),
    },
  ],
  run: publishCutoff,
};

/** The nightly comparison of features and facts. */
export const audienceAudit: SweepPart = {
  name: 'audience_audit',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    {
      collection: 'audienceAudits',
      earliest: async ({ store, now }) =>
        nextAudienceAuditAt(now, await store.audienceAudits.get(dayOfAudienceAudit(now))),
    },
  ],
  run: reconcileAudience,
};
