import type { CheckInView, CheckedIn } from '@contracts/play/play';
import type { OwnVisit } from '@contracts/play/visit';
import type { PrizeView } from '@contracts/play/prize';
import { pointsText } from '@contracts/primitives/points';
import type { ChinaDate } from '@contracts/primitives/time';
import type { Question } from '@/components/sheet/confirm-sheet';
import type { DayState } from './month';

const withoutZero = (two: string): string => two.replace(/^0/, '');
/** `11月3日`; the year is nobody's question. */
export const dayText = (day: ChinaDate): string =>
  `${withoutZero(day.slice(5, 7))}月${withoutZero(day.slice(8, 10))}日`;

export const giftsText = (gifts: readonly PrizeView[]): string => gifts.map(({ text }) => text).join('、');

/** What today brings, or brought; a day that brings nothing says only that it counts. */
export function todayText({ isDone, todayGifts }: Pick<CheckInView, 'isDone' | 'todayGifts'>): string {
  if (todayGifts.length === 0) return isDone ? '今天已签到' : '签到后连续天数加 1';
  return `${isDone ? '今天已签到，得' : '今天签到得'} ${giftsText(todayGifts)}`;
}

export function tomorrowText({ tomorrow: { streak, gifts } }: Pick<CheckInView, 'tomorrow'>): string {
  const brings = gifts.length === 0 ? '' : `，得 ${giftsText(gifts)}`;
  return `明天再签就连续 ${streak} 天${brings}`;
}

export function bonusText(streak: number, { days, isReached }: CheckInView['bonuses'][number]): string {
  return isReached ? '已达成' : `还差 ${days - streak} 天`;
}

/** What was done, said at the bottom of the page. */
export function doneText({ streak, gifts }: CheckedIn, what: string): string {
  const brings = gifts.length === 0 ? '' : `，得 ${giftsText(gifts)}`;
  return `${what}，连续 ${streak} 天${brings}`;
}

const stateTexts = { given: '已到账', owed: '马上到账', refused: '没有发成，请联系商家' } as const;
export const giftStateText = (state: keyof typeof stateTexts): string => stateTexts[state];
/** `none`: a visit beyond the gifts there are. */
export const visitStateText = (state: OwnVisit['state']): string =>
  state === 'none' ? '已记到店' : giftStateText(state);

const dayStates: Record<DayState, string> = {
  there: '已签到',
  made_up: '已补签',
  today: '今天',
  missed: '没签到',
  later: '还没到',
};
/** For those who hear the calendar. */
export const dayStateText = (state: DayState): string => dayStates[state];

type MakeUp = NonNullable<CheckInView['makeUp']>;

/** How a day is made up now; null: not at all, with the reason in `makeUpText`. */
export const canMakeUp = ({ leftThisMonth, cards, points }: MakeUp): boolean =>
  leftThisMonth > 0 && (cards > 0 || points !== null);

export function makeUpText(makeUp: MakeUp): string {
  const { leftThisMonth, cards, points } = makeUp;
  if (leftThisMonth === 0) return '本月的补签次数用完了';
  const has = `本月还能补 ${leftThisMonth} 次`;
  if (cards > 0) return `${has}，有 ${cards} 张补签卡`;
  return points === null ? '没有补签卡，暂时不能补签' : `${has}，每次 ${pointsText(points)} 积分`;
}

export function makeUpQuestion(day: ChinaDate, { cards, points }: MakeUp): Question {
  const cost = cards > 0 ? `用 1 张补签卡，用后剩 ${cards - 1} 张。` : `用 ${pointsText(points ?? 0)} 积分。`;
  return {
    title: `补签 ${dayText(day)}？`,
    lines: [`${cost}补签后不能撤销。`, '补签只接上连续天数，不发那一天的奖励。'],
    yes: cards > 0 ? '用补签卡补签' : `用 ${pointsText(points ?? 0)} 积分补签`,
  };
}
