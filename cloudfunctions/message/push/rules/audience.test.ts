import { audience as audienceSchema } from '../../../../contracts/message/push-values';
import { isCardPlanId, isLeaderId, isStoreId } from '../../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant } from '../../../../contracts/primitives/time';
import { audienceFor, belongsTo, isUnwanted, type MemberFacts } from './audience';
import { isForbidden, lintPush } from './push-lint';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const idOf = <Id extends string>(text: string, check: (value: unknown) => value is Id): Id => {
  if (!check(text)) throw new Error(text);
  return text;
};
const facts: MemberFacts = {
  planId: idOf('plan_member', isCardPlanId),
  cardExpiresAt: addMs(now, 7 * DAY_MS),
  couponExpiresAt: addMs(now, DAY_MS),
  leaderId: idOf('ldr_chen', isLeaderId),
  storeId: idOf('sto_a', isStoreId),
  joinedAt: now,
  points: 120,
  tags: ['常客'],
  lastPaidAt: addMs(now, -10 * DAY_MS),
  segmentIds: ['seg_dormant'],
};

describe('who belongs to an audience', () => {
  it.each([
    ['everybody, when nothing is set', {}, {}, true],
    ['the card plan', { cardPlanIds: ['plan_member'] }, {}, true],
    ['another card plan', { cardPlanIds: ['plan_other'] }, {}, false],
    ['a card that ends on the last day asked for', { cardExpiresWithinDays: 7 }, {}, true],
    ['a card that ends a moment later', { cardExpiresWithinDays: 6 }, {}, false],
    ['a card that has ended', { cardExpiresWithinDays: 7 }, { cardExpiresAt: now }, false],
    ['a card without an end', { cardExpiresWithinDays: 7 }, { cardExpiresAt: null }, false],
    ['enough points', { pointsAtLeast: 120 }, {}, true],
    ['one point too few', { pointsAtLeast: 121 }, {}, false],
    ['one of the tags', { tags: ['老人', '常客'] }, {}, true],
    ['none of the tags', { tags: ['老人'] }, {}, false],
    ['paid a moment ago enough', { paidWithinDays: 11 }, {}, true],
    ['paid exactly too long ago', { paidWithinDays: 10 }, {}, false],
    ['never paid, among those who paid', { paidWithinDays: 365 }, { lastPaidAt: null }, false],
    ['has not paid for so long', { notPaidForDays: 10 }, {}, true],
    ['paid since', { notPaidForDays: 11 }, {}, false],
    ['never paid, among those who have not', { notPaidForDays: 365 }, { lastPaidAt: null }, true],
    ['one of the segments', { segmentIds: ['seg_newcomer', 'seg_dormant'] }, {}, true],
    ['none of the segments', { segmentIds: ['seg_newcomer'] }, {}, false],
    ['a coupon about to end', { couponsExpireWithinDays: 1 }, {}, true],
    ['no coupon', { couponsExpireWithinDays: 1 }, { couponExpiresAt: null }, false],
    ['the leader', { leaderIds: ['ldr_chen'] }, {}, true],
    ['no leader', { leaderIds: ['ldr_chen'] }, { leaderId: null }, false],
    ['another store', { storeIds: ['sto_b'] }, {}, false],
    ['joined at the very beginning', { joinedFrom: now }, {}, true],
    ['joined at the very end, which is outside', { joinedTo: now }, {}, false],
    ['all conditions, one not met', { leaderIds: ['ldr_chen'], storeIds: ['sto_b'] }, {}, false],
  ])('%s', (_name, filter, different, expected) => {
    expect(belongsTo({ ...facts, ...different }, audienceSchema.parse(filter), now)).toBe(expected);
  });

  it.each([
    ['a campaign to everybody', 'campaign', {}, false],
    ['to a store', 'campaign', { storeIds: ['sto_a'] }, false],
    ['to a segment', 'campaign', { segmentIds: ['seg_dormant'] }, true],
    ['to a tag', 'campaign', { tags: ['常客'] }, true],
    ['to those with points', 'campaign', { pointsAtLeast: 1 }, true],
    ['to those who paid', 'campaign', { paidWithinDays: 1 }, true],
    ['to those who did not', 'campaign', { notPaidForDays: 1 }, true],
    ['that a coupon of a segment runs out', 'coupon_expiry', { segmentIds: ['seg_dormant'] }, false],
  ] as const)('who wants nothing personalised is left out of it: %s', (_name, kind, filter, expected) => {
    const push = { kind, audience: audienceSchema.parse(filter) };
    expect(isUnwanted(push, { mutedKinds: [], personalised: false })).toBe(expected);
    expect(isUnwanted(push, { mutedKinds: [], personalised: true })).toBe(false);
    expect(isUnwanted(push, { mutedKinds: [kind], personalised: true })).toBe(true);
    expect(isUnwanted(push, null)).toBe(false);
  });

  it('a push about something that expires goes only to those to whom it does', () => {
    const all = audienceSchema.parse({});
    expect(audienceFor('card_expiry', all).cardExpiresWithinDays).toBe(30);
    expect(audienceFor('coupon_expiry', all).couponsExpireWithinDays).toBe(7);
    expect(audienceFor('campaign', all)).toEqual(all);
  });
});

describe('the linter of pushes', () => {
  it.each([
    ['分享给 3 位好友才能领取新人券', 'forbidden'],
    ['转发朋友圈即得 5 元红包', 'forbidden'],
    ['发展下线躺赚', 'forbidden'],
    ['必须转发', 'forbidden'],
    ['神秘大奖等你拿', 'warning'],
    ['全网最低价', 'warning'],
    ['详情见 https://example.com', 'warning'],
    ['加微信 13800138000', 'warning'],
    ['仅剩3小时', 'warning'],
    ['好友入会并完成首单后，双方各得 5 元券，每人最多 10 次，12 月 31 日截止', null],
    ['本周六会员日，全场 95 折，邀请你来', null],
  ])('%s', (body, severity) => {
    const findings = lintPush({ title: '会员日', body });
    expect(findings.map((finding) => finding.severity)).toEqual(severity === null ? [] : [severity]);
    expect(isForbidden(findings)).toBe(severity === 'forbidden');
  });
});
