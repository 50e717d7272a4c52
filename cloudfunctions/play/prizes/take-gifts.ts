import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { readBadgeRule } from '../badges/read-badge-rule';
import { readCheckInRule } from '../check-in/read-check-in-rule';
import { owedOfBadge, owedOfDay, owedOfDraw, owedOfTask, type Owed } from '../rules/owed';
import { viewPrize } from '../rules/prize-text';
import { readTaskRule } from '../tasks/read-task-rule';
import { readWheelRule } from '../wheel/read-wheel-rule';
import { giveGifts } from './give-gifts';

/** More than anybody earns in a minute. */
const AT_ONCE = 10;

type Game = 'check_in' | 'wheel' | 'task' | 'badge';

/** What a game owes somebody now, whoever they were when it began to. */
export async function readOwed(
  store: Pick<ReadStore, 'checkIns' | 'draws' | 'tasksDone' | 'badgesWon'>,
  { _id, absorbed }: { _id: MemberId; absorbed: readonly MemberId[] },
  game: Game,
): Promise<Owed[]> {
  const owed = {
    where: { memberId: oneOf([_id, ...absorbed]), owedSince: moreThan<Instant | null>(instant(0)) },
    orderBy: 'owedSince' as const,
    limit: AT_ONCE,
  };
  if (game === 'wheel') return (await store.draws.find(owed)).items.map(owedOfDraw);
  if (game === 'badge') return (await store.badgesWon.find(owed)).items.map(owedOfBadge);
  if (game === 'task') return (await store.tasksDone.find(owed)).items.map(owedOfTask);
  return (await store.checkIns.find(owed)).items.map(owedOfDay);
}

const readRule = (
  store: Parameters<typeof readWheelRule>[0] &
    Parameters<typeof readCheckInRule>[0] &
    Parameters<typeof readTaskRule>[0] &
    Parameters<typeof readBadgeRule>[0],
  game: Game,
) => {
  if (game === 'badge') return readBadgeRule(store);
  if (game === 'task') return readTaskRule(store);
  return game === 'wheel' ? readWheelRule(store) : readCheckInRule(store);
};

/** The member takes what is owed now, not in a minute. */
export async function takeGifts(
  { store, member, now, outOfTime }: WriteCall<'member'>,
  { of }: { of: Game },
) {
  const [rule, owed] = await Promise.all([readRule(store, of), readOwed(store, member, of)]);
  const given = [];
  let left = owed.length;
  for (const one of owed) {
    if (outOfTime()) break;
    given.push(...(await giveGifts(store, one, { now, living: member._id })));
    left -= 1;
  }
  return { given: given.map((gift) => viewPrize(gift, rule?.packNames ?? {})), owed: left };
}
