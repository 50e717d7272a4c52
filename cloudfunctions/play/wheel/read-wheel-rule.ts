import type { WheelRule } from '../../../contracts/play/wheel-rule';
import type { DocumentOf } from '../../kit/store/schema';

/** The rule in force has a document of its own beside its versions. */
export const WHEEL = 'wheel';

type Stored = DocumentOf<'wheelRules'>;
type Rules = { wheelRules: { get(id: string): Promise<Stored | null> } };

/** A published rule with what is known of what it gives, and how much of it was given. */
export type WheelInForce = WheelRule & Pick<Stored, 'packNames' | 'publishedBy' | 'given'>;

export const wheelOf = ({
  rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
  given,
}: Stored): WheelInForce => ({
  ...rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
  given,
});

/** Null: nobody has published one. */
export async function readWheelRule(store: Rules): Promise<WheelInForce | null> {
  const current = await store.wheelRules.get(WHEEL);
  return current && wheelOf(current);
}
