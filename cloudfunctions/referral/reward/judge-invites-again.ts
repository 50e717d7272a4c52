import type { Instant } from '../../../contracts/primitives/time';
import { readSameness } from '../../kit/person/read-sameness';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { loadInviter, readPerson } from '../join/load-inviter';
import { holdReferral } from './hold-referral';

type Member = DocumentOf<'members'>;

interface Judging {
  store: Store;
  now: Instant;
}

/**
 * More is known of who a member is: whoever shares a number with them and invited them, or was invited by them, may be the same
 * person, and what that gives waits for the operator. Accounts that are one are the merge's (merge-referrals).
 */
export async function judgeInvitesAgain(
  { store, now }: Judging,
  member: Member,
  others: readonly Member[],
): Promise<void> {
  if (others.length === 0) return;
  const mine = accountsOf(member);
  const theirs = others.flatMap(accountsOf);
  const found = await store.referrals.getMany([...mine, ...theirs]);
  const between = found.filter(
    ({ inviterId, inviteeId }) =>
      (mine.includes(inviterId) && theirs.includes(inviteeId)) ||
      (theirs.includes(inviterId) && mine.includes(inviteeId)),
  );
  for (const { _id } of between) await store.transact((transaction) => judgeAgain(transaction, _id, now));
}

const accountsOf = ({ _id, absorbed }: Member): Member['_id'][] => [_id, ...absorbed];

async function judgeAgain(transaction: TransactionStore, referralId: string, now: Instant): Promise<void> {
  const referral = await transaction.referrals.get(referralId);
  const isOpen =
    referral?.state === 'counted' ||
    referral?.reason === 'suspicious_burst' ||
    referral?.reason === 'inviter_frozen';
  // Whoever decided about the number before has decided.
  if (!referral || !isOpen || referral.decided?.about === 'same_phone') return;
  const friend = await readPerson(transaction, referral.inviteeId);
  const person = await readPerson(transaction, referral.inviterId);
  if (!friend || !person) return;
  const sameness = await readSameness(
    transaction,
    { memberIds: [friend._id], keys: [], members: [friend] },
    { memberIds: [person._id], keys: [], members: [person] },
  );
  if (sameness !== 'by_phone') return;
  // The operator reads both reasons in the one that weighs more.
  if (referral.state === 'held') return transaction.referrals.update(referralId, { reason: 'same_phone' });
  await holdReferral(transaction, referral, await loadInviter(transaction, person._id, referral.code), now);
}
