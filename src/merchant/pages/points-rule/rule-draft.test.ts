import { pointsRuleDraft } from '@contracts/points/points-rule';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { ruleFrom } from './rule-from';

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
    expect(form).toMatchObject({
      tiers: [
        { name: '银卡', times: '1.2' },
        { name: '金卡', times: '1.5' },
      ],
      categoryNames: ['烟酒'],
      birthday: '2',
    });
    expect(form.campaigns).toEqual([{ name: '双十二', from: '2026-12-12', to: '2026-12-12', times: '3' }]);
    expect(ruleFrom(form, demo)).toEqual({ ok: true, value: demo });
  });

  it('starts with a rule the server takes', () => {
    const first = ruleFrom(FIRST_FORM, null);
    expect(first.ok && pointsRuleDraft.safeParse(first.value).success).toBe(true);
  });

  it.each<[string, Partial<RuleForm>, string, string]>([
    ['a fraction', { pointsPerYuan: '1.5' }, 'per-yuan', '请填 0 到 1000 的整数'],
    ['nothing', { pendingDays: '' }, 'pending-days', '请填 0 到 90 的整数'],
    [
      'a tier without a number',
      { tiers: [{ name: '银卡', times: '' }] },
      'tier-times-0',
      '请填 1 到 10，最多两位小数',
    ],
    ['a tier without a name', { tiers: [{ name: ' ', times: '1.2' }] }, 'tier-0', '请写等级名称'],
    [
      'a tier that is there twice',
      {
        tiers: [
          { name: '银卡', times: '1.2' },
          { name: '银卡', times: '1.3' },
        ],
      },
      'tier-1',
      '等级的名称不能重复',
    ],
    ['less than once', { birthday: '0.5' }, 'birthday', '请填 1 到 10，最多两位小数'],
    ['an exponent', { birthday: '1e0' }, 'birthday', '请填 1 到 10，最多两位小数'],
    ['no category', { categoryMode: 'only' }, 'category-names', '请选或加上商品类别'],
    [
      'a campaign that ends before it begins',
      { campaigns: [{ name: '周年', from: '2026-12-02', to: '2026-12-01', times: '2' }] },
      'campaign-to-0',
      '最后一天不能早于第一天',
    ],
  ])('says what is wrong with %s', (_, change, field, text) => {
    const read = ruleFrom({ ...FIRST_FORM, ...change }, null);
    expect(read.ok ? [] : read.problems.map((problem) => [problem.field, problem.text])).toEqual([
      [field, text],
    ]);
  });

  it('leaves out what is empty', () => {
    const form = { ...formOf(demo), perDayCap: '', tiers: [], birthday: '', expiryKind: 'never' as const };
    expect(ruleFrom(form, demo)).toMatchObject({
      value: {
        earn: { perDayCap: null, tierMultipliers: {}, birthdayMultiplier: null },
        expiry: { kind: 'never' },
      },
    });
  });
});
