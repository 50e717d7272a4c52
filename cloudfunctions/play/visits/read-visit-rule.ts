import type { VisitRule } from '../../../contracts/play/visit-rule';
import type { DocumentOf } from '../../kit/store/schema';

/** The rule in force has a document of its own beside its versions. */
export const VISIT_RULE = 'visit';

type Stored = DocumentOf<'visitRules'>;
type Rules = { visitRules: { get(id: string): Promise<Stored | null> } };

/** A published rule with what is known of what it gives. */
export type VisitsInForce = VisitRule & Pick<Stored, 'packNames' | 'publishedBy'>;

export const visitsOf = ({ rule, version, publishedAt, packNames, publishedBy }: Stored): VisitsInForce => ({
  ...rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
});

/** Null: nobody has published one. */
export async function readVisitRule(store: Rules): Promise<VisitsInForce | null> {
  const current = await store.visitRules.get(VISIT_RULE);
  return current && visitsOf(current);
}
