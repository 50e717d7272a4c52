import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';

const PAGE = 200;

/**
 * The tiers whose upgrade gift is not given again to whoever has these ids: what they reached, what was given them while they were part
 * of somebody else, and what they reached with an account that is closed. Ids of tiers, which say nothing of who it is.
 */
export async function listGiftedTiers(store: ReadStore, ids: readonly MemberId[]): Promise<number[]> {
  const [states, members, gifts] = await Promise.all([
    store.tierStates.getMany(ids),
    store.members.getMany(ids),
    allPages((cursor) =>
      store.tierGifts.find({ where: { memberId: oneOf(ids) }, orderBy: 'givenAt', limit: PAGE, cursor }),
    ),
  ]);
  const given = gifts.filter(({ kind }) => kind === 'upgrade').map(({ period }) => Number(period));
  const reached = [
    ...states.flatMap((state) => state.reached),
    ...members.flatMap(({ giftedTiers }) => giftedTiers),
  ];
  return [...new Set([...reached, ...given])].sort((one, other) => one - other);
}
