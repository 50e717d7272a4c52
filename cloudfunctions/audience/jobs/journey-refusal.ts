import type { ErrorCode } from '../../../contracts/errors';
import type { JourneyStatus } from '../../../contracts/journey/journey-values';

/** Why nobody enters a journey that stands so; null: they do. */
export const journeyRefusal = (status: JourneyStatus): ErrorCode | null =>
  ({
    draft: 'journey_not_published' as const,
    running: null,
    paused: 'journey_paused' as const,
    ended: 'journey_over' as const,
  })[status];
