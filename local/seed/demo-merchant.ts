import { DAY_MS } from '../../contracts/primitives/time';
import type { CollectionName } from '../../cloudfunctions/kit/store/schema';
import { demoStock, demoTemplates, firstPaymentLadder, inviteLadder, newcomerLadder } from './demo-coupons';
import { demoInviteRules } from './demo-invites';
import { DEMO_APPID, demoPerson } from './demo-people';
import { demoPoints } from './demo-points';

/** The demo merchant: one store, one leader, one card plan, and the four-coupon newcomer pack of product.md (J3). */
export const DEMO_LEADER_CODE = 'Chen2026';

const STORE_ID = 'sto_xingfu';
const LEADER_ID = 'ldr_chen';

const openIdKeyOf = (id: string): string => `openid:${DEMO_APPID}:${demoPerson(id).openid}`;
const staffMember = (id: string, role: string, leaderId: string | null = null) => ({
  _id: openIdKeyOf(id),
  name: demoPerson(id).name,
  roles: [role],
  leaderId,
  storeIds: role === 'clerk' ? [STORE_ID] : [],
  unionKey: `unionid:${demoPerson(id).unionid}`,
  endedAt: null,
  wrongTries: null,
});

/** As written; the seed parses every document with its schema, so a wrong one fails at once. */
export const demoMerchant: { readonly [Name in CollectionName]?: readonly object[] } = {
  stores: [{ _id: STORE_ID, name: '幸福里店' }],
  staffRosters: [
    { _id: 'merchant', changes: 1, changedAt: 0, takenBy: openIdKeyOf('owner-li'), codeId: null },
  ],
  leaders: [
    {
      _id: LEADER_ID,
      name: '陈姐',
      storeId: STORE_ID,
      leaderCode: DEMO_LEADER_CODE,
      groupName: '幸福里邻居群',
      openIdKey: openIdKeyOf('leader-chen'),
    },
  ],
  leaderCodes: [{ _id: DEMO_LEADER_CODE, leaderId: LEADER_ID, storeId: STORE_ID, status: 'active' }],
  cardPlans: [
    {
      _id: 'plan_member',
      name: '邻里会员卡',
      benefits: ['会员价：全场 95 折', '买单时自动用最划算的一张券', '到期前微信提醒，不浪费一张券'],
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
  couponTemplates: demoTemplates,
  couponStock: demoStock,
  couponPacks: [
    { _id: 'pack_newcomer', name: '新人券包', channel: 'join', items: newcomerLadder, status: 'published' },
    {
      _id: 'pack_first-payment',
      name: '首单礼包',
      channel: 'first_payment',
      items: firstPaymentLadder,
      status: 'published',
    },
    { _id: 'pack_invite', name: '邀请礼包', channel: 'invite', items: inviteLadder, status: 'published' },
  ],
  inviteRules: demoInviteRules,
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
