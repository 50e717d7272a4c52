import { refuse } from '../../../contracts/errors';
import type { CheckedIn } from '../../../contracts/play/play';
import { chinaDateOf, chinaDayNumber } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { giftsOfToday } from '../rules/check-in';
import { viewPrize } from '../rules/prize-text';
import { hasBeenAnother } from '../prizes/has-been-another';
import { readCheckInRule, type RuleInForce } from './read-check-in-rule';
import { readDays } from './read-days';

type Day = DocumentOf<'checkIns'>;

/**
 * 签到: one document, whose id is the member and the server's day in China, says that they were there and what that brings. What it
 * brings, and the fact of it, follow by `takeGifts` or the sweep. Four calls, on
 * the day somebody joined five.
 * @throws TuankaError check_in_closed, check_in_tomorrow
 */
export async function recordCheckIn(call: WriteCall<'member'>): Promise<CheckedIn> {
  const { store, member, requestId, now } = call;
  const [rule, days] = await Promise.all([readCheckInRule(store), readDays(store, member)]);
  if (!rule?.isOn) throw refuse('check_in_closed');
  const number = chinaDayNumber(now);
  const known = days.find((day) => day.number === number);
  if (known) return answerOf(known, rule, requestId);
  if (await hasBeenAnother(call, member, async () => keysOf(call.caller))) throw refuse('check_in_tomorrow');
  const { streak, gifts } = giftsOfToday(rule, days, number);
  const day = chinaDateOf(now);
  const _id = `${member._id}:${day}`;
  const own: Day = {
    _id,
    memberId: member._id,
    day,
    number,
    kind: 'checked_in',
    streak,
    ruleVersion: rule.version,
    gifts,
    given: 0,
    refused: [],
    owedSince: now,
    requestId,
    at: now,
  };
  try {
    await store.checkIns.insert(own);
    return answerOf(own, rule, requestId);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return answerOf(await store.checkIns.require(_id, 'busy'), rule, requestId);
  }
}

/** The request that did it gets its answer again. */
export const answerOf = (
  { requestId, streak, gifts }: Day,
  { packNames }: Pick<RuleInForce, 'packNames'>,
  asked: string,
): CheckedIn => ({
  outcome: requestId === asked ? 'checked_in' : 'already',
  streak,
  gifts: gifts.map((gift) => viewPrize(gift, packNames)),
});
