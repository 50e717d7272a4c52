import type { PointsRule } from '../../../contracts/points/points-rule';
import type { Instant } from '../../../contracts/primitives/time';

/** The rule in force has a document of its own beside its versions: one call by id, inside a transaction too. */
export const CURRENT_RULE = 'current';

type Rules = { pointsRules: { get(id: string): Promise<PointsRule | null> } };

/**
 * The rule that was in force at a moment, most often the current one: then it is one call. Null: there were no points.
 */
export async function readRuleAt(store: Rules, at: Instant): Promise<PointsRule | null> {
  let rule = await readRule(store);
  while (rule && at < rule.publishedAt) rule = await store.pointsRules.get(versionId(rule.version - 1));
  return rule;
}

/** The document of a version. */
export const versionId = (version: number): string => `v${version}`;

/** Null: the merchant has no points. */
export const readRule = async (store: Rules): Promise<PointsRule | null> =>
  store.pointsRules.get(CURRENT_RULE);
