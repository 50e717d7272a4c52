import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { readMember } from '../../kit/person/find-member';

const PAGE = 20;

/** What journeys did with a member, and what they wait for. @throws TuankaError member_not_found */
export async function traceMember(
  { store, now }: ReadCall<'operator'>,
  { memberId, cursor }: { memberId: MemberId; cursor: string | null },
) {
  const member = await readMember(store, memberId, 'member_not_found');
  const { items, nextCursor } = await store.journeyRuns.find({
    where: { memberId: member._id },
    orderBy: 'enteredAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const journeys = await store.journeys.getMany([...new Set(items.map(({ journeyId }) => journeyId))]);
  const names = new Map(journeys.map(({ _id, name }) => [_id, name]));
  return {
    runs: items.map(({ journeyId, version, state, how, node, wakeAt, enteredAt, trace }) => ({
      journey: names.get(journeyId) ?? '',
      version,
      state,
      how,
      node,
      wakeAt,
      enteredAt,
      trace,
    })),
    nextCursor,
    now,
  };
}
