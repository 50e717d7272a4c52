import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { atLeast } from '../../kit/store/query/condition';
import type { Store, TransactionStore } from '../../kit/store/store';
import { CURRENT_RULE } from '../../points/book/read-rule';
import { ANNOUNCED_DAYS, pointsDifference, startOf } from '../../points/rules/announced';
import { withdrawChange } from './withdraw-change';

const changeIdOf = (version: number): string => `p${version}`;
/** An announcement and the midnight it waits for. */
const LONGEST_MS = (ANNOUNCED_DAYS + 1) * DAY_MS;

/** A points rule was announced, or took the place of one that was: the change members are told of is written down. */
export async function followPoints(store: Store, now: Instant): Promise<void> {
  const seen = await store.pointsRules.get(CURRENT_RULE);
  if (!seen || seen.dueAt === null) return;
  const { items } = await store.charterChanges.find({
    where: { announcedAt: atLeast(addMs(now, -LONGEST_MS)) },
    orderBy: 'announcedAt',
    limit: 500,
  });
  const known = items.filter(({ _id, from }) => _id.startsWith('p') && from > now).map(({ _id }) => _id);
  await store.transact((transaction) => writeDown(transaction, known, now));
}

async function writeDown(
  transaction: TransactionStore,
  known: readonly string[],
  now: Instant,
): Promise<void> {
  const current = await transaction.pointsRules.get(CURRENT_RULE);
  if (!current || current.dueAt === null) return;
  const { next, ...rule } = current;
  const nextId = next && changeIdOf(next.version);
  for (const id of known.filter((one) => one !== nextId)) await withdrawChange(transaction, id, now);
  if (next && nextId && (await transaction.charterChanges.get(nextId)) === null)
    await transaction.charterChanges.insert({
      _id: nextId,
      announcedAt: next.publishedAt,
      from: startOf(next),
      ...pointsDifference(rule, next),
      withdrawnAt: null,
      callsOff: null,
      cursor: null,
      told: 0,
      dueAt: now,
    });
  await transaction.pointsRules.replace({ ...current, dueAt: null });
}
