import type { FeatureName, MemberFeatures } from '../../../contracts/audience/features';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { instant, type Instant } from '../../../contracts/primitives/time';

/** Somebody as rules see them. */
export interface Subject {
  of: MemberFeatures;
  bucket: number;
}

/** The rules of other segments, by their ids; null: there is none. */
export type RuleOf = (segmentId: string) => SegmentRule | null;

/** What a rule says of somebody, until when if nothing is told of them (null: for ever), and why in plain words. */
export interface Verdict {
  value: boolean;
  validUntil: Instant | null;
  why: string;
}

/**
 * A condition of somebody: whether it holds at any moment, all moments at which that may change by time alone (more are harmless), which
 * features it read, and what there is beside what is wanted.
 */
export interface Judged {
  holds: (at: Instant) => boolean;
  moments: readonly Instant[];
  reads: readonly FeatureName[];
  is: (at: Instant) => string;
  wanted: string;
}

/** The first moment from which it is otherwise. */
export function nextFlip(
  { holds, moments }: Pick<Judged, 'holds' | 'moments'>,
  now: Instant,
): Instant | null {
  const value = holds(now);
  const ahead = [...new Set(moments)].filter((at) => at > now).sort((a, b) => a - b);
  return ahead.find((at) => holds(at) !== value) ?? null;
}

/** Null is later than everything. */
export const earliest = (moments: readonly (Instant | null)[]): Instant | null => {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : instant(Math.min(...known));
};
export const latest = (moments: readonly (Instant | null)[]): Instant | null => {
  const known = moments.filter((at) => at !== null);
  return known.length < moments.length || known.length === 0 ? null : instant(Math.max(...known));
};
