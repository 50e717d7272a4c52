import type { Prize } from '../../../contracts/play/prize';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';

interface Owing {
  _id: string;
  memberId: MemberId;
  gifts: Prize[];
  given: number;
  refused: number[];
  owedSince: Instant | null;
}

/** What owes something, each gift once: a day somebody was there, a turn of the wheel, a task that is done, a visit, a badge. */
export interface Owed extends Owing {
  of: 'checkIns' | 'draws' | 'tasksDone' | 'visits' | 'badgesWon';
  /** Of points it brings, in plain words. */
  reason: string;
  /** It was a visit, told with the first gift; null: it was none. */
  visit: { at: Instant; streak: number } | null;
}

interface Day extends Owing {
  kind: 'checked_in' | 'made_up';
  day: ChinaDate;
  at: Instant;
  streak: number;
}

const owing = ({ _id, memberId, gifts, given, refused, owedSince }: Owing): Owing => ({
  _id,
  memberId,
  gifts,
  given,
  refused,
  owedSince,
});

/** A day made up was no visit. */
export const owedOfDay = (one: Day): Owed => ({
  ...owing(one),
  of: 'checkIns',
  reason: `${one.kind === 'made_up' ? '补签' : '签到'} ${one.day}`,
  visit: one.kind === 'checked_in' ? { at: one.at, streak: one.streak } : null,
});

export const owedOfDraw = (one: Owing & { name: string }): Owed => ({
  ...owing(one),
  of: 'draws',
  reason: `转盘抽奖：${one.name}`,
  visit: null,
});

export const owedOfTask = (one: Owing & { name: string }): Owed => ({
  ...owing(one),
  of: 'tasksDone',
  reason: `任务：${one.name}`,
  visit: null,
});

/** The visit itself was told when it was written. */
export const owedOfVisit = (one: Owing & { store: string }): Owed => ({
  ...owing(one),
  of: 'visits',
  reason: `到店礼：${one.store}`,
  visit: null,
});

export const owedOfBadge = (one: Owing & { name: string; level: number }): Owed => ({
  ...owing(one),
  of: 'badgesWon',
  reason: `勋章：${one.name} ${one.level} 级`,
  visit: null,
});
