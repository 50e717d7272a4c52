import type { GrowthRule } from '../../contracts/growth/growth-rule';
import { PROPOSED_TIERS } from '../../contracts/primitives/tier/proposed-rule';

/** The tiers the product proposes, as a rule of their own. */
export const PROPOSED_RULE: GrowthRule = PROPOSED_TIERS;

/** Published with the shop: what is bought counts from the first day. */
const published = { ...PROPOSED_RULE, version: 1, publishedAt: 0, publishedBy: null, dueAt: null };

/** As the collection keeps it: the version, and the copy of the one in force. */
export const demoGrowthRules: readonly object[] = [
  { ...published, _id: 'v1' },
  { ...published, _id: 'current' },
];
