import { growthRuleDraft } from '@contracts/growth/growth-rule';
import { PROPOSED_TIERS } from '@contracts/primitives/tier/proposed-rule';
import { formOf, type RuleForm } from './rule-draft';
import { ruleFrom } from './rule-from';

const demo = growthRuleDraft().parse({
  ...PROPOSED_TIERS,
  perYuan: 150,
  perOrderCap: 500,
  frequency: { order: 3, growth: 20 },
  behaviours: {
    ...PROPOSED_TIERS.behaviours,
    review: { growth: 5, timesAYear: 12 },
    invite: { growth: 30, timesAYear: 10 },
    profile: { growth: 15, timesAYear: null },
  },
  lifetime: 'calendar_year',
  review: { kind: 'fixed', day: '12-31' },
  graceDays: 14,
  refundFalls: 'at_once',
  gifts: [
    { kind: 'upgrade', fromLevel: 2, packId: 'pack_gold' },
    { kind: 'birthday', fromLevel: 0, packId: 'pack_cake' },
  ],
  privileges: [
    {
      id: 'price',
      kind: 'member_price',
      name: '会员价',
      terms: '结账时自动减',
      fromLevel: 2,
      value: 955,
      quota: null,
    },
    {
      id: 'lane',
      kind: 'priority',
      name: '免排队',
      terms: '到店出示会员码',
      fromLevel: 3,
      value: null,
      quota: { times: 2, period: 'year' },
    },
  ],
});
const form = formOf(demo);

const wrongs = (change: Partial<RuleForm>) => {
  const read = ruleFrom({ ...form, ...change }, demo);
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};
const tiers = (at: number, change: object) => ({
  tiers: form.tiers.map((tier, level) => (level === at ? { ...tier, ...change } : tier)),
});
const right = (at: number, change: object) => ({
  privileges: form.privileges.map((one, place) => (place === at ? { ...one, ...change } : one)),
});
const gift = (at: number, change: object) => ({
  gifts: form.gifts.map((one, place) => (place === at ? { ...one, ...change } : one)),
});

describe('the form of the growth rule', () => {
  it('shows a rule and makes the same rule of it, what is no field of it included', () => {
    expect(form).toMatchObject({ perYuan: '1.5', reviewMonth: '12', reviewDay: '31' });
    expect(form.privileges.map(({ value, times }) => [value, times])).toEqual([
      ['9.55', ''],
      ['', '2'],
    ]);
    // What was a place is an id from then on.
    const tiers = demo.tiers.map((tier, id) => ({ id, ...tier }));
    expect(ruleFrom(form, demo)).toEqual({ ok: true, value: { draft: { ...demo, tiers }, from: null } });
  });

  it('begins with a rule the server takes', () => {
    const first = ruleFrom(formOf(PROPOSED_TIERS), PROPOSED_TIERS);
    expect(first.ok && growthRuleDraft().safeParse(first.value.draft).success).toBe(true);
  });

  it('starts on the day that is chosen', () => {
    expect(ruleFrom({ ...form, from: '2026-12-20' }, demo)).toMatchObject({ value: { from: '2026-12-20' } });
  });

  it.each<[string, Partial<RuleForm>, string, string]>([
    ['a tier without a name', tiers(1, { name: ' ' }), 'tier-name-1', '请写等级名称'],
    ['a name that is there twice', tiers(2, { name: '成长' }), 'tier-name-2', '等级的名称不能重复'],
    [
      'a tier as cheap as the one below',
      tiers(2, { entry: '300', keep: '100' }),
      'tier-entry-2',
      '要比下面一级高',
    ],
    [
      'staying that asks for more than entering',
      tiers(1, { keep: '301' }),
      'tier-keep-1',
      '不能比升级门槛高',
    ],
    ['a share of a hundredth', { perYuan: '1.555' }, 'per-yuan', '请填 0 到 100，最多两位小数'],
    ['an order without growth', { frequencyGrowth: '' }, 'frequency', '请填 0 到 10000000 的整数'],
    [
      'a review on a day most years have not',
      { reviewMonth: '02', reviewDay: '29' },
      'review-day',
      '请选每年都有的一天，2 月 29 日不行',
    ],
    ['a price below half', right(0, { value: '4.99' }), 'right-value-0', '请填 5 到 9.99，最多两位小数'],
    ['a price that is none', right(0, { value: '10' }), 'right-value-0', '请填 5 到 9.99，最多两位小数'],
    ['a right without words', right(1, { terms: '' }), 'right-terms-1', '请写清楚怎么用，会员会看到'],
    ['a quota of none', right(1, { times: '0' }), 'right-times-1', '请填 1 到 366 的整数，不限就不填'],
    ['a right of a tier that is gone', right(1, { level: 5 }), 'right-level-1', '这个等级已经去掉，请另选'],
    ['a gift without a pack', gift(0, { packId: '' }), 'gift-pack-0', '请选券包'],
    ['a gift for entering the lowest', gift(0, { level: 0 }), 'gift-level-0', '最低一级入会就有，没有升级礼'],
    [
      'two gifts of one occasion',
      gift(1, { kind: 'upgrade', level: 2 }),
      'gift-level-1',
      '这一级的这种礼已经有一份',
    ],
  ])('says what is wrong with %s', (_what, change, field, text) => {
    expect(wrongs(change)).toEqual([[field, text]]);
  });
});
