import { randomInt } from 'node:crypto';
import { refuse } from '../../../contracts/errors';
import type { Drawn } from '../../../contracts/play/wheel';
import { WHOLE } from '../../../contracts/primitives/play/odds';
import type { WriteCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { newPlayer } from '../rules/player';
import { drawRefusal, resultOf, withDraw, withGiven } from '../rules/wheel';
import { THANKS } from '../rules/wheel-text';
import { readWheelRule, WHEEL } from './read-wheel-rule';

type Draw = DocumentOf<'draws'>;

/**
 * A turn of the wheel. What was rolled is decided before anything else and written down with the version it was judged by; the turn, what
 * the member may still do and what is left of the prize are one transaction, so a prize with an end is never won more often. The request's
 * document decides that a lost answer is the same turn. What is won is owed and given as a check-in's gifts are. Nine calls at the most.
 * @throws TuankaError wheel_closed, draw_no_chance, draw_limit_today, draw_limit_total, draw_not_for_staff
 */
export async function recordDraw(call: WriteCall<'member'>): Promise<Drawn> {
  const { store, member, caller, requestId } = call;
  const staff = await store.staff.get(openIdKey(caller.appId, caller.openId));
  if (staff?.roles.some((role) => role !== 'leader')) throw refuse('draw_not_for_staff');
  const roll = randomInt(WHOLE);
  try {
    return answerOf(await store.transact((transaction) => decide(transaction, call, roll)));
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return answerOf(await store.draws.require(`${member._id}:${requestId}`, 'busy'));
  }
}

async function decide(
  transaction: TransactionStore,
  { member, requestId, now }: WriteCall<'member'>,
  roll: number,
): Promise<Draw> {
  const _id = `${member._id}:${requestId}`;
  const [rule, known] = [await readWheelRule(transaction), await transaction.players.get(member._id)];
  const player = known ?? newPlayer(member._id);
  const refusal = rule === null ? 'wheel_closed' : drawRefusal(rule, player, now);
  if (rule === null || refusal !== null) {
    // Its own chance may have been the last one.
    const before = await transaction.draws.get(_id);
    if (before) return before;
    throw refuse(refusal ?? 'wheel_closed');
  }
  const { landed, won } = resultOf(rule, roll, rule.given);
  const gifts = won === null || won.prize.kind === 'thanks' ? [] : [won.prize];
  const draw: Draw = {
    _id,
    memberId: member._id,
    ruleVersion: rule.version,
    roll,
    landedId: landed?.id ?? null,
    prizeId: won?.id ?? null,
    name: won?.name ?? THANKS,
    gifts,
    given: 0,
    refused: [],
    owedSince: gifts.length === 0 ? null : now,
    at: now,
  };
  await transaction.draws.insert(draw);
  await transaction.players.replace(withDraw(rule, player, now));
  const given = withGiven(rule.given, won);
  if (given) await transaction.wheelRules.update(WHEEL, { given });
  return draw;
}

const answerOf = ({ prizeId, name, gifts }: Draw): Drawn => ({ prizeId, name, isWin: gifts.length > 0 });
