import { instant } from '@contracts/primitives/time';
import { keepLines, pathShare, pendingText, quotaText, stepText } from './club-text';

const now = instant(Date.UTC(2026, 10, 21, 4));
const tiers = [
  { name: '新锐', entry: 0, keep: 0, look: 'jade' as const },
  { name: '成长', entry: 300, keep: 200, look: 'silver' as const },
  { name: '黄金', entry: 1200, keep: 800, look: 'gold' as const },
];

describe('the path to the next tier', () => {
  it.each([
    [0, 0, 0],
    [0, 150, 50],
    [0, 299, 99],
    [1, 300, 0],
    [1, 299, 0],
    [1, 1199, 99],
    [2, 5000, 100],
  ])('on level %i with %i growth is %i percent', (level, growth, share) => {
    expect(pathShare({ tiers, level, growth })).toBe(share);
  });

  it.each([
    [0, 299, 1, '成长值 300，还差 1'],
    [1, 300, 1, '当前等级'],
    [1, 300, 0, '入会即有'],
    [1, 1500, 2, '成长值 1,200'],
  ])('on level %i with %i growth says of level %i: %s', (level, growth, at, text) => {
    expect(stepText({ level, growth }, at, tiers[at]!.entry)).toBe(text);
  });
});

describe('what is left of a right', () => {
  const right = {
    id: 'a',
    kind: 'custom' as const,
    name: '试新',
    terms: '新品先尝',
    period: 'month' as const,
  };
  it.each([
    ['never used', true, 0, 2, '本月可用 2 次'],
    ['used once', true, 1, 1, '本月已用 1 次，还可用 1 次'],
    ['used up', true, 2, 0, '本月已用完'],
    ['without a quota', true, 0, null, '到店出示会员码使用'],
    ['by the till, used', false, 3, null, '本月用过 3 次'],
    ['by the till, not yet', false, 0, null, null],
  ])('%s', (_case, isGranted, used, left, text) => {
    expect(quotaText({ ...right, isGranted, used, left })).toBe(text);
  });
});

describe('what keeps a tier', () => {
  const until = instant(Date.UTC(2026, 11, 31, 16));
  const keep = { tier: '黄金', growth: 120, yuan: 120, orders: null, until, countsOn: null };
  const kept = { keep, isInGrace: false, floorUntil: null, tier: '黄金' };
  it.each([
    ['money', {}, ['再消费 ¥120 保住「黄金」，到 12月31日 24:00']],
    [
      'several purchases',
      { keep: { ...keep, orders: { n: 3, most: 50 } } },
      ['再消费 ¥120（至少 3 单，每单最多计 50 成长值）保住「黄金」，到 12月31日 24:00'],
    ],
    ['growth only', { keep: { ...keep, yuan: null } }, ['再得 120 成长值保住「黄金」，到 12月31日 24:00']],
    ['nothing more', { keep: { ...keep, growth: 0, yuan: 0 } }, ['「黄金」已经保住，12月31日 24:00 复核']],
    [
      'what is pending',
      { isInGrace: true, keep: { ...keep, growth: 0, yuan: 0, countsOn: until } },
      ['待计入的成长值够保住「黄金」，2027年1月1日 00:00 起计入'],
    ],
    [
      'grace',
      { isInGrace: true },
      ['再消费 ¥120 保住「黄金」，到 12月31日 24:00', '现在是宽限期，到期还不够会降一级'],
    ],
    ['a floor', { keep: null, floorUntil: until }, ['商家赠送的「黄金」，保留到 12月31日 24:00']],
    ['the lowest tier', { keep: null }, []],
  ])('%s', (_case, change, lines) => {
    expect(keepLines({ ...kept, ...change }, now)).toEqual(lines);
  });

  it('says when what is pending begins to count', () => {
    expect(pendingText({ pending: 88, pendingUntil: until }, now)).toBe(
      '另有 88 成长值待计入，2027年1月1日 00:00 起计入',
    );
  });
});
