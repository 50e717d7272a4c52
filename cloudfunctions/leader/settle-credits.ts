import type { LeaderId, MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import type { Store } from '../kit/store/store';
import { joinCredit, worth, type Credit } from './credit';
import { changeOf, type Change } from './figures';
import { recordChanges } from './record-changes';

interface Settling {
  store: Store;
  now: Instant;
}

/** Documents one transaction reads and writes one by one. */
const STEP = 10;
const PAGE = 500;

/**
 * Brings the figures of all leaders up to what is due: joins first, then every other credit. Only the sweep writes figures
 * (and a merge, of its two members), so a thousand joins at once never wait for each other.
 */
export async function settleCredits(
  call: TimerCall,
): Promise<{ joinsCounted: number; creditsCounted: number }> {
  let joinsCounted = 0;
  let creditsCounted = 0;
  for (;;) {
    const { items } = await call.store.members.find({
      where: { joinCredit: 'due' },
      orderBy: 'creditedTo',
      limit: PAGE,
    });
    if (items.length === 0) break;
    const ids = items.map(({ _id, creditedTo }) => ({ _id, leaderId: creditedTo }));
    for (const step of stepsOf(ids)) {
      if (call.outOfTime()) return { joinsCounted, creditsCounted };
      joinsCounted += await settleJoins(call, step);
    }
  }
  for (;;) {
    const { items } = await call.store.leaderCredits.find({
      where: { state: 'due' },
      orderBy: 'leaderId',
      limit: PAGE,
    });
    if (items.length === 0) break;
    for (const step of stepsOf(items)) {
      if (call.outOfTime()) return { joinsCounted, creditsCounted };
      await settleStep(call, step);
      creditsCounted += step.length;
    }
  }
  return { joinsCounted, creditsCounted };
}

/** Runs of one leader each, at most a step long. */
function stepsOf<Item extends { _id: string; leaderId: LeaderId | null }>(items: readonly Item[]): Item[][] {
  const steps: Item[][] = [];
  for (const item of items) {
    const last = steps.at(-1);
    if (last && last.length < STEP && last[0]?.leaderId === item.leaderId) last.push(item);
    else steps.push([item]);
  }
  return steps;
}

/** Counts these members' joins, those that are still due; answers how many. */
export function settleJoins(
  { store, now }: Settling,
  members: readonly { _id: MemberId }[],
): Promise<number> {
  return store.transact(async (transaction) => {
    const credits: Credit[] = [];
    for (const { _id } of members) {
      const member = await transaction.members.get(_id);
      if (member?.joinCredit !== 'due') continue;
      await transaction.members.update(_id, { joinCredit: 'done' });
      const credit = joinCredit(member);
      if (credit) credits.push({ ...credit, counted: credit.count, state: 'done' });
    }
    await transaction.leaderCredits.insert(...credits);
    for (const leaderId of new Set(credits.map((credit) => credit.leaderId))) {
      const changes = credits
        .filter((credit) => credit.leaderId === leaderId)
        .map((credit) => changeOf(credit, credit.count));
      await recordChanges(transaction, leaderId, changes, now);
    }
    return credits.length;
  });
}

async function settleStep({ store, now }: Settling, step: readonly Credit[]): Promise<void> {
  const leaderId = step[0]?.leaderId;
  if (leaderId === undefined) return;
  await store.transact(async (transaction) => {
    const changes: Change[] = [];
    for (const { _id } of step) {
      const credit = await transaction.leaderCredits.get(_id);
      if (credit?.state !== 'due') continue;
      const counted = worth(credit);
      if (counted !== credit.counted) changes.push(changeOf(credit, counted - credit.counted));
      await transaction.leaderCredits.update(_id, { counted, state: 'done' });
    }
    if (changes.length > 0) await recordChanges(transaction, leaderId, changes, now);
  });
}
