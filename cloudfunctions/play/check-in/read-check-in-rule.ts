import type { CheckInRule } from '../../../contracts/play/check-in-rule';
import type { DocumentOf } from '../../kit/store/schema';

/** The rule in force has a document of its own beside its versions. */
export const CHECK_IN_RULE = 'check_in';

type Stored = DocumentOf<'playRules'>;
type Rules = { playRules: { get(id: string): Promise<Stored | null> } };

/** A published rule with what is known of what it gives. */
export type RuleInForce = CheckInRule & Pick<Stored, 'packNames' | 'publishedBy'>;

export const ruleOf = ({ rule, version, publishedAt, packNames, publishedBy }: Stored): RuleInForce => ({
  ...rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
});

/** Null: nobody has published one. */
export async function readCheckInRule(store: Rules): Promise<RuleInForce | null> {
  const current = await store.playRules.get(CHECK_IN_RULE);
  return current && ruleOf(current);
}
