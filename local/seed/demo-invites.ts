import { inviteLadder } from './demo-coupons';

/** 邀请有礼 of the demo merchant: points for each friend, more for the first order, a pack for the fifth. */
const points = (amount: number) => ({ kind: 'points' as const, points: amount });
const pack = { kind: 'pack' as const, packId: 'pack_invite', name: '邀请礼包', items: inviteLadder };

export const demoInviteRule = {
  version: 1,
  publishedAt: Date.parse('2026-11-01T00:00:00+08:00'),
  from: Date.parse('2026-11-01T00:00:00+08:00'),
  until: null,
  registered: { inviter: points(20), invitee: points(30) },
  firstOrder: { inviter: points(100), invitee: points(50), minFen: 2000, withinDays: 30, holdDays: 7 },
  perDay: 10,
  total: 100,
  milestones: [
    { friends: 3, gift: points(200) },
    { friends: 5, gift: pack },
    { friends: 10, gift: points(800) },
  ],
  milestonesCount: 'first_order',
  burst: { friends: 6, minutes: 30 },
};

export const demoInviteRules = ['current', 'v1'].map((_id) => ({
  _id,
  publishedBy: null,
  ...demoInviteRule,
}));
