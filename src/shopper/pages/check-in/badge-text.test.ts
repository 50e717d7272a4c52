import type { BadgeView } from '@contracts/play/badge';
import { isReached, levelText, nextText, wonText } from './badge-text';

const next: BadgeView['next'] = {
  text: '累计到店 5 次',
  count: 5,
  gift: { kind: 'points', text: '20 积分' },
};
const thanks: BadgeView['next'] = { ...next, gift: { kind: 'thanks', text: '谢谢参与' } };

describe('a badge in words', () => {
  it.each([
    [0, 3, '还没得到'],
    [2, 3, '2 级，共 3 级'],
    [1, 1, '已得到'],
  ])('level %i of %i', (level, levels, text) => expect(levelText({ level, levels })).toBe(text));

  it.each([
    [{ done: 2, next }, '累计到店 5 次（2/5），得 20 积分', false],
    [{ done: 9, next }, '累计到店 5 次（5/5），得 20 积分', true],
    [{ done: 5, next: thanks }, '累计到店 5 次（5/5）', true],
    [{ done: 9, next: null }, null, false],
  ])('what comes next: %j', (badge, text, reached) => {
    expect([nextText(badge), isReached(badge)]).toEqual([text, reached]);
  });

  it('what was won', () => {
    const won = { id: 'come', level: 2, gift: null };
    expect(
      wonText([
        { ...won, name: '常客' },
        { ...won, name: '热心', level: 1 },
      ]),
    ).toBe('得到勋章 「常客」2 级、「热心」1 级');
  });
});
