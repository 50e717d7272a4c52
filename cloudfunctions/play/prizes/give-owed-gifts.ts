import type { Instant } from '../../../contracts/primitives/time';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import { giveGifts } from './give-gifts';

const PAGE = 50;

/** The sweep gives what nobody took. One that cannot be given now is tried again later and holds nobody up. */
export async function giveOwedGifts(call: Working): Promise<{ playGiftsGiven: number }> {
  const { store, now } = call;
  let playGiftsGiven = 0;
  await workThrough(call, {
    collection: 'checkIns',
    trouble: 'play_gift_not_given',
    readPage: (cursor) =>
      store.checkIns.find({
        where: { owedSince: atMost<Instant | null>(now) },
        orderBy: 'owedSince',
        limit: PAGE,
        cursor,
      }),
    work: async (day) => {
      playGiftsGiven += (await giveGifts(store, day, { now, living: null })).length;
    },
  });
  return { playGiftsGiven };
}
