import type { FeatureName, MemberFeatures } from '../../../contracts/audience/features';
import type { Instant } from '../../../contracts/primitives/time';
import { judge } from '../rules/judge';
import { earliest } from '../rules/judged';
import type { Definitions, KeptVersion } from './definitions';

/** What is kept of somebody's belonging. */
export interface Belonging {
  /** Keys of the versions they belong to, in order. */
  segments: readonly string[];
  /** When the first of what was said may change by time alone; null: never. */
  nextEvalAt: Instant | null;
}

export interface Crossing {
  key: string;
  entered: boolean;
}

export interface Evaluated extends Belonging {
  segments: string[];
  crossings: Crossing[];
}

/** A transaction has room for so many; the others follow at once. */
export const MOST_CROSSINGS = 20;

export type Asked = readonly FeatureName[] | 'everything' | { only: string };

/**
 * Where somebody belongs now. Only versions are asked that read what changed, or all when a moment has come at which one may be another.
 * @param of null: nobody, who belongs nowhere
 */
export function evaluated(
  before: Belonging,
  { of, bucket }: { of: MemberFeatures | null; bucket: number },
  { kept, ruleOf }: Definitions,
  asked: Asked,
  now: Instant,
): Evaluated {
  const living = new Set(kept.map(({ key }) => key));
  const stood = before.segments.filter((key) => living.has(key));
  const isDue = before.nextEvalAt !== null && before.nextEvalAt <= now;
  const everything = of === null || asked === 'everything' || (isDue && Array.isArray(asked));
  const versions = everything ? kept : kept.filter((version) => isAsked(version, asked));
  const verdicts = versions.map(({ key, rule }) => ({
    key,
    ...(of === null ? { value: false, validUntil: null } : judge(rule, { of, bucket }, now, ruleOf)),
  }));
  const crossings = verdicts
    .filter(({ key, value }) => stood.includes(key) !== value)
    .map(({ key, value }) => ({ key, entered: value }));
  const taken = crossings.slice(0, MOST_CROSSINGS);
  const ends = earliest(verdicts.map(({ validUntil }) => validUntil));
  const nextEvalAt = everything ? ends : earliest([before.nextEvalAt, ends]);
  const left = taken.filter(({ entered }) => !entered).map(({ key }) => key);
  const joined = taken.filter(({ entered }) => entered).map(({ key }) => key);
  return {
    segments: [...stood.filter((key) => !left.includes(key)), ...joined].sort(),
    nextEvalAt: taken.length < crossings.length ? now : nextEvalAt,
    crossings: taken,
  };
}

function isAsked({ key, reads }: KeptVersion, asked: Asked): boolean {
  if (asked === 'everything') return true;
  if ('only' in asked) return asked.only === key;
  return asked.some((name) => reads.has(name));
}
