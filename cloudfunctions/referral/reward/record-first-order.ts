import type { InviteReason, InviteRule } from '../../../contracts/referral/invite-rule';
import type { ReceiptLine } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import { addMs, chinaTimeText, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { bindReferral } from '../join/bind-referral';
import { qualifies, stillQualifies } from '../rules/first-order';
import { issueFirstOrderRewards, type Referral } from './issue-rewards';
import { takeBackEvent, takeBackMilestones } from './take-back-rewards';
import { followPerson, loadInviter, readPerson } from '../join/load-inviter';
import { versionId } from '../join/read-rule';
import { giftText } from '../rules/reward';

export interface FriendOrder {
  memberId: MemberId;
  orderId: OrderId;
  paidFen: Fen;
  paidAt: Instant;
  now: Instant;
}

/** The friend's referral as it stands; no database call for whoever nobody brought. */
async function readReferral(
  transaction: TransactionStore,
  memberId: MemberId,
  read: DocumentOf<'members'> | null,
  now: Instant,
): Promise<Referral | null> {
  const member = await followPerson(transaction, read);
  // The account was closed: what their order gave to whoever invited them still goes by their id.
  if (!member) return transaction.referrals.get(memberId);
  if (member.inviteState === 'none') return null;
  // Paid within the minute of joining: the attribution is written down now.
  if (member.inviteState === 'due') await bindReferral(transaction, member._id, now);
  return transaction.referrals.get(member._id);
}

/** Whether this order may be the one that rewards whoever invited the payer; nothing is written. */
export async function awaitsInviteOrder(
  transaction: TransactionStore,
  { memberId, paidFen, paidAt }: Omit<FriendOrder, 'orderId' | 'now'>,
): Promise<boolean> {
  const member = await followPerson(transaction, await transaction.members.get(memberId));
  if (member && member.inviteState !== 'done') return member.inviteState === 'due';
  const referral = await transaction.referrals.get(member?._id ?? memberId);
  return isOpen(referral) && qualifies(referral, { paidFen, paidAt });
}

const isOpen = (referral: Referral | null): referral is Referral =>
  referral !== null && referral.state !== 'refused' && referral.order === null;

/** Whether this order rewarded whoever invited the payer; nothing is written. */
export async function isInviteOrder(
  transaction: TransactionStore,
  { memberId, member, orderId }: Pick<FriendRefund, 'memberId' | 'member' | 'orderId'>,
): Promise<boolean> {
  const person = await followPerson(transaction, member);
  if (person && person.inviteState !== 'done') return false;
  const referral = await transaction.referrals.get(person?._id ?? memberId);
  return referral?.order?.orderId === orderId;
}

/** A paid order, in a transaction after the one that applies it: the friend's first that qualifies makes the first-order rewards. */
export async function recordFirstOrder(
  transaction: TransactionStore,
  { memberId, orderId, paidFen, paidAt, now }: FriendOrder,
): Promise<ReceiptLine[]> {
  const member = await transaction.members.get(memberId);
  const referral = await readReferral(transaction, memberId, member, now);
  if (!isOpen(referral)) return [];
  if (!qualifies(referral, { paidFen, paidAt })) return [];
  const rewarded = referral.state === 'counted';
  const ordered: Referral = { ...referral, order: { orderId, paidFen, paidAt, rewarded } };
  await transaction.referrals.update(referral._id, { order: ordered.order });
  const rule = await readVersion(transaction, referral);
  if (!rewarded || !rule) return [];
  await issueOrderRewards(transaction, ordered, rule, now);
  return receiptOf(rule, paidAt, now);
}

export const readVersion = async (
  transaction: { inviteRules: { get(id: string): Promise<InviteRule | null> } },
  { ruleVersion }: Pick<Referral, 'ruleVersion'>,
): Promise<InviteRule | null> =>
  ruleVersion === null ? null : transaction.inviteRules.get(versionId(ruleVersion));

/** Counts of an inviter who has closed the account are gone; their rewards say so when they are due. */
async function issueOrderRewards(
  transaction: TransactionStore,
  referral: Referral,
  rule: InviteRule,
  now: Instant,
): Promise<void> {
  const person = await readPerson(transaction, referral.inviterId);
  const inviterId = person?._id ?? referral.inviterId;
  const inviter = await loadInviter(transaction, inviterId, referral.code);
  const after = await issueFirstOrderRewards(transaction, { ...referral, inviterId }, rule, inviter, now);
  if (person) await transaction.inviters.replace(after);
}

function receiptOf(rule: InviteRule, paidAt: Instant, now: Instant): ReceiptLine[] {
  const gift = rule.firstOrder.invitee;
  if (!gift) return [];
  const { holdDays } = rule.firstOrder;
  const when = holdDays === 0 ? '几分钟内' : `${chinaTimeText(addMs(paidAt, holdDays * DAY_MS))} 起`;
  return [{ kind: 'earned', text: `好友邀请首单礼：${giftText(gift)}，${when}到账`, at: now }];
}

export interface FriendRefund {
  memberId: MemberId;
  /** As read in this transaction; null: the account was closed. */
  member: DocumentOf<'members'> | null;
  orderId: OrderId;
  /** What stays paid after this refund. */
  leftFen: number;
  /** Nothing came back: whose bill it was is doubted. */
  isHeld: boolean;
  now: Instant;
}

/**
 * A refund, in a transaction after the one that records it. When what is left no longer qualifies, everything the order gave is
 * taken back; the friend's next order may be the first again.
 */
export async function reverseFirstOrder(
  transaction: TransactionStore,
  { memberId, member, orderId, leftFen, isHeld, now }: FriendRefund,
): Promise<ReceiptLine[]> {
  const referral = await readReferral(transaction, memberId, member, now);
  if (referral?.order?.orderId !== orderId) return [];
  const { order } = referral;
  if (stillQualifies(referral, leftFen)) {
    await transaction.referrals.update(referral._id, { order: { ...order, paidFen: fen(leftFen) } });
    return [];
  }
  await transaction.referrals.update(referral._id, { order: null, turn: referral.turn + 1 });
  if (!order.rewarded) return [];
  await takeBackOrder(transaction, referral, isHeld ? 'order_held' : 'order_refunded', now);
  const why = isHeld ? '账单待店家核对，邀请首单礼先收回' : '退款，邀请首单礼随订单收回';
  return [{ kind: 'reversed', text: why, at: now }];
}

/** Two who were one are two again, and the order of this invite is not the friend's: one of their own may be the first. */
export async function partFirstOrder(
  transaction: TransactionStore,
  referral: Referral,
  now: Instant,
): Promise<void> {
  await transaction.referrals.update(referral._id, { order: null, turn: referral.turn + 1 });
  if (referral.order?.rewarded) await takeBackOrder(transaction, referral, 'order_not_theirs', now);
}

async function takeBackOrder(
  transaction: TransactionStore,
  referral: Referral,
  reason: InviteReason,
  now: Instant,
): Promise<void> {
  await takeBackEvent(transaction, referral, 'first_order', referral.turn, reason, now);
  const person = await readPerson(transaction, referral.inviterId);
  // One that waits for the operator is counted out already.
  if (!person || referral.capped || referral.heldLateAt !== null) return;
  const inviter = await loadInviter(transaction, person._id, referral.code);
  const counts = { ...inviter, ordered: Math.max(0, inviter.ordered - 1) };
  await transaction.inviters.replace(await takeBackMilestones(transaction, counts, now));
}
