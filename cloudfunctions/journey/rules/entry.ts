import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { addMs, HOUR_MS, type Instant } from '../../../contracts/primitives/time';

/** Where somebody stands in a journey, whatever runs they had. */
export interface Place {
  /** The run they are in; null: none. */
  active: string | null;
  lastEnteredAt: Instant | null;
}

export type Refusal = 'running' | 'once' | 'too_soon';
export type Entry = { key: string } | { refused: Refusal };

/**
 * Whether somebody enters now, and under which key: the key names the run, so that the same cause told twice is one run, and "never again" is one run for ever.
 * @param cause short name of what made them enter
 */
export function entryOf(rule: JourneyPlan['entry'], place: Place | null, cause: string, now: Instant): Entry {
  if (rule.again === 'never') return place?.lastEnteredAt ? { refused: 'once' } : { key: 'once' };
  if (place?.active) return { refused: 'running' };
  if (
    rule.again === 'after' &&
    place?.lastEnteredAt &&
    now < addMs(place.lastEnteredAt, rule.hours * HOUR_MS)
  )
    return { refused: 'too_soon' };
  return { key: cause };
}
