import type { Instant } from '../../../contracts/primitives/time';
import type { Store, TransactionStore } from '../../kit/store/store';
import { CURRENT_RULE } from '../../points/book/read-rule';
import { readTiers } from '../../points/book/read-tiers';
import { plannedStart, pointsDifference } from '../../points/rules/announced';
import { readAnnounced } from './read-announced';
import { withdrawChange } from './withdraw-change';

/** Under which a change of the points rule is told. */
export const pointsChangeId = (version: number): string => `p${version}`;

/** A points rule was announced, or took the place of one that was: the change members are told of is written down. */
export async function followPoints(store: Store, now: Instant): Promise<void> {
  const seen = await store.pointsRules.get(CURRENT_RULE);
  if (!seen || seen.dueAt === null) return;
  const known = (await readAnnounced(store, now))
    .filter(({ _id }) => _id.startsWith('p'))
    .map(({ _id }) => _id);
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
  const nextId = next && pointsChangeId(next.version);
  for (const id of known.filter((one) => one !== nextId)) await withdrawChange(transaction, id, now);
  if (next && nextId && (await transaction.charterChanges.get(nextId)) === null)
    await transaction.charterChanges.insert({
      _id: nextId,
      announcedAt: next.publishedAt,
      from: plannedStart(next),
      ...pointsDifference(rule, next, await readTiers(transaction, now)),
      withdrawnAt: null,
      isUntold: true,
      callsOff: null,
      cursor: null,
      told: 0,
      isWritten: false,
      dueAt: now,
    });
  await transaction.pointsRules.replace({ ...current, dueAt: null });
}
