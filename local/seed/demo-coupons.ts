import { totalShards } from '../../cloudfunctions/coupon/rules/stock';
import { couponTemplateId } from '../../contracts/values';
import { DAY_MS, HOUR_MS, instant } from '../../contracts/primitives/time';

/** The demo merchant's coupons: the newcomer ladder of product.md (J3), and one of each kind in 领券中心. */
const terms = (slug: string, title: string, amountFen: number, thresholdFen: number) => ({
  templateId: `tpl_${slug}`,
  kind: 'amount_off' as const,
  title,
  amountFen,
  thresholdFen,
  conditions: ['每单限用一张', '不找零、不兑现'],
});

const relative = (validForMs: number) => ({ kind: 'relative' as const, validForMs });
const unlimited = { total: null, perDay: null, perMember: null, perMemberPerDay: null };

export const newcomerLadder = [
  { terms: terms('fresh-3', '新人 3 元券', 300, 0), validity: relative(2 * HOUR_MS) },
  { terms: terms('fresh-5', '满 29 减 5', 500, 2900), validity: relative(DAY_MS) },
  { terms: terms('fresh-10', '满 59 减 10', 1000, 5900), validity: relative(3 * DAY_MS) },
  { terms: terms('fresh-20', '满 99 减 20', 2000, 9900), validity: relative(7 * DAY_MS) },
];

export const firstPaymentLadder = [
  { terms: terms('first-5', '首单 5 元券', 500, 0), validity: relative(DAY_MS) },
  { terms: terms('first-15', '满 79 减 15', 1500, 7900), validity: relative(7 * DAY_MS) },
];

/** What five friends' first orders give (demo-invites.ts). */
export const inviteLadder = [
  { terms: terms('invite-10', '邀请礼 满 49 减 10', 1000, 4900), validity: relative(15 * DAY_MS) },
  { terms: terms('invite-5', '邀请礼 5 元券', 500, 0), validity: relative(7 * DAY_MS) },
];

/** The weekend coupon: a hundred of them, one each, and a friend may have it. */
const RUSH_TOTAL = 100;
export const RUSH_TEMPLATE = 'tpl_weekend-15';

const collectable = [
  {
    terms: { ...terms('weekend-15', '周末满 79 减 15', 1500, 7900), transferable: true },
    validity: relative(3 * DAY_MS),
    limits: { ...unlimited, total: RUSH_TOTAL, perMember: 1 },
  },
  {
    terms: {
      ...terms('fruit-80', '水果八折', 1500, 0),
      kind: 'percent_off' as const,
      percentOff: 20,
      categories: ['水果'],
      stacksWithMemberPrice: false,
    },
    validity: { kind: 'end_of_month' as const },
    limits: { ...unlimited, perMember: 2, perMemberPerDay: 1 },
  },
  {
    terms: {
      ...terms('eggs', '鸡蛋兑换券', 990, 0),
      kind: 'exchange' as const,
      item: '鲜鸡蛋一盒（10 枚）',
      conditions: ['当天到店兑换', '先到先得'],
    },
    validity: { kind: 'end_of_day' as const },
    limits: { ...unlimited, perDay: 20, perMemberPerDay: 1 },
  },
];

export const demoTemplates = [
  ...[...newcomerLadder, ...firstPaymentLadder, ...inviteLadder].map((written) => ({
    ...written,
    limits: unlimited,
    collectable: false,
  })),
  ...collectable.map((written) => ({ ...written, collectable: true })),
].map((written) => ({ _id: written.terms.templateId, ...written, status: 'published' }));

export const demoStock = totalShards(couponTemplateId.parse(RUSH_TEMPLATE), RUSH_TOTAL, instant(0));
