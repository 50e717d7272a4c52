import type { LeaderId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { isPassing, workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { readAside } from '../../kit/store/quarantine';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { changeLeader } from '../team/change-leader';
import { joinAward, worth, type Award } from '../team/award';
import { holdAwards } from '../holds/hold-awards';
import { readTeamSameness } from '../holds/read-team-sameness';
import { changeOf, type Change } from './figures';
import { recordChanges } from './record-changes';

interface Counting {
  store: Store;
  now: Instant;
}

/** Documents one transaction reads and writes one by one. */
const STEP = 3;
const PAGE = 500;

/**
 * Brings the figures of all leaders up to what is due: joins first, then every other award. Only the sweep writes figures
 * (and a merge, of its two members), so a thousand joins at once never wait for each other.
 */
export async function countAwards(call: TimerCall): Promise<{ joinsCounted: number; awardsCounted: number }> {
  const { store } = call;
  const joinsCounted = await countInSteps(
    call,
    {
      collection: 'members',
      trouble: 'join_not_counted',
      read: async () => {
        const due = { where: { joinAward: 'due' as const }, orderBy: '_id' as const, limit: PAGE };
        const { items } = await store.members.find(due);
        return byLeader(items.map(({ _id, attributedTo }) => ({ _id, leaderId: attributedTo })));
      },
    },
    (step) => countJoins(call, step),
  );
  const awardsCounted = await countInSteps(
    call,
    {
      collection: 'leaderAwards',
      trouble: 'award_not_counted',
      read: async () =>
        (await store.leaderAwards.find({ where: { state: 'due' }, orderBy: 'leaderId', limit: PAGE })).items,
    },
    (step) => countStep(call, step),
  );
  return { joinsCounted, awardsCounted };
}

interface DueItems<Item> {
  collection: 'members' | 'leaderAwards';
  trouble: string;
  /** The first of what is due; what was done is not among them any more. */
  read: () => Promise<Item[]>;
}

/** Steps of one leader each. A step that fails has one among it that is broken: each of them is counted for itself. */
async function countInSteps<Item extends { _id: string; leaderId: LeaderId | null }>(
  call: TimerCall,
  { collection, trouble, read }: DueItems<Item>,
  work: (step: readonly Item[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  let passed = 0;
  const alone = (items: readonly Item[]): Promise<number> =>
    workThrough(call, {
      collection,
      trouble,
      readPage: async () => ({ items: [...items], nextCursor: null }),
      work: async (item) => {
        done += await work([item]);
      },
    });
  for (let before = -1; before < passed;) {
    before = passed;
    const items = await read();
    const aside = await readAside(
      call.store,
      { collection, trouble },
      items.map(({ _id }) => _id),
    );
    for (const step of stepsOf(items.filter(({ _id }) => !aside.has(_id)))) {
      if (call.outOfTime()) return done;
      try {
        done += await work(step);
        passed += step.length;
      } catch (error) {
        logLine('warn', trouble, { step: step.length, detail: String(error) });
        if (!isPassing(error)) passed += await alone(step);
      }
    }
    passed += await alone(items.filter(({ _id }) => aside.has(_id)));
  }
  return done;
}

const byLeader = <Item extends { leaderId: LeaderId | null }>(items: readonly Item[]): Item[] =>
  [...items].sort((one, other) => ((one.leaderId ?? '') < (other.leaderId ?? '') ? -1 : 1));

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
export function countJoins({ store, now }: Counting, members: readonly { _id: MemberId }[]): Promise<number> {
  return store.transact(async (transaction) => {
    const awards: Award[] = [];
    for (const { _id } of members) {
      const member = await transaction.members.get(_id);
      if (member?.joinAward !== 'due') continue;
      const sameness = await readTeamSameness(transaction, member, member.attributedTo);
      if (sameness === 'same') {
        await leaveOwnTeam(transaction, member, now);
        continue;
      }
      await transaction.members.update(_id, { joinAward: 'done' });
      const award = joinAward(member);
      if (!award) continue;
      const { leaderId } = award;
      const judged =
        sameness === 'by_phone' ? await holdAwards(transaction, { leaderId, member, now }, [award]) : [award];
      awards.push(...judged.map((one) => ({ ...one, counted: worth(one), state: 'done' as const })));
    }
    await transaction.leaderAwards.insert(...awards);
    for (const leaderId of new Set(awards.map((award) => award.leaderId))) {
      const changes = awards
        .filter((award) => award.leaderId === leaderId && award.counted > 0)
        .map((award) => changeOf(award, award.counted));
      if (changes.length > 0) await recordChanges(transaction, leaderId, changes, now);
    }
    return awards.length;
  });
}

/** Nobody brings themselves: they came by nobody. */
async function leaveOwnTeam(
  transaction: TransactionStore,
  { _id, leaderId }: DocumentOf<'members'>,
  now: Instant,
): Promise<void> {
  const counted = { joinAward: 'done', attributedTo: null, attribution: null } as const;
  if (leaderId === null) await transaction.members.update(_id, counted);
  else await changeLeader(transaction, { memberId: _id, leaderId: null, cause: 'join', now }, counted);
}

async function countStep({ store, now }: Counting, step: readonly Award[]): Promise<number> {
  const leaderId = step[0]?.leaderId;
  if (leaderId === undefined) return 0;
  await store.transact(async (transaction) => {
    const changes: Change[] = [];
    for (const { _id } of step) {
      const award = await transaction.leaderAwards.get(_id);
      if (award?.state !== 'due') continue;
      const counted = worth(award);
      if (counted !== award.counted) changes.push(changeOf(award, counted - award.counted));
      await transaction.leaderAwards.update(_id, { counted, state: 'done' });
    }
    if (changes.length > 0) await recordChanges(transaction, leaderId, changes, now);
  });
  return step.length;
}
