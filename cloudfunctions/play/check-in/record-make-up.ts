import { refuse } from '../../../contracts/errors';
import type { CheckInRule } from '../../../contracts/play/check-in-rule';
import type { CheckedIn } from '../../../contracts/play/play';
import {
  chinaDayNumber,
  startOfChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { spendOnPlay } from '../../points/prizes/spend-on-play';
import { giftsOfMadeUp, missedDays } from '../rules/check-in';
import { madeUpThisMonth, newPlayer, withMadeUp } from '../rules/player';
import { readCheckInRule, type RuleInForce } from './read-check-in-rule';
import { readDays } from './read-days';
import { answerOf } from './record-check-in';

type Day = DocumentOf<'checkIns'>;

/**
 * 补签: a day that was missed counts for the streak, for a card or for points. The day's document decides that it is paid for once.
 * @throws TuankaError check_in_closed, make_up_not_possible, make_up_limit, make_up_no_card, points_not_enough
 */
export async function recordMakeUp(
  call: WriteCall<'member'>,
  { day }: { day: ChinaDate },
): Promise<CheckedIn> {
  const { store, member, requestId, now } = call;
  const [rule, days] = await Promise.all([readCheckInRule(store), readDays(store, member)]);
  if (!rule?.isOn || rule.makeUp === null) throw refuse('check_in_closed');
  const known = days.find((one) => one.day === day);
  if (known) return answerOf(known, rule, requestId);
  const number = numberOf(day);
  const between = { today: chinaDayNumber(now), joined: chinaDayNumber(member.joinedAt) };
  if (!missedDays(rule, days, between).includes(number)) throw refuse('make_up_not_possible', day);
  const made = madeUpDay(call, rule, days, { day, number });
  const { makeUp } = rule;
  try {
    await store.transact((transaction) => payFor(transaction, made, makeUp, now));
    return answerOf(made, rule, requestId);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return answerOf(await store.checkIns.require(made._id, 'busy'), rule, requestId);
  }
}

function numberOf(day: ChinaDate): number {
  const at = startOfChinaDate(day);
  if (at === null) throw refuse('make_up_not_possible', day);
  return chinaDayNumber(at);
}

function madeUpDay(
  { member, requestId, now }: WriteCall<'member'>,
  rule: RuleInForce,
  days: readonly Day[],
  { day, number }: { day: ChinaDate; number: number },
): Day {
  const { streak, gifts } = giftsOfMadeUp(rule, days, number);
  return {
    _id: `${member._id}:${day}`,
    memberId: member._id,
    day,
    number,
    kind: 'made_up',
    streak,
    ruleVersion: rule.version,
    gifts,
    given: 0,
    refused: [],
    owedSince: gifts.length === 0 ? null : now,
    requestId,
    at: now,
  };
}

/** A card first, points where there is none. */
async function payFor(
  transaction: TransactionStore,
  made: Day,
  { perMonth, points }: NonNullable<CheckInRule['makeUp']>,
  now: Instant,
): Promise<void> {
  const player = (await transaction.players.get(made.memberId)) ?? newPlayer(made.memberId);
  await transaction.checkIns.insert(made);
  if (madeUpThisMonth(player, now) >= perMonth) throw refuse('make_up_limit', made._id);
  const hasCard = player.cards > 0;
  if (!hasCard && points === null) throw refuse('make_up_no_card', made._id);
  const cards = hasCard ? player.cards - 1 : 0;
  await transaction.players.replace(withMadeUp({ ...player, cards }, now));
  if (hasCard || points === null) return;
  const spending = {
    memberId: made.memberId,
    cause: made._id,
    amount: points,
    reason: `补签 ${made.day}`,
    now,
  };
  await spendOnPlay(transaction, spending);
}
