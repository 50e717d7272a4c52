import type { Prize } from '../../../contracts/play/prize';
import type { MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';

/** What somebody may still do in play. */
export interface Player {
  _id: MemberId;
  chances: number;
  cards: number;
  /** Days made up in a month of China's calendar; null: none yet. */
  madeUp: { month: string; count: number } | null;
  /** Of the wheel, by a day of China's calendar; null: never drawn nor bought a chance. */
  wheel: WheelUse | null;
  /** Gifts of visits, by a day of China's calendar and its month; null: none yet. */
  visits: VisitUse | null;
}

export interface VisitUse {
  day: string;
  today: number;
  inMonth: number;
}

export interface WheelUse {
  day: string;
  /** Draws of that day. */
  today: number;
  /** Chances bought that day. */
  bought: number;
  /** Draws since ever. */
  total: number;
}

export const newPlayer = (memberId: MemberId): Player => ({
  _id: memberId,
  chances: 0,
  cards: 0,
  madeUp: null,
  wheel: null,
  visits: null,
});

/** With a prize that stays in play. */
export function withPrize(player: Player, prize: Prize): Player {
  if (prize.kind === 'chances') return { ...player, chances: player.chances + prize.chances };
  if (prize.kind === 'cards') return { ...player, cards: player.cards + prize.cards };
  return player;
}

const monthOf = (at: Instant): string => chinaDateOf(at).slice(0, 'YYYY-MM'.length);

export const madeUpThisMonth = ({ madeUp }: Pick<Player, 'madeUp'>, now: Instant): number =>
  madeUp?.month === monthOf(now) ? madeUp.count : 0;

export const withMadeUp = (player: Player, now: Instant): Player => ({
  ...player,
  madeUp: { month: monthOf(now), count: madeUpThisMonth(player, now) + 1 },
});

/** What somebody did on the wheel today. */
export function wheelOn({ wheel }: Pick<Player, 'wheel'>, now: Instant): WheelUse {
  const day = chinaDateOf(now);
  return wheel?.day === day ? wheel : { day, today: 0, bought: 0, total: wheel?.total ?? 0 };
}

/** What two who become one may do. */
export const bothPlayers = (kept: Player, absorbed: Player): Player => ({
  ...kept,
  chances: kept.chances + absorbed.chances,
  cards: kept.cards + absorbed.cards,
  madeUp: laterOf(kept.madeUp, absorbed.madeUp),
  wheel: bothUses(kept.wheel, absorbed.wheel),
  visits: bothVisits(kept.visits, absorbed.visits),
});

function bothUses(one: WheelUse | null, other: WheelUse | null): WheelUse | null {
  if (one === null || other === null) return one ?? other;
  const [later, earlier] = one.day >= other.day ? [one, other] : [other, one];
  const isSame = later.day === earlier.day;
  return {
    day: later.day,
    today: later.today + (isSame ? earlier.today : 0),
    bought: later.bought + (isSame ? earlier.bought : 0),
    total: later.total + earlier.total,
  };
}

function bothVisits(one: VisitUse | null, other: VisitUse | null): VisitUse | null {
  if (one === null || other === null) return one ?? other;
  const [later, earlier] = one.day >= other.day ? [one, other] : [other, one];
  const part = partOf(earlier, later.day);
  return { day: later.day, today: later.today + part.today, inMonth: later.inMonth + part.inMonth };
}

function visitsWithout(kept: VisitUse | null, absorbed: VisitUse | null): VisitUse | null {
  if (kept === null || absorbed === null) return kept;
  const part = partOf(absorbed, kept.day);
  return {
    day: kept.day,
    today: Math.max(0, kept.today - part.today),
    inMonth: Math.max(0, kept.inMonth - part.inMonth),
  };
}

/** What counts on a day, and in its month. */
function partOf({ day, today, inMonth }: VisitUse, on: string): Omit<VisitUse, 'day'> {
  const month = on.slice(0, 'YYYY-MM'.length);
  return { today: day === on ? today : 0, inMonth: day.startsWith(month) ? inMonth : 0 };
}

function laterOf(one: Player['madeUp'], other: Player['madeUp']): Player['madeUp'] {
  if (one === null || other === null) return one ?? other;
  if (one.month === other.month) return { month: one.month, count: one.count + other.count };
  return one.month > other.month ? one : other;
}

/** What is left of both once the absorbed one has theirs again. */
export const withoutPlayer = (kept: Player, absorbed: Player): Player => ({
  ...kept,
  chances: Math.max(0, kept.chances - absorbed.chances),
  cards: Math.max(0, kept.cards - absorbed.cards),
  wheel: kept.wheel && {
    ...kept.wheel,
    total: Math.max(0, kept.wheel.total - (absorbed.wheel?.total ?? 0)),
  },
  visits: visitsWithout(kept.visits, absorbed.visits),
});
