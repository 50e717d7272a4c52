import type { Instant } from '../../../contracts/primitives/time';
import { conversion, OWN_PERSON, SAME_PHONE, unvoided, voided, type Award } from '../team/award';

/**
 * Two members were one person: joined once, ordered first once. The earliest of each stays, the others are void because
 * of the merge, and the conversion counts for the join that stays. An undo takes exactly that back.
 */
type AwardChange = Pick<Award, '_id'> & Partial<Pick<Award, 'voidedBy' | 'state' | 'conversions'>>;

export interface MergedAwards {
  changed: AwardChange[];
  added: Award[];
}

/** Whoever the leader is, it is the person's: what waits for the operator, or is void as their own, stands where it would. */
export const isLive = ({ voidedBy }: Award): boolean =>
  voidedBy.every((why) => why === SAME_PHONE || why === OWN_PERSON);
const earliest = (awards: readonly Award[]): Award | undefined =>
  [...awards].sort((one, other) => one.at - other.at || (one._id < other._id ? -1 : 1))[0];

/** @param awards of everybody the person was known as */
export function mergeAwards(awards: readonly Award[], mergeId: string, now: Instant): MergedAwards {
  const live = (kind: Award['kind']) => awards.filter((award) => award.kind === kind && isLive(award));
  const join = earliest(live('join'));
  const order = earliest(live('first_order'));
  const counts = (award: Award): boolean =>
    order !== undefined &&
    join !== undefined &&
    order.conversions.includes(award._id) &&
    award.leaderId === join.leaderId &&
    award.day === join.day;
  const stays = live('converted').filter(counts).slice(0, 1);
  const kept = [join, order, ...stays];
  const doubled = [...live('join'), ...live('first_order'), ...live('converted')].filter(
    (award) => !kept.includes(award),
  );
  const changed: AwardChange[] = doubled.map((award) => ({ _id: award._id, ...voided(award, mergeId) }));
  if (!join || !order || order.memberId === null || stays.length > 0) return { changed, added: [] };
  const orderId = order._id.slice('first_order:'.length);
  const added = conversion(`converted:${orderId}:${mergeId}`, order.memberId, join, now);
  return {
    changed: [...changed, { _id: order._id, conversions: [...order.conversions, added._id] }],
    added: [added],
  };
}

export function separateAwards(awards: readonly Award[], mergeId: string): AwardChange[] {
  return awards.flatMap((award) => {
    if (award.voidedBy.includes(mergeId)) return [{ _id: award._id, ...unvoided(award, mergeId) }];
    const isOurs = award._id.endsWith(`:${mergeId}`) && isLive(award);
    return isOurs ? [{ _id: award._id, ...voided(award, `undo:${mergeId}`) }] : [];
  });
}
