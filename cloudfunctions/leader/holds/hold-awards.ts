import type { LeaderId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { SAME_PHONE, voided, type Award } from '../team/award';

type Member = DocumentOf<'members'>;
type Hold = DocumentOf<'leaderHolds'>;

/** The pair's hold, under whichever account of the member it was opened. */
async function readHold(
  transaction: TransactionStore,
  leaderId: LeaderId,
  { _id, absorbed }: Pick<Member, '_id' | 'absorbed'>,
): Promise<Hold | null> {
  for (const memberId of [_id, ...absorbed]) {
    const hold = await transaction.leaderHolds.get(`${leaderId}:${memberId}`);
    if (hold) return hold;
  }
  return null;
}

/**
 * The awards of a leader who shares a number with the member: void until the operator says that they are two people.
 * The hold names them, so that whoever decides at the same moment waits for them.
 */
export async function holdAwards(
  transaction: TransactionStore,
  { leaderId, member, now }: { leaderId: LeaderId; member: Member; now: Instant },
  awards: readonly Award[],
): Promise<Award[]> {
  const hold = await readHold(transaction, leaderId, member);
  if (hold?.state === 'released') return [...awards];
  const blank = {
    _id: `${leaderId}:${member._id}`,
    leaderId,
    memberId: member._id,
    state: 'held' as const,
    awards: [],
    heldAt: now,
    decidedBy: null,
  };
  const { awards: known, ...rest } = hold ?? blank;
  const ids = [...new Set([...known, ...awards.map(({ _id }) => _id)])];
  await transaction.leaderHolds.replace({ ...rest, awards: ids });
  return awards.map((award) => ({ ...award, ...voided(award, SAME_PHONE) }));
}

/**
 * What waits has another name now: deciding about the pair decides about it, and about nothing that has its old name since.
 * @param memberIds every account under which it may wait
 */
export async function renameHeld(
  { leaderHolds }: Pick<TransactionStore, 'leaderHolds'>,
  memberIds: readonly MemberId[],
  { leaderId, _id: before }: Pick<Award, 'leaderId' | '_id'>,
  after: string,
): Promise<void> {
  for (const memberId of memberIds) {
    const hold = await leaderHolds.get(`${leaderId}:${memberId}`);
    if (!hold?.awards.includes(before)) continue;
    await leaderHolds.update(hold._id, { awards: hold.awards.map((id) => (id === before ? after : id)) });
  }
}
