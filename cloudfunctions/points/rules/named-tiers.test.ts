import { nameOfHeld, namesByNow, tiersNamed } from './named-tiers';

const list = (...tiers: [id: number, name: string][]) => ({
  tiers: tiers.map(([id, name]) => ({ id, name })),
});
const before = list([0, '新锐'], [1, '成长'], [2, '黄金'], [3, '铂金']);
const now = (current: ReturnType<typeof list>) => ({ current, next: null });

describe('names of tiers in a form', () => {
  it.each<[string, { tier: string | null; tierId: number | null }, string | null]>([
    ['called otherwise by now', { tier: '金曜', tierId: 2 }, '黄金'],
    ['another tier that is called so by now', { tier: '黄金', tierId: 5 }, null],
    ['told before tiers had ids', { tier: '黄金', tierId: null }, '黄金'],
    ['called otherwise, told before tiers had ids', { tier: '金曜', tierId: null }, null],
    ['a name that was no tier when it was written', { tier: '银卡', tierId: 7 }, '银卡'],
    ['nobody', { tier: null, tierId: null }, null],
  ])('mean what somebody holds: %s', (_what, held, name) => {
    expect(nameOfHeld(['黄金', '银卡'], { 黄金: 2 }, held)).toBe(name);
  });

  it('mean the tiers that are called so now, or will be, or what the form was opened with', () => {
    expect(tiersNamed(['黄金', '银卡'], now(before), {})).toEqual({ 黄金: 2 });
    const renamed = list([0, '新锐'], [2, '金曜'], [5, '黄金']);
    expect(tiersNamed(['黄金', '金曜'], { current: before, next: renamed }, {})).toEqual({ 黄金: 2 });
    expect(tiersNamed(['金曜'], { current: before, next: renamed }, {})).toEqual({ 金曜: 2 });
    expect(tiersNamed(['黄金'], now(renamed), { 黄金: 2 })).toEqual({ 黄金: 5 });
    expect(tiersNamed(['黄金'], now(list([0, '新锐'], [2, '金曜'])), { 黄金: 2 })).toEqual({ 黄金: 2 });
    expect(tiersNamed(['黄金', '金曜'], now(list([2, '金曜'])), { 黄金: 2 })).toEqual({ 金曜: 2 });
  });

  it('are shown as the tiers are called now, each once', () => {
    const shown = (current: ReturnType<typeof list>, named: Record<string, number>) => [
      ...namesByNow(Object.keys(named), named, now(current)),
    ];
    expect(shown(list([2, '铂金'], [3, '黄金']), { 黄金: 2, 铂金: 3 })).toEqual([
      ['黄金', '铂金'],
      ['铂金', '黄金'],
    ]);
    // One that is gone keeps its name, unless another is called so.
    expect(shown(list([3, '铂金']), { 黄金: 2, 铂金: 3 })).toEqual([
      ['铂金', '铂金'],
      ['黄金', '黄金'],
    ]);
    expect(shown(list([3, '黄金']), { 黄金: 2, 铂金: 3 })).toEqual([['铂金', '黄金']]);
    expect([...namesByNow(['银卡'], {}, now(before))]).toEqual([['银卡', '银卡']]);
  });
});
