import type { LeaderId, MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { readMember } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { firstOrderId, orderAwards, unvoided, voided, type Award } from './award';
import { holdAwards } from '../holds/hold-awards';
import { readTeamSameness } from '../holds/read-team-sameness';

/** A member paid: they are active. Part of the transaction that applies the order; a first order is awarded in one after it. */
export async function recordOrder(
  transaction: TransactionStore,
  { memberId, now }: { memberId: MemberId; now: Instant },
): Promise<void> {
  const member = await readMember(transaction, memberId, 'internal');
  await transaction.members.update(member._id, { activeAt: now });
}

/** Whether a first order of theirs is awarded to somebody. */
export const isInTeam = ({ leaderId, attribution }: DocumentOf<'members'>): boolean =>
  leaderId !== null && attribution !== null;

/**
 * A first order is awarded to the leader whose team it was when it was paid; also one of before that is the first now, because the
 * one that was came back.
 * @param leaderId whose team it was when it was paid
 */
export async function awardFirstOrder(
  transaction: TransactionStore,
  paid: { orderId: OrderId; memberId: MemberId; leaderId: LeaderId | null; now: Instant },
): Promise<void> {
  // One there was before a merge stands again by restoreAward, or has never fallen.
  const known = await transaction.leaderAwards.get(firstOrderId(paid.orderId));
  if (known) return standAgain(transaction, known);
  const member = await readMember(transaction, paid.memberId, 'internal');
  await insertAwards(transaction, member, paid.leaderId, paid);
}

/** Whose team it was when it was paid, as the payment told. */
export async function leaderAtSale(
  transaction: Pick<TransactionStore, 'facts'>,
  orderId: OrderId,
  member: Pick<DocumentOf<'members'>, '_id' | 'absorbed' | 'leaderId'>,
): Promise<LeaderId | null> {
  const told = await transaction.facts.get(`paid:${orderId}`);
  // Told of somebody else: they were one then, and it was the other's team.
  const isTheirs =
    told?.memberId === member._id || (told?.memberId && member.absorbed.includes(told.memberId));
  return told && isTheirs ? (told.leaderId ?? null) : member.leaderId;
}

/** Nothing for whoever is in nobody's team. */
export async function insertAwards(
  transaction: TransactionStore,
  member: DocumentOf<'members'>,
  leaderId: LeaderId | null,
  { orderId, now }: { orderId: OrderId; now: Instant },
): Promise<void> {
  const { _id: memberId, attribution } = member;
  const awards = orderAwards({ orderId, memberId, leaderId, attribution, now });
  await transaction.leaderAwards.insert(...(await judged(transaction, member, awards, now)));
}

/**
 * None for oneself; void ones where the operator has to say whether leader and member are two. The conversion may be
 * another leader's than the order, after a handover.
 */
async function judged(
  transaction: TransactionStore,
  member: DocumentOf<'members'>,
  awards: readonly Award[],
  now: Instant,
): Promise<Award[]> {
  const stand: Award[] = [];
  for (const leaderId of new Set(awards.map((award) => award.leaderId))) {
    const theirs = awards.filter((award) => award.leaderId === leaderId);
    const sameness = await readTeamSameness(transaction, member, leaderId);
    if (sameness === 'different') stand.push(...theirs);
    if (sameness === 'by_phone')
      stand.push(...(await holdAwards(transaction, { leaderId, member, now }, theirs)));
  }
  return stand.some(({ kind }) => kind === 'first_order') ? stand : [];
}

/** Whether the order was awarded to somebody, and that was not withdrawn. */
export const isAwarded = async (transaction: TransactionStore, orderId: OrderId): Promise<boolean> =>
  isStanding(await transaction.leaderAwards.get(firstOrderId(orderId)));

/** All its money is back, or it may be its handler’s own bill. */
type Withdrawn = 'refund' | 'own_bill';
const OWN_BILL: Withdrawn = 'own_bill';
const isStanding = (award: Award | null): award is Award =>
  award !== null && !award.voidedBy.some((why) => why === 'refund' || why === OWN_BILL);

/** A first order does not count any more: it is nobody's award. */
export async function withdrawOrder(
  transaction: TransactionStore,
  orderId: OrderId,
  why: Withdrawn,
): Promise<void> {
  const order = await transaction.leaderAwards.get(firstOrderId(orderId));
  if (!isStanding(order)) return;
  await transaction.leaderAwards.update(order._id, voided(order, why));
  for (const id of order.conversions) {
    const converted = await transaction.leaderAwards.get(id);
    if (converted) await transaction.leaderAwards.update(id, voided(converted, why));
  }
}

/** Whose bill it was is decided: it counts, as the first. */
async function standAgain(transaction: TransactionStore, order: Award): Promise<void> {
  if (!order.voidedBy.includes(OWN_BILL)) return;
  await transaction.leaderAwards.update(order._id, unvoided(order, OWN_BILL));
  for (const id of order.conversions) {
    const converted = await transaction.leaderAwards.get(id);
    if (converted) await transaction.leaderAwards.update(id, unvoided(converted, OWN_BILL));
  }
}
