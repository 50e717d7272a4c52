import type { LeaderId } from '../../../contracts/primitives/ids';
import { addMs } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { allPages } from '../../kit/store/query/all-pages';
import { atMost } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { countMore, nothingCounted, type FigureCount } from './figure-count';
import { changeOf, sameSums, sumsOf } from './figures';
import { CHECK_EVERY_MS } from './record-changes';
import { wrongDays, wrongGroups } from './wrong-figures';

type Checking = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type Totals = DocumentOf<'leaderTotals'>;
type Counting = DocumentOf<'leaderCounts'>;

const AT_ONCE = 20;
/** A transaction has less than 30 operations (decision 0031). */
const CORRECTED_AT_ONCE = 20;
const PAGE = 900;

/**
 * Counts every award of a leader again, once a day, and compares: the figures are sums of awards and nothing else. A
 * figure that is not what was counted is put right and told to the log. A leader whose figures change meanwhile is left
 * for the next run.
 */
export async function reconcileFigures(
  call: Checking,
): Promise<{ leadersChecked: number; figuresCorrected: number }> {
  let figuresCorrected = 0;
  const leadersChecked = await workThrough(call, {
    collection: 'leaderTotals',
    trouble: 'leader_not_counted',
    readPage: (cursor) =>
      call.store.leaderTotals.find({
        where: { checkAt: atMost(call.now) },
        orderBy: 'checkAt',
        limit: AT_ONCE,
        cursor,
      }),
    async work(totals) {
      const count = await countAgain(call, totals);
      if (count !== null) figuresCorrected += await correctCount(call, totals, count);
    },
  });
  return { leadersChecked, figuresCorrected };
}

/**
 * The sums of everything that was counted into the leader's figures; null when there was no time for all of it: where it is
 * and what it has so far is written down, and the next run goes on. What changes the figures meanwhile begins it again, so
 * the largest leaders are counted when their shops are quiet.
 */
async function countAgain(
  { store, outOfTime }: Checking,
  { _id, version }: Totals,
): Promise<FigureCount | null> {
  const kept = await store.leaderCounts.get(_id);
  let count: Counting =
    kept?.version === version ? kept : { _id, version, cursor: null, ...nothingCounted() };
  for (;;) {
    const page: Page<DocumentOf<'leaderAwards'>> = await store.leaderAwards.find({
      where: { leaderId: _id },
      orderBy: '_id',
      limit: PAGE,
      cursor: count.cursor,
      unreadable: 'refuse',
    });
    const changes = page.items.map((award) => changeOf(award, award.counted));
    count = { ...count, ...countMore(count, changes), cursor: page.nextCursor };
    if (page.nextCursor === null) return count;
    if (!outOfTime()) continue;
    const soFar = count;
    await store.transact((transaction) => transaction.leaderCounts.replace(soFar));
    return null;
  }
}

/** How many documents had to be put right. */
async function correctCount(
  { store, now }: Checking,
  { _id: leaderId, version }: Totals,
  count: FigureCount,
): Promise<number> {
  const corrections = await correctionsOf({ store, now }, leaderId, count);
  const wrong = corrections.length;
  // All but the last ones beforehand: what is put right stays so, whatever becomes of the rest.
  while (corrections.length > CORRECTED_AT_ONCE)
    if (!(await correctSome(store, leaderId, version, corrections.splice(0, CORRECTED_AT_ONCE)))) return 0;
  return store.transact(async (transaction) => {
    const current = await transaction.leaderTotals.get(leaderId);
    // The sweep counted something meanwhile: all of it is looked at again by the next run.
    if (current?.version !== version) return 0;
    const { totals } = count;
    const all = wrong + (sameSums(totals, sumsOf(current)) ? 0 : 1);
    for (const correct of corrections) await correct(transaction);
    await transaction.leaderTotals.replace({
      ...current,
      ...totals,
      version: all > 0 ? version + 1 : version,
      checkAt: addMs(now, CHECK_EVERY_MS),
    });
    await transaction.leaderCounts.remove(leaderId);
    if (all > 0) logLine('error', 'leader_figures_corrected', { leaderId, documents: all });
    return all;
  });
}

/** One for every day and every group that is not what was counted. */
async function correctionsOf(
  { store, now }: Pick<Checking, 'store' | 'now'>,
  leaderId: LeaderId,
  count: FigureCount,
): Promise<Correction[]> {
  const all = { limit: PAGE, unreadable: 'refuse' } as const;
  const where = { leaderId };
  const [days, groups] = await Promise.all([
    allPages((cursor) => store.leaderDays.find({ where, orderBy: 'day', cursor, ...all })),
    allPages((cursor) => store.leaderGroups.find({ where, orderBy: 'joins', cursor, ...all })),
  ]);
  return [
    ...wrongDays(count, days).map(
      ({ day, right }): Correction =>
        ({ leaderDays }) =>
          leaderDays.replace({ ...right, _id: `${leaderId}:${day}`, leaderId, day }),
    ),
    ...wrongGroups(count, groups, now).map(
      ({ groupId, right }): Correction =>
        ({ leaderGroups }) =>
          leaderGroups.replace({ ...right, _id: `${leaderId}:${groupId}`, leaderId, groupId }),
    ),
  ];
}

type Correction = (transaction: TransactionStore) => Promise<void>;

/** @returns false when the figures were counted on meanwhile */
const correctSome = (
  store: Checking['store'],
  leaderId: Totals['_id'],
  version: number,
  corrections: readonly Correction[],
): Promise<boolean> =>
  store.transact(async (transaction) => {
    if ((await transaction.leaderTotals.get(leaderId))?.version !== version) return false;
    for (const correct of corrections) await correct(transaction);
    return true;
  });
