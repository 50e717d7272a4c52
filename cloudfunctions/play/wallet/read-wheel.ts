import type { OwnDraw, WheelView } from '../../../contracts/play/wheel';
import { oddsText } from '../../../contracts/primitives/play/odds';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { newPlayer, wheelOn, type Player } from '../rules/player';
import { prizeText } from '../rules/prize-text';
import { isOpen, leftOf, turnsLeft } from '../rules/wheel';
import { restOf, THANKS, wheelLines } from '../rules/wheel-text';
import { readWheelRule, type WheelInForce } from '../wheel/read-wheel-rule';

const SHOWN = 20;

/** 转盘, side by side: four calls with the caller. */
export async function readWheel({ store, member, settings, now }: ReadCall<'member'>) {
  const [rule, player, draws] = await Promise.all([
    readWheelRule(store),
    store.players.get(member._id),
    store.draws.find({
      where: { memberId: oneOf([member._id, ...member.absorbed]) },
      orderBy: 'at',
      direction: 'desc',
      limit: SHOWN,
    }),
  ]);
  const wheel = rule?.isOn
    ? viewWheel(rule, player ?? newPlayer(member._id), settings.merchantName, now)
    : null;
  return { wheel, draws: draws.items.map(viewDraw), now };
}

function viewWheel(rule: WheelInForce, player: Player, organiser: string, now: Instant): WheelView {
  const left = turnsLeft(rule, player, now);
  const rest = restOf(rule);
  const isSold = rule.chance !== null && wheelOn(player, now).bought < rule.chance.perDay;
  return {
    isOpen: isOpen(rule, now),
    from: rule.from,
    until: rule.until,
    slices: rule.prizes.map((one) => ({
      id: one.id,
      name: one.name,
      text: prizeText(one.prize, rule.packNames),
      odds: oddsText(one.weight),
      isGone: leftOf(one, rule.given) === 0,
    })),
    thanks: rest > 0 ? { name: THANKS, odds: oddsText(rest) } : null,
    chances: player.chances,
    freeLeft: left.free,
    leftToday: left.today,
    leftInTotal: left.inTotal,
    chancePoints: isSold ? (rule.chance?.points ?? null) : null,
    ruleLines: wheelLines(rule, rule.packNames, organiser),
  };
}

const viewDraw = ({ name, at, gifts, refused, owedSince }: DocumentOf<'draws'>): OwnDraw => ({
  name,
  at,
  state: gifts.length === 0 ? 'none' : refused.length > 0 ? 'refused' : owedSince === null ? 'given' : 'owed',
});
