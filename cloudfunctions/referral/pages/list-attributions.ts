import type { ReadCall } from '../../kit/host/call';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { attributionText } from '../rules/attribution-text';
import { latestFirst } from '../../kit/store/query/latest-first';

/** The journal: who is attributed whom and why, latest first. */
export async function listAttributions(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.attributionJournal.find(
    latestFirst('at', cursor, { at: atMost(now) }),
  );
  const leaderIds = items.flatMap(({ leaderId }) => (leaderId === null ? [] : [leaderId]));
  const leaders = await store.leaders.getMany([...new Set(leaderIds)]);
  const nameOf = ({ leaderId }: DocumentOf<'attributionJournal'>) =>
    leaders.find(({ _id }) => _id === leaderId)?.name ?? null;
  const attributions = items.map((attribution) => ({
    id: attribution._id,
    memberId: attribution.memberId,
    at: attribution.at,
    leader: nameOf(attribution),
    inviterId: attribution.inviterId,
    outcome: attribution.outcome,
    text: attributionText(attribution, nameOf(attribution)),
  }));
  return { attributions, nextCursor, now };
}
