import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import {
  bonusText,
  canMakeUp,
  dayText,
  doneText,
  makeUpQuestion,
  makeUpText,
  todayText,
  tomorrowText,
} from './check-in-text';

const day = (text: string): ChinaDate => {
  if (!isChinaDate(text)) throw new Error(text);
  return text;
};
const five = { kind: 'points' as const, text: '5 积分' };
const card = { kind: 'cards' as const, text: '补签卡 1 张' };
const makeUp = { days: [], leftThisMonth: 2, cards: 0, points: 1200 };

describe('what the page of check-ins says', () => {
  it.each([
    [false, [five], '今天签到得 5 积分'],
    [true, [five, card], '今天已签到，得 5 积分、补签卡 1 张'],
    [false, [], '签到后连续天数加 1'],
    [true, [], '今天已签到'],
  ])('of today (there: %s)', (isDone, todayGifts, text) => {
    expect(todayText({ isDone, todayGifts })).toBe(text);
  });

  it('of tomorrow, of a bonus, of what was done', () => {
    expect(tomorrowText({ tomorrow: { streak: 7, gifts: [five] } })).toBe('明天再签就连续 7 天，得 5 积分');
    expect(tomorrowText({ tomorrow: { streak: 2, gifts: [] } })).toBe('明天再签就连续 2 天');
    expect(bonusText(4, { days: 7, gift: five, isReached: false })).toBe('还差 3 天');
    expect(bonusText(7, { days: 7, gift: five, isReached: true })).toBe('已达成');
    expect(doneText({ outcome: 'checked_in', streak: 3, gifts: [five] }, '签到成功')).toBe(
      '签到成功，连续 3 天，得 5 积分',
    );
    expect(dayText(day('2026-01-09'))).toBe('1月9日');
  });

  it.each([
    ['for points', {}, true, '本月还能补 2 次，每次 1,200 积分', '用 1,200 积分补签'],
    ['a card first', { cards: 3 }, true, '本月还能补 2 次，有 3 张补签卡', '用补签卡补签'],
    ['none left this month', { leftThisMonth: 0, cards: 3 }, false, '本月的补签次数用完了', null],
    ['by card only', { points: null }, false, '没有补签卡，暂时不能补签', null],
  ])('of making up: %s', (_case, change, can, text, yes) => {
    const now = { ...makeUp, ...change };
    expect([canMakeUp(now), makeUpText(now)]).toEqual([can, text]);
    if (yes !== null)
      expect(makeUpQuestion(day('2026-11-02'), now)).toMatchObject({ title: '补签 11月2日？', yes });
  });
});
