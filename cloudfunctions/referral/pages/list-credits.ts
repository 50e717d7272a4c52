import type { ReadCall } from '../../kit/host/call';
import { atMost } from '../../kit/store/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { creditText } from '../rules/credit-text';

const PAGE = 20;

/** The journal: who is credited with whom and why, latest first. */
export async function listCredits(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.creditJournal.find({
    where: { at: atMost(now) },
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const leaderIds = items.flatMap(({ leaderId }) => (leaderId === null ? [] : [leaderId]));
  const leaders = await store.leaders.getMany([...new Set(leaderIds)]);
  const nameOf = ({ leaderId }: DocumentOf<'creditJournal'>) =>
    leaders.find(({ _id }) => _id === leaderId)?.name ?? null;
  const credits = items.map((credit) => ({
    id: credit._id,
    memberId: credit.memberId,
    at: credit.at,
    leader: nameOf(credit),
    inviterId: credit.inviterId,
    outcome: credit.outcome,
    text: creditText(credit, nameOf(credit)),
  }));
  return { credits, nextCursor, now };
}
