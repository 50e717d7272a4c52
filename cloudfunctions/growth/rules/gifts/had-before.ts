import type { OwedGift } from '../../../../contracts/growth/growth-ledger';
import { chinaDateOf, type Instant } from '../../../../contracts/primitives/time';

/** What is known of an account about the ones its owner closed before. */
export interface Returned {
  giftedTiers: readonly number[];
  returned: boolean;
  joinedAt: Instant;
}

/** With an account that is closed: of a tier they had reached, and of the birthday of the year in which they came back, as far as anybody can know. */
export function hadBefore(
  { giftedTiers, returned, joinedAt }: Returned,
  { kind, period }: Pick<OwedGift, 'kind' | 'period'>,
): boolean {
  if (kind === 'upgrade') return giftedTiers.includes(Number(period));
  return kind === 'birthday' && returned && chinaDateOf(joinedAt).startsWith(period);
}
