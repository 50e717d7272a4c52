import type { GrowthRule } from '@contracts/growth/growth-rule';
import { isCouponPackId } from '@contracts/primitives/ids';
import { PROPOSED_TIERS } from '@contracts/primitives/tier/proposed-rule';
import {
  areGiftsWrong,
  areTiersWrong,
  growthRuleOf,
  isValueWrong,
  newPrivilege,
  tierValues,
  type TierRow,
} from './tier-values';

const packId = 'pack_gold';
if (!isCouponPackId(packId)) throw new Error(packId);
const rule: GrowthRule = {
  ...PROPOSED_TIERS,
  perYuan: 155,
  frequency: { order: 3, growth: 20 },
  behaviours: { ...PROPOSED_TIERS.behaviours, review: { growth: 5, timesAYear: 12 } },
  review: { kind: 'fixed', day: '12-31' },
  gifts: [{ kind: 'monthly', fromLevel: 2, packId }],
  privileges: [
    {
      id: 'price',
      kind: 'member_price',
      name: '会员价',
      terms: '自动',
      fromLevel: 2,
      value: 955,
      quota: null,
    },
    {
      id: 'lane',
      kind: 'priority',
      name: '免排队',
      terms: '出示会员码',
      fromLevel: 3,
      value: null,
      quota: { times: 2, period: 'year' },
    },
  ],
};
const row = (entry: number | null, keep: number | null): TierRow => ({
  id: null,
  name: `满 ${entry}`,
  entry,
  keep,
  look: 'gold',
});

describe('the desk’s form of the growth rule', () => {
  it.each([
    ['with everything', rule],
    ['as it is proposed', PROPOSED_TIERS],
  ])('a rule %s comes back as it was', (_what, one: GrowthRule) => {
    const tiers = one.tiers.map((tier, id) => ({ id, ...tier }));
    expect(growthRuleOf(tierValues(one), one)).toEqual({ ...one, tiers });
  });

  it('gifts and rights stay with their tiers when rows come and go between', () => {
    const values = tierValues(rule);
    const [low, grown, ...rest] = values.tiers;
    if (!low || !grown) throw new Error('no tiers');
    const levelsOf = (tiers: TierRow[], level?: number) => {
      const gifts = values.gifts.map((gift) => ({ ...gift, level: level ?? gift.level }));
      const out = growthRuleOf({ ...values, tiers, gifts }, rule);
      return [...out.gifts, ...out.privileges].map(({ fromLevel }) => fromLevel);
    };
    expect(levelsOf([low, grown, row(800, 400), ...rest.slice(0, 2)])).toEqual([3, 3, 4]);
    expect(levelsOf([low, ...rest])).toEqual([1, 1, 2]);
    // Of the first that is new.
    expect(levelsOf([low, grown, row(800, 400), ...rest.slice(0, 2)], -1)).toEqual([2, 3, 4]);
    expect(areGiftsWrong(values.gifts, [low, grown, ...rest.slice(1)])).toBe(true);
  });

  it('what is no field of a kind says nothing', () => {
    const values = tierValues(rule);
    const [price, lane] = values.privileges;
    if (!price || !lane) throw new Error('no rights');
    const typed = {
      ...values,
      privileges: [
        { ...price, times: 3 },
        { ...lane, value: 9 },
      ],
    };
    expect(growthRuleOf(typed, rule).privileges).toEqual(rule.privileges);
  });

  it.each<[string, TierRow[], boolean]>([
    ['three, each above the one below', [row(0, 0), row(300, 200), row(1200, 1200)], false],
    ['two of one name', [row(0, 0), { ...row(300, 200), name: ' 满 0' }, row(1200, 800)], true],
    ['only two', [row(0, 0), row(300, 200)], true],
    ['the lowest asks for something', [row(1, 0), row(300, 200), row(1200, 800)], true],
    ['one as cheap as the one below', [row(0, 0), row(300, 200), row(300, 200)], true],
    ['staying asks for more than entering', [row(0, 0), row(300, 301), row(1200, 800)], true],
  ])('tiers: %s', (_what, tiers, isWrong) => {
    expect(areTiersWrong(tiers)).toBe(isWrong);
  });

  it.each<[number | null, boolean]>([
    [null, true],
    [4.99, true],
    [5, false],
    [9.99, false],
    [10, true],
  ])('a member price of %s', (value, isWrong) => {
    expect(isValueWrong({ ...newPrivilege(), kind: 'member_price', value })).toBe(isWrong);
  });

  it.each([
    ['one for each tier', [1, 2], false],
    ['two for one tier', [1, 1], true],
    ['one for entering the lowest', [0], true],
    ['one of a tier that is gone', [5], true],
  ])('gifts for rising: %s', (_what, levels, isWrong) => {
    const gifts = levels.map((level) => ({ kind: 'upgrade' as const, level, packId }));
    expect(areGiftsWrong(gifts, tierValues(PROPOSED_TIERS).tiers)).toBe(isWrong);
  });
});
