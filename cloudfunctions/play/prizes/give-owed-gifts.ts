import type { Instant } from '../../../contracts/primitives/time';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import { owedOfBadge, owedOfDay, owedOfDraw, owedOfTask, owedOfVisit, type Owed } from '../rules/owed';
import { giveGifts } from './give-gifts';

const PAGE = 50;

/** The sweep gives what nobody took. One that cannot be given now is tried again later and holds nobody up. */
export async function giveOwedGifts(call: Working): Promise<{ playGiftsGiven: number }> {
  const { store, now } = call;
  let playGiftsGiven = 0;
  const give = async (owed: Owed) => {
    playGiftsGiven += (await giveGifts(store, owed, { now, living: null })).length;
  };
  const due = (cursor: string | null) => ({
    where: { owedSince: atMost<Instant | null>(now) },
    orderBy: 'owedSince' as const,
    limit: PAGE,
    cursor,
  });
  const trouble = 'play_gift_not_given';
  await workThrough(call, {
    collection: 'checkIns',
    trouble,
    readPage: (cursor) => store.checkIns.find(due(cursor)),
    work: (day) => give(owedOfDay(day)),
  });
  await workThrough(call, {
    collection: 'draws',
    trouble,
    readPage: (cursor) => store.draws.find(due(cursor)),
    work: (draw) => give(owedOfDraw(draw)),
  });
  await workThrough(call, {
    collection: 'tasksDone',
    trouble,
    readPage: (cursor) => store.tasksDone.find(due(cursor)),
    work: (done) => give(owedOfTask(done)),
  });
  await workThrough(call, {
    collection: 'visits',
    trouble,
    readPage: (cursor) => store.visits.find(due(cursor)),
    work: (visit) => give(owedOfVisit(visit)),
  });
  await workThrough(call, {
    collection: 'badgesWon',
    trouble,
    readPage: (cursor) => store.badgesWon.find(due(cursor)),
    work: (won) => give(owedOfBadge(won)),
  });
  return { playGiftsGiven };
}
