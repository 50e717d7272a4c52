import type { LeaderId } from '../../../contracts/primitives/ids';
import { addMs, type Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';

const PAGE = 100;

type TeamNow = (team: LeaderId | null) => LeaderId | null;

/**
 * Whose a team is now that was somebody's at that moment: for a member whom no handover found since, because they were one with
 * another then.
 */
export async function followHandovers(
  store: Pick<ReadStore, 'leaderHandovers'>,
  since: Instant,
): Promise<TeamNow> {
  const handovers = await allPages((cursor) =>
    store.leaderHandovers.find({
      where: { at: moreThan(addMs(since, -1)) },
      orderBy: 'at',
      limit: PAGE,
      cursor,
    }),
  );
  return (team) =>
    handovers.reduce((leaderId, { fromId, toId }) => (leaderId === fromId ? toId : leaderId), team);
}
