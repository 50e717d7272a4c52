import type { InviteRule } from '../../../contracts/referral/invite-rule';
import type { Instant } from '../../../contracts/primitives/time';

type Rules = { inviteRules: { get(id: string): Promise<InviteRule | null> } };

/** The rule in force has a document of its own beside its versions: one call by id, inside a transaction too. */
export const CURRENT_RULE = 'current';
export const versionId = (version: number): string => `v${version}`;

/** Null: the merchant has published none. */
export const readRule = (store: Rules): Promise<InviteRule | null> => store.inviteRules.get(CURRENT_RULE);

/** The version that was in force at an instant: one published since does not count for who joined before. */
export async function readRuleAt(store: Rules, at: Instant): Promise<InviteRule | null> {
  let rule = await readRule(store);
  while (rule && rule.publishedAt > at && rule.version > 1)
    rule = await store.inviteRules.get(versionId(rule.version - 1));
  return rule && rule.publishedAt <= at ? rule : null;
}
