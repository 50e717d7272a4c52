import { instant, type Instant } from '@contracts/primitives/time';
import { dayOfAudienceAudit } from '../../../cloudfunctions/audience/clock/reconcile-audience';
import { FEATURE_SHAPE, noState } from '../../../cloudfunctions/audience/features/refresh-features';
import { builtIns } from '../../../cloudfunctions/audience/segments/built-in';

/**
 * What the sweeps leave within minutes in a shop without members: the segments every shop begins with are in force, and nobody is
 * in them. audience/segments.test.ts compares it with what the product makes.
 */
export const segmentsBuiltAt = (at: Instant) => ({
  segments: builtIns.map(({ _id, name, rule }) => ({
    _id,
    name,
    builtIn: true,
    versions: 1,
    current: { version: 1, rule },
    next: null,
    dropping: [],
    dueAt: null,
    savedAt: at,
  })),
  audienceStates: [
    {
      ...noState(at),
      shape: FEATURE_SHAPE,
      build: { ...noState(at).build, finishedAt: at },
      cutoffDay: dayOfAudienceAudit(at),
      dueAt: null,
    },
  ],
});

/** Since the morning of the day every journey starts on: a third of the database calls of a cloud’s first minutes were for it. */
export const builtSegments = segmentsBuiltAt(instant(Date.parse('2026-11-21T08:00:00+08:00')));
