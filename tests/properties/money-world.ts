import { fen } from '@contracts/primitives/fen';
import type { InviteCode, LeaderCode, MemberId, OrderId, RedemptionId } from '@contracts/primitives/ids';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import type { BillItem, PaySheet } from '@contracts/payment/payment';
import { RUSH_TEMPLATE } from '../../local/seed/demo-coupons';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { publishGrowth } from '../stage/growth/growth-stage';
import { inviterOf } from '../stage/invite-stage';
import { addLeader, CHEN_CODE } from '../stage/leader-stage';
import { pass } from '../stage/money-stage';
import { STORE } from '../stage/payment-stage';
import { phoneOf, type Phone } from '../stage/stage';

/** One order and what its payer's phone has of it. */
export interface Bill {
  orderId: OrderId;
  payer: 0 | 1;
  sheets: PaySheet[];
}

/** Two shoppers who may turn out to be one person, three bills, and those who work at the store. */
export interface MoneyWorld {
  cloud: LocalCloud;
  phones: readonly [Phone, Phone];
  /** The first one's phone, from when WeChat names the unionid that the second one has. */
  both: Phone;
  /** Who they were at the start; empty: nobody had joined. */
  members: readonly MemberId[];
  /** Who brought the first one. */
  inviter: MemberId | null;
  clerk: Phone;
  operator: Phone;
  bills: Bill[];
  /** Exchanges in the mall, in their order, and by whose phone. */
  exchanged: { payer: 0 | 1; redemptionId: RedemptionId }[];
}

/** Who pays it, and its lines: title, unit price, how many. */
const BILLS: readonly (readonly [0 | 1, ...(readonly [string, number, number])[]])[] = [
  [0, ['蔬菜', 800, 3], ['鸡蛋', 799, 1], ['葱', 1, 1]],
  [1, ['大米', 2500, 3], ['油', 2500, 1]],
  [0, ['豆腐', 150, 2], ['葱', 100, 1]],
];

/** So low that some cash and some refunds wait for a second person. */
export const LOW_LIMITS = { cashBillsPerDay: 1, cashFenPerDay: 50_000, refundFenPerDay: 5_000 };

/** What each had before the stories begin: the operator's thousand, and the points of joining; what the invite gives comes beside these. */
export const POINTS_AT_START = 1020;

export interface Setting {
  areMembers: boolean;
  /** Per mille of an amount that points may pay: at 1000 an order may cost nothing. */
  mostShare: number;
}

export async function openWorld(cloud: LocalCloud, { areMembers, mostShare }: Setting): Promise<MoneyWorld> {
  const people = [
    { openid: 'oMoney-1', appid: DEMO_APPID },
    { openid: 'oMoney-2', unionid: 'uMoney', appid: DEMO_APPID },
  ] as const;
  const phones = [phoneOf(cloud, people[0]), phoneOf(cloud, people[1])] as const;
  const operator = phoneOf(cloud, 'operator-he');
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const members: MemberId[] = [];
  await setMostShare(operator, mostShare);
  await publishGrowth(cloud);
  const inviter = areMembers ? await inviterOf(cloud, 'inviter') : null;
  const mei = await addLeader(cloud, 'MEI');
  const codes = [CHEN_CODE, mei.code] as const;
  for (const who of inviter ? ([0, 1] as const) : []) {
    members.push(await joinWithPoints(cloud, phones[who], codes[who], who === 0 ? inviter!.code : null));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
  }
  if (areMembers) await phones[1].coupon.collect({ templateId: couponTemplateId.parse(RUSH_TEMPLATE) });
  await pass(cloud, 1);
  cloud.wechat.pay.setPolicy({ delayMs: 3 * MINUTE_MS });
  const bills: Bill[] = [];
  for (const [payer, ...lines] of BILLS)
    bills.push({ orderId: await openBill(clerk, lines), payer, sheets: [] });
  const both = phoneOf(cloud, { ...people[0], unionid: 'uMoney' });
  return {
    cloud,
    phones,
    both,
    members,
    inviter: inviter?.memberId ?? null,
    clerk,
    operator,
    bills,
    exchanged: [],
  };
}

/** In a leader's team, and maybe brought by a friend. */
async function joinWithPoints(
  cloud: LocalCloud,
  phone: Phone,
  leaderCode: LeaderCode,
  inviteCode: InviteCode | null,
): Promise<MemberId> {
  if (inviteCode) await phone.referral.openInvite({ inviteCode, leaderCode });
  const { member } = await phone.member.join({
    leaderCode,
    ...(inviteCode && { inviteCode }),
    phoneCode: null,
  });
  const gift = { cardNumber: member.card.number, points: POINTS_AT_START - 20, reason: '开业补贴' };
  await phoneOf(cloud, 'operator-he').points.adjust(gift);
  return member.memberId;
}

async function setMostShare(operator: Phone, mostShare: number): Promise<void> {
  const { rule } = await operator.points.readRule({});
  if (!rule) throw new Error('no rule');
  const { version, publishedAt: _publishedAt, ...draft } = rule;
  const offset = { ...draft.offset, mostShare };
  await operator.points.publishRule({ draft: { ...draft, offset }, basedOn: version });
}

async function openBill(
  clerk: Phone,
  lines: readonly (readonly [string, number, number])[],
): Promise<OrderId> {
  const items = lines.map(([title, unitFen, quantity]): BillItem => ({
    title,
    category: '生鲜',
    quantity,
    unitPriceFen: fen(unitFen),
    amountFen: fen(unitFen * quantity),
  }));
  return (await clerk.payment.openBill({ storeId: STORE, items })).order.orderId;
}

/** Everything that is under way comes to its end: no more trouble, people mend what is abnormal, days pass. */
export async function comeToRest({ cloud, operator }: MoneyWorld): Promise<void> {
  cloud.faults.clear();
  const { pay } = cloud.wechat;
  pay.setPolicy({ delayMs: 0, copies: 1, reversed: false, refundOutcome: 'SUCCESS' });
  for (const round of [1, 2, 3]) {
    for (const one of pay.state.refunds.values()) if (one.status === 'ABNORMAL') one.status = 'PROCESSING';
    await pay.deliverDue();
    await pass(cloud, round * 24 * 60);
    const { refunds } = await operator.payment.listTroubledRefunds({ cursor: null });
    for (const { refundId } of refunds)
      await operator.payment.retryRefund({ refundId }).catch(() => undefined);
  }
  await pay.deliverDue();
  await pass(cloud, 60);
}
