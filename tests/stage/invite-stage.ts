import { cardNumber } from '@contracts/primitives/codes/card-number';
import { isInviteCode, type InviteCode, type MemberId, type OrderId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS, type Instant } from '@contracts/primitives/time';
import { appId, cardPlanId, openId } from '@contracts/values';
import { openIdKey } from '../../cloudfunctions/kit/store/query/document-ids';
import { schema, type DocumentOf } from '../../cloudfunctions/kit/store/schema';
import { newcomer } from '../../cloudfunctions/member/join/newcomer';
import { fen } from '@contracts/primitives/fen';
import type { InviteRuleDraft } from '@contracts/referral/invite-rule';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { billOf, payInWechat } from './payment-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from './stage';
import { sweepTrade } from './journey/sweep-trade';

/** What journeys of invites share. */
export const HOLD_MS = 7 * DAY_MS;

export const someone = (cloud: LocalCloud, name: string, unionid?: string): Phone =>
  phoneOf(cloud, { openid: `oInvite-${name}`, appid: DEMO_APPID, ...(unionid && { unionid }) });

/** An inviter: has joined and has a code. */
export async function inviterOf(cloud: LocalCloud, name: string) {
  const phone = someone(cloud, name);
  const { member } = await phone.member.join({ leaderCode: null, phoneCode: null });
  const { inviteCode } = await phone.referral.readHome({});
  return { phone, memberId: member.memberId, code: inviteCode };
}

/** Opens the friend's card and joins through it, as the landing page does. */
export async function joinThrough(cloud: LocalCloud, name: string, code: InviteCode, unionid?: string) {
  const phone = someone(cloud, name, unionid);
  const opened = await phone.referral.openInvite({ inviteCode: code, leaderCode: null });
  const joined = await phone.member.join({
    leaderCode: opened.leaderCode,
    inviteCode: code,
    phoneCode: null,
  });
  return { phone, memberId: joined.member.memberId, opened, joined };
}

/** The clock goes on, and the sweep runs. */
export async function pass(cloud: LocalCloud, ms = MINUTE_MS): Promise<void> {
  cloud.moveClock(cloud.clock.now() + ms);
  await cloud.runTimers();
}

/** The same for those who look at nothing but trade. */
export async function passTrade(cloud: LocalCloud, ms = MINUTE_MS): Promise<void> {
  cloud.moveClock(cloud.clock.now() + ms);
  await cloud.wechat.pay.deliverDue();
  await sweepTrade(cloud);
  await cloud.wechat.pay.deliverDue();
}

/** A clerk's bill, paid in WeChat and confirmed. */
export async function order(cloud: LocalCloud, phone: Phone, amountFen: number): Promise<OrderId> {
  const orderId = await billOf(cloud, amountFen);
  await payInWechat(phone, orderId);
  await phone.payment.confirm({ orderId });
  return orderId;
}

export async function refundAll(cloud: LocalCloud, orderId: OrderId): Promise<void> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const { order: bill } = await clerk.payment.readBill({ orderId });
  await clerk.payment.refund({ orderId, amountFen: fen(bill.refundableFen), reason: '不要了' });
}

export const rewardsIn = (cloud: LocalCloud) =>
  documentsOf(cloud, 'inviteRewards').map(({ event, side, state, reason, milestone, gift }) => ({
    event: milestone === null ? event : `milestone ${milestone}`,
    side,
    state,
    reason,
    gift: gift.text,
  }));

/** What invites put on somebody's points: the sum of the ledger's entries about invites. */
export const invitePoints = (cloud: LocalCloud, memberId: string): number =>
  documentsOf(cloud, 'pointsEntries')
    .filter((entry) => entry.memberId === memberId && entry.source.kind === 'invite')
    .reduce((sum, { points, pending, debt }) => sum + points + pending - debt, 0);

export const inviteCodeOf = (text: string): InviteCode => {
  if (!isInviteCode(text)) throw new Error(text);
  return text;
};

/** Publishes the rule in force with some changes. */
export async function changeRule(cloud: LocalCloud, change: Partial<InviteRuleDraft>): Promise<void> {
  const operator = phoneOf(cloud, 'operator-he');
  const { rule } = await operator.referral.readRule({});
  if (!rule) throw new Error('no rule');
  const { version, publishedAt: _publishedAt, ...draft } = rule;
  await operator.referral.publishRule({ draft: { ...draft, ...change }, basedOn: version });
}

/** A member as joining writes one, for stories with many people. */
export function joinedMember(
  memberId: MemberId,
  number: number,
  code: InviteCode | null,
  now: Instant,
): DocumentOf<'members'> {
  const policy = { touch: 'last' as const, windowMs: 30 * DAY_MS };
  const applicant = {
    memberId,
    requestId: newTestRequest(),
    wechatKeys: [],
    followers: [],
    phone: null,
    phoneOutcome: 'not_given' as const,
    previousOwnerId: null,
    card: {
      number: cardNumber(String(number).padStart(10, '0')),
      planId: cardPlanId.parse('plan_member'),
      planName: '邻里会员卡',
      planVersion: 1,
      issuedAt: now,
      expiresAt: null,
    },
    cardKey: `card:${number}`,
    pack: null,
    channel: 'join' as const,
    returned: false,
    giftedTiers: [],
    usedRights: [],
    frozen: null,
    charter: null,
    attribution: null,
    invite: { code, key: openIdKey(appId.parse(DEMO_APPID), openId.parse(`oStory-${number}`)), policy },
  };
  return schema.members.document.parse(newcomer(applicant, now).member);
}

export const invitedSums = (cloud: LocalCloud, memberIds: readonly MemberId[]): number[] =>
  memberIds.map((memberId) => invitePoints(cloud, memberId));
