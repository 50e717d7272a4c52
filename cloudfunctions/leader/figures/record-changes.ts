import type { LeaderId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { addAll, byDay, byGroup, noSums, sumsOf, type Change } from './figures';

/** How long figures stand before all awards behind them are counted again. */
export const CHECK_EVERY_MS = DAY_MS;

/** Brings a leader's figures up by what changed, in the transaction that marks the causes counted. */
export async function recordChanges(
  transaction: TransactionStore,
  leaderId: LeaderId,
  changes: readonly Change[],
  now: Instant,
): Promise<void> {
  const totals = await transaction.leaderTotals.get(leaderId);
  await transaction.leaderTotals.replace({
    ...addAll(totals ? sumsOf(totals) : noSums(), changes),
    _id: leaderId,
    version: (totals?.version ?? 0) + 1,
    checkAt: totals?.checkAt ?? addMs(now, CHECK_EVERY_MS),
    updatedAt: now,
  });
  for (const [day, those] of byDay(changes)) {
    const _id = `${leaderId}:${day}`;
    const known = await transaction.leaderDays.get(_id);
    await transaction.leaderDays.replace({
      ...addAll(known ? sumsOf(known) : noSums(), those),
      _id,
      leaderId,
      day,
    });
  }
  for (const [groupId, { joins, lastJoinAt }] of byGroup(changes)) {
    const _id = `${leaderId}:${groupId}`;
    const known: DocumentOf<'leaderGroups'> | null = await transaction.leaderGroups.get(_id);
    await transaction.leaderGroups.replace({
      _id,
      leaderId,
      groupId,
      joins: (known?.joins ?? 0) + joins,
      lastJoinAt: known && known.lastJoinAt > lastJoinAt ? known.lastJoinAt : lastJoinAt,
    });
  }
}
