import type { CouponValidity } from '@contracts/coupon/coupon-terms';
import type { RewardDraft } from '@contracts/points/points-mall';
import { fen } from '@contracts/primitives/fen';
import { points } from '@contracts/primitives/points';
import { instant, HOUR_MS, MINUTE_MS, DAY_MS } from '@contracts/primitives/time';
import { namedSkus, rewardDraftOf, rewardValues } from './reward-values';
import { lacksLimit, templateInput, templateValues } from './template-values';
import { validityOf, validityValues } from './validity';

const noon = instant(Date.UTC(2026, 10, 29, 4));

describe('a form opened and saved unchanged says what was there', () => {
  it.each<[CouponValidity]>([
    [{ kind: 'relative', startDelayMs: 0, validForMs: 3 * DAY_MS }],
    [{ kind: 'relative', startDelayMs: 90 * MINUTE_MS, validForMs: 36 * HOUR_MS }],
    [{ kind: 'window', from: noon, until: instant(noon + 5 * DAY_MS + 1) }],
    [{ kind: 'end_of_day' }],
    [{ kind: 'end_of_month' }],
  ])('validity %j', (validity) => expect(validityOf(validityValues(validity), validity)).toEqual(validity));

  it('a reward with odd ends and stock', () => {
    const draft: RewardDraft = {
      kind: 'goods',
      name: '鸡蛋',
      about: ['到店自提', '当天取'],
      points: points(800),
      worthFen: fen(1550),
      from: noon,
      until: instant(noon + DAY_MS + 7),
      perMember: 5,
      perMemberPerDay: null,
      tiers: ['黄金'],
      skus: [{ id: 'std', name: '标准', stock: 30 }],
      storeIds: [],
      couponTemplateId: null,
      position: 2,
      status: 'closed',
    };
    expect(rewardDraftOf(rewardValues(draft), draft)).toEqual(draft);
  });
});

describe('what a form is turned into', () => {
  it('a window without ends is none', () => {
    const values = { ...validityValues(null), validityKind: 'window' as const };
    expect(validityOf(values, null)).toBeNull();
    expect(() => templateInput({ ...templateValues(null), ...values }, null)).toThrow();
  });

  it.each([
    [false, null, null, false],
    [true, null, null, true],
    [true, 1, null, false],
    [true, null, 1, false],
  ])('collectable %p with limits %p and %p lacks one: %p', (collectable, perMember, perMemberPerDay, lacks) =>
    expect(lacksLimit({ ...templateValues(null), collectable, perMember, perMemberPerDay })).toBe(lacks),
  );

  it('a new choice gets a letter nobody has', () => {
    const skus = [
      { id: 'b', name: '大', stock: 1 },
      { id: null, name: '中', stock: 2 },
      { id: null, name: '小', stock: 3 },
    ];
    expect(namedSkus(skus).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
});
