import { pointsRuleDraft } from '@contracts/points/points-rule';
import { draftOf, FIRST_FORM, formOf, problemOf, type RuleForm } from './rule-draft';

const demo = pointsRuleDraft.parse({
  earn: {
    pointsPerYuan: 1,
    rounding: 'down',
    categories: { mode: 'except', names: ['烟酒'] },
    storeIds: null,
    tierMultipliers: { 银卡: 120, 金卡: 150 },
    birthdayMultiplier: 200,
    campaigns: [
      {
        name: '双十二',
        from: Date.parse('2026-12-12T00:00:00+08:00'),
        until: Date.parse('2026-12-13T00:00:00+08:00'),
        multiplier: 300,
        storeIds: ['sto_xingfu'],
      },
    ],
    perOrderCap: 2000,
    perDayCap: 5000,
  },
  events: { join: 20, profile: 30, follow: 20, review: 10, invite: 50 },
  offset: { pointsPerYuan: 100, mostShare: 300, leastPoints: 100 },
  expiry: { kind: 'month_end', months: 12 },
  pendingDays: 7,
  reminderLeast: 50,
});

describe('the form of the points rule', () => {
  it('shows a rule and makes the same rule of it', () => {
    const form = formOf(demo);
    expect(form).toMatchObject({ tiers: '银卡 1.2、金卡 1.5', categoryNames: '烟酒', birthday: '2' });
    expect(form.campaigns).toEqual([{ name: '双十二', from: '2026-12-12', to: '2026-12-12', times: '3' }]);
    expect(draftOf(form, demo)).toEqual(demo);
  });

  it('starts with a rule the server takes', () => {
    expect(pointsRuleDraft.safeParse(draftOf(FIRST_FORM, null)).success).toBe(true);
  });

  it.each<[string, Partial<RuleForm>, string]>([
    ['a fraction', { pointsPerYuan: '1.5' }, '「每 1 元得几积分」请填 0 到 1000 的整数'],
    ['nothing', { pendingDays: '' }, '「几天后到账」请填 0 到 90 的整数'],
    ['a tier without a number', { tiers: '银卡' }, '等级倍数请写成「银卡 1.2、金卡 1.5」'],
    ['less than once', { birthday: '0.5' }, '「生日」的倍数请填 1 到 10，最多两位小数'],
    ['an exponent', { birthday: '1e0' }, '「生日」的倍数请填 1 到 10，最多两位小数'],
    ['a category without a name', { categoryMode: 'only' }, '请写商品类别，用顿号隔开'],
    [
      'a campaign that ends before it begins',
      { campaigns: [{ name: '周年', from: '2026-12-02', to: '2026-12-01', times: '2' }] },
      '「周年」的日期不对',
    ],
  ])('says what is wrong with %s', (_, change, problem) => {
    expect(problemOf({ ...FIRST_FORM, ...change }, null)).toBe(problem);
  });

  it('leaves out what is empty', () => {
    const form = { ...formOf(demo), perDayCap: '', tiers: '', birthday: '', expiryKind: 'never' as const };
    expect(draftOf(form, demo)).toMatchObject({
      earn: { perDayCap: null, tierMultipliers: {}, birthdayMultiplier: null },
      expiry: { kind: 'never' },
    });
  });
});
