import type { BadgeRule } from '../../../contracts/play/badge-rule';
import type { DocumentOf } from '../../kit/store/schema';

/** The rule in force has a document of its own beside its versions. */
export const BADGES = 'badges';

type Stored = DocumentOf<'badgeRules'>;
type Rules = { badgeRules: { get(id: string): Promise<Stored | null> } };

/** A published rule with what is known of what it gives. */
export type BadgesInForce = BadgeRule & Pick<Stored, 'packNames' | 'publishedBy'>;

export const badgesOf = ({ rule, version, publishedAt, packNames, publishedBy }: Stored): BadgesInForce => ({
  ...rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
});

/** Null: nobody has published one. */
export async function readBadgeRule(store: Rules): Promise<BadgesInForce | null> {
  const current = await store.badgeRules.get(BADGES);
  return current && badgesOf(current);
}
