import type { ErrorCode } from '../../../contracts/errors';
import type { WheelPrize, WheelRuleDraft } from '../../../contracts/play/wheel-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { wheelOn, type Player } from './player';

/** How many of each prize were given, by its id. */
export type Given = Readonly<Record<string, number>>;

/** Where a roll of 0 to 999,999 lands: each prize has the half-open range of its weight, in their order; null: beyond them all. */
export function sliceAt(prizes: readonly WheelPrize[], roll: number): WheelPrize | null {
  let end = 0;
  for (const prize of prizes) {
    end += prize.weight;
    if (roll < end) return prize;
  }
  return null;
}

/** How many of it can still be given; null: as many as are won. */
export const leftOf = ({ id, stock }: Pick<WheelPrize, 'id' | 'stock'>, given: Given): number | null =>
  stock === null ? null : Math.max(0, stock - (given[id] ?? 0));

export interface Result {
  /** Where the roll landed. */
  landed: WheelPrize | null;
  /** What is won: another one where that is gone. */
  won: WheelPrize | null;
}

export function resultOf(
  { prizes, fallbackId }: Pick<WheelRuleDraft, 'prizes' | 'fallbackId'>,
  roll: number,
  given: Given,
): Result {
  const landed = sliceAt(prizes, roll);
  if (landed === null || leftOf(landed, given) !== 0) return { landed, won: landed };
  return { landed, won: prizes.find(({ id }) => id === fallbackId) ?? null };
}

export const withGiven = (given: Given, won: WheelPrize | null): Given | null =>
  won === null || won.stock === null ? null : { ...given, [won.id]: (given[won.id] ?? 0) + 1 };

/** Open from the first instant on and before the last. */
export const isOpen = (
  { isOn, from, until }: Pick<WheelRuleDraft, 'isOn' | 'from' | 'until'>,
  now: Instant,
): boolean => isOn && (from === null || from <= now) && (until === null || now < until);

type Limits = Pick<WheelRuleDraft, 'freePerDay' | 'perDay' | 'inTotal'>;

/** How often somebody may draw without a chance, with one, today and at all. */
export function turnsLeft({ freePerDay, perDay, inTotal }: Limits, player: Player, now: Instant) {
  const { today, total } = wheelOn(player, now);
  return {
    free: Math.max(0, freePerDay - today),
    today: Math.max(0, perDay - today),
    inTotal: inTotal === null ? null : Math.max(0, inTotal - total),
  };
}

/** How many turns somebody has now, with what they have and what a day and the whole allow. */
export function turnsNow(rule: Limits, player: Player, now: Instant): number {
  const { free, today, inTotal } = turnsLeft(rule, player, now);
  return Math.min(free + player.chances, today, inTotal ?? today);
}

/** Why somebody cannot draw now; null: they can. */
export function drawRefusal(rule: WheelRuleDraft, player: Player, now: Instant): ErrorCode | null {
  if (!isOpen(rule, now)) return 'wheel_closed';
  const left = turnsLeft(rule, player, now);
  if (left.inTotal === 0) return 'draw_limit_total';
  if (left.today === 0) return 'draw_limit_today';
  return left.free === 0 && player.chances === 0 ? 'draw_no_chance' : null;
}

/** A free one first, then a chance. */
export function withDraw(rule: Limits, player: Player, now: Instant): Player {
  const on = wheelOn(player, now);
  const isFree = turnsLeft(rule, player, now).free > 0;
  return {
    ...player,
    chances: isFree ? player.chances : player.chances - 1,
    wheel: { ...on, today: on.today + 1, total: on.total + 1 },
  };
}

/** Why no chance is sold now; null: one is. */
export function chanceRefusal(rule: WheelRuleDraft, player: Player, now: Instant): ErrorCode | null {
  if (!isOpen(rule, now) || rule.chance === null) return 'wheel_closed';
  return wheelOn(player, now).bought >= rule.chance.perDay ? 'chance_limit_today' : null;
}

export function withChance(player: Player, now: Instant): Player {
  const on = wheelOn(player, now);
  return { ...player, chances: player.chances + 1, wheel: { ...on, bought: on.bought + 1 } };
}
