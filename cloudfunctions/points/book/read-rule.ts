import type { PointsRule } from '../../../contracts/points/points-rule';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { startOf } from '../rules/announced';

/** The rule in force has a document of its own beside its versions: one call by id, inside a transaction too. */
export const CURRENT_RULE = 'current';

type Stored = DocumentOf<'pointsRules'>;
/** A rule with what its names of tiers mean. */
export type KeptRule = PointsRule & Pick<Stored, 'namedTiers'>;
type Rules = { pointsRules: { get(id: string): Promise<Stored | null> } };

/** What was announced takes its place at its instant, by the clock. */
export const inForce = ({ next, ...current }: Stored, now: Instant): KeptRule =>
  next !== null && startOf(next) <= now ? next : current;

/**
 * The rule that was in force at a moment, most often the current one: then it is one call. Null: there were no points.
 */
export async function readRuleAt(store: Rules, at: Instant): Promise<KeptRule | null> {
  let rule = await readRule(store, at);
  while (rule && at < startOf(rule)) rule = await readBefore(store, rule.version);
  return rule;
}

/** A version that was withdrawn before it held is none. */
async function readBefore(store: Rules, version: number): Promise<KeptRule | null> {
  for (let earlier = version - 1; earlier > 0; earlier -= 1) {
    const rule = await store.pointsRules.get(versionId(earlier));
    if (rule) return rule;
  }
  return null;
}

/** The document of a version. */
export const versionId = (version: number): string => `v${version}`;

/** Null: the merchant has no points. */
export async function readRule(store: Rules, now: Instant): Promise<KeptRule | null> {
  const current = await store.pointsRules.get(CURRENT_RULE);
  return current && inForce(current, now);
}
