import type { Instant } from '../../../contracts/primitives/time';
import { conversion, unvoided, voided, worth, type Credit } from '../team/credit';

/**
 * Two members were one person: joined once, ordered first once. The earliest of each stays, the others are void because
 * of the merge, and the conversion counts for the join that stays. An undo takes exactly that back.
 */
type CreditChange = Pick<Credit, '_id'> & Partial<Pick<Credit, 'voidedBy' | 'state' | 'conversions'>>;

export interface MergedCredits {
  changed: CreditChange[];
  added: Credit[];
}

const isLive = (credit: Credit): boolean => worth(credit) > 0;
const earliest = (credits: readonly Credit[]): Credit | undefined =>
  [...credits].sort((one, other) => one.at - other.at || (one._id < other._id ? -1 : 1))[0];

/** @param credits of everybody the person was known as */
export function mergeCredits(credits: readonly Credit[], mergeId: string, now: Instant): MergedCredits {
  const live = (kind: Credit['kind']) => credits.filter((credit) => credit.kind === kind && isLive(credit));
  const join = earliest(live('join'));
  const order = earliest(live('first_order'));
  const counts = (credit: Credit): boolean =>
    order !== undefined &&
    join !== undefined &&
    order.conversions.includes(credit._id) &&
    credit.leaderId === join.leaderId &&
    credit.day === join.day;
  const stays = live('converted').filter(counts).slice(0, 1);
  const kept = [join, order, ...stays];
  const doubled = [...live('join'), ...live('first_order'), ...live('converted')].filter(
    (credit) => !kept.includes(credit),
  );
  const changed: CreditChange[] = doubled.map((credit) => ({ _id: credit._id, ...voided(credit, mergeId) }));
  if (!join || !order || order.memberId === null || stays.length > 0) return { changed, added: [] };
  const orderId = order._id.slice('first_order:'.length);
  const added = conversion(`converted:${orderId}:${mergeId}`, order.memberId, join, now);
  return {
    changed: [...changed, { _id: order._id, conversions: [...order.conversions, added._id] }],
    added: [added],
  };
}

export function separateCredits(credits: readonly Credit[], mergeId: string): CreditChange[] {
  return credits.flatMap((credit) => {
    if (credit.voidedBy.includes(mergeId)) return [{ _id: credit._id, ...unvoided(credit, mergeId) }];
    const isOurs = credit._id.endsWith(`:${mergeId}`) && isLive(credit);
    return isOurs ? [{ _id: credit._id, ...voided(credit, `undo:${mergeId}`) }] : [];
  });
}
