import { refuse } from '../../../contracts/errors';
import type { WriteCall } from '../../kit/host/call';
import { Conflict, Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { hasSpentOnPlay, spendOnPlay } from '../../points/prizes/spend-on-play';
import { newPlayer } from '../rules/player';
import { chanceRefusal, withChance } from '../rules/wheel';
import { readWheelRule } from './read-wheel-rule';

/**
 * A chance to draw, for points. The ledger's entry, named after the request, decides that it is paid for once.
 * @throws TuankaError wheel_closed, chance_limit_today, points_not_enough
 */
export async function exchangeChance(call: WriteCall<'member'>): Promise<{ chances: number }> {
  const { store, member } = call;
  try {
    return await store.transact((transaction) => payFor(transaction, call));
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return { chances: (await store.players.get(member._id))?.chances ?? 0 };
  }
}

async function payFor(
  transaction: TransactionStore,
  { member, requestId, now }: WriteCall<'member'>,
): Promise<{ chances: number }> {
  const rule = await readWheelRule(transaction);
  const player = (await transaction.players.get(member._id)) ?? newPlayer(member._id);
  const cause = `chance-${member._id}:${requestId}`;
  const living = await transaction.members.get(member._id);
  if (!living || living.mergedInto !== null) throw new Conflict('merged or closed meanwhile');
  if (await hasSpentOnPlay(transaction, cause)) return { chances: player.chances };
  const refusal = rule === null ? 'wheel_closed' : chanceRefusal(rule, player, now);
  if (rule === null || rule.chance === null || refusal !== null) throw refuse(refusal ?? 'wheel_closed');
  const { points } = rule.chance;
  await spendOnPlay(transaction, { memberId: member._id, cause, amount: points, reason: '换抽奖机会', now });
  const after = withChance(player, now);
  await transaction.players.replace(after);
  return { chances: after.chances };
}
