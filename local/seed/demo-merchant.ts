import { DAY_MS, HOUR_MS } from '../../contracts/primitives/time';
import type { CollectionName } from '../../cloudfunctions/kit/store/schema';
import { DEMO_APPID, demoPerson } from './demo-people';
import { demoPoints } from './demo-points';

/** The demo merchant: one store, one leader, one card plan, and the four-coupon newcomer pack of product.md (J3). */
export const DEMO_LEADER_CODE = 'Chen2026';

const STORE_ID = 'sto_xingfu';
const LEADER_ID = 'ldr_chen';

const terms = (slug: string, title: string, amountFen: number, thresholdFen: number) => ({
  templateId: `tpl_${slug}`,
  kind: 'amount_off' as const,
  title,
  amountFen,
  thresholdFen,
  conditions: ['每单限用一张', '不找零、不兑现'],
});

const relative = (validForMs: number) => ({ kind: 'relative' as const, validForMs });

const ladder = [
  { terms: terms('fresh-3', '新人 3 元券', 300, 0), validity: relative(2 * HOUR_MS) },
  { terms: terms('fresh-5', '满 29 减 5', 500, 2900), validity: relative(DAY_MS) },
  { terms: terms('fresh-10', '满 59 减 10', 1000, 5900), validity: relative(3 * DAY_MS) },
  { terms: terms('fresh-20', '满 99 减 20', 2000, 9900), validity: relative(7 * DAY_MS) },
];

const openIdKeyOf = (id: string): string => `openid:${DEMO_APPID}:${demoPerson(id).openid}`;
const staffMember = (id: string, role: string, leaderId: string | null = null) => ({
  _id: openIdKeyOf(id),
  name: demoPerson(id).name,
  roles: [role],
  leaderId,
});

/** As written; the seed parses every document with its schema, so a wrong one fails at once. */
export const demoMerchant: { readonly [Name in CollectionName]?: readonly object[] } = {
  stores: [{ _id: STORE_ID, name: '幸福里店' }],
  leaders: [{ _id: LEADER_ID, name: '陈姐', storeId: STORE_ID, leaderCode: DEMO_LEADER_CODE }],
  leaderCodes: [{ _id: DEMO_LEADER_CODE, leaderId: LEADER_ID, storeId: STORE_ID, status: 'active' }],
  cardPlans: [
    {
      _id: 'plan_member',
      name: '邻里会员卡',
      benefits: ['会员价：全场 95 折', '新人券包：4 张券，共省 38 元', '到期前微信提醒，不浪费一张券'],
      validForMs: null,
      memberRate: 950,
      isDefault: true,
      status: 'open',
    },
    {
      _id: 'plan_regular',
      name: '邻里常客卡',
      benefits: ['会员价：全场 9 折', '首单满 50 元即可领取'],
      validForMs: null,
      memberRate: 900,
      isDefault: false,
      status: 'open',
    },
  ],
  couponTemplates: ladder.map(({ terms: written, validity }) => ({
    _id: written.templateId,
    terms: written,
    validity,
    status: 'published',
  })),
  couponPacks: [
    { _id: 'pack_newcomer', name: '新人券包', channel: 'join', items: ladder, status: 'published' },
    {
      _id: 'pack_first-payment',
      name: '首单礼包',
      channel: 'first_payment',
      items: [
        { terms: terms('first-5', '首单 5 元券', 500, 0), validity: relative(DAY_MS) },
        { terms: terms('first-15', '满 79 减 15', 1500, 7900), validity: relative(7 * DAY_MS) },
      ],
      status: 'published',
    },
  ],
  // J2: what a first payment promises, by its amount.
  issueRules: [
    {
      _id: 'rule_first-payment',
      name: '首单领会员卡',
      enabled: true,
      priority: 10,
      fromFen: 1000,
      untilFen: 5000,
      fromDate: null,
      untilDate: null,
      weekdays: null,
      timeOfDay: null,
      storeIds: null,
      counterPayments: true,
      planId: 'plan_member',
      packId: 'pack_first-payment',
      claimValidForMs: 7 * DAY_MS,
    },
    {
      _id: 'rule_regular',
      name: '首单满 50 领常客卡',
      enabled: true,
      priority: 20,
      fromFen: 5000,
      untilFen: null,
      fromDate: null,
      untilDate: null,
      weekdays: null,
      timeOfDay: null,
      storeIds: null,
      counterPayments: true,
      planId: 'plan_regular',
      packId: 'pack_first-payment',
      claimValidForMs: 7 * DAY_MS,
    },
  ],
  staff: [
    staffMember('leader-chen', 'leader', LEADER_ID),
    staffMember('clerk-zhou', 'clerk'),
    staffMember('operator-he', 'operator'),
    staffMember('owner-li', 'owner'),
  ],
  ...demoPoints,
};
