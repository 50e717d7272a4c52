import { instant } from '@contracts/primitives/time';
import { closedText, drawText, leftText, wonText } from './wheel-text';

const now = instant(Date.UTC(2026, 10, 21, 4));
const wheel = {
  isOpen: true,
  from: null,
  until: null,
  slices: [],
  thanks: null,
  chances: 2,
  freeLeft: 1,
  leftToday: 3,
  leftInTotal: null,
  chancePoints: 20,
  ruleLines: [],
};
const later = instant(now + 3_600_000);

describe('what the page of the wheel says', () => {
  it.each([
    ['open', {}, null],
    ['no chance', { chances: 0, freeLeft: 0 }, '没有抽奖机会了'],
    ['none today', { leftToday: 0 }, '今天的抽奖次数用完了，明天再来'],
    ['none at all', { leftInTotal: 0, leftToday: 0 }, '本次活动的抽奖次数用完了'],
    ['not yet', { isOpen: false, from: later }, '11月21日 13:00 开始'],
    ['over', { isOpen: false, until: now }, '活动已经结束'],
    ['neither', { isOpen: false }, '活动现在没有开放'],
  ])('%s', (_case, change, text) => {
    expect(closedText({ ...wheel, ...change }, now)).toBe(text);
  });

  it('what a turn costs, how many are left, what came of it', () => {
    expect(drawText(wheel)).toBe('免费抽一次');
    expect(drawText({ ...wheel, freeLeft: 0 })).toBe('用 1 次机会抽奖（有 2 次）');
    expect(leftText({ ...wheel, leftInTotal: 7 })).toBe(
      '免费 1 次，机会 2 次；今天还能抽 3 次，活动期间还能抽 7 次',
    );
    expect(wonText({ prizeId: 'gold', name: '一等奖', isWin: true })).toBe('抽中「一等奖」');
    expect(wonText({ prizeId: null, name: '谢谢参与', isWin: false })).toBe('谢谢参与，下次好运');
  });
});
