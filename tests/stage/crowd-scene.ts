import { fen } from '@contracts/primitives/fen';
import {
  isCouponTemplateId,
  isRewardId,
  type CouponTemplateId,
  type OrderId,
  type RewardId,
} from '@contracts/primitives/ids';
import { isPickupCode } from '@contracts/primitives/codes/pickup-code';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { RUSH_TEMPLATE } from '../../local/seed/demo-coupons';
import { demoPeople, demoPerson } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { join, personOf } from './identity-stage';
import { joinThrough, pass } from './invite-stage';
import { addLeader, CHEN_CODE } from './leader-stage';
import { BEST, billOf, payInWechat, STORE } from './payment-stage';
import { documentsOf, phoneOf, type Phone } from './stage';

/**
 * A week of a shop in which everybody has to do with everybody: an inviter with a crowd of friends, gifts, orders paid and given
 * back, rewards, messages, a team, two accounts of one person, two people who were taken for one.
 */
const templateId = (text: string): CouponTemplateId => {
  if (!isCouponTemplateId(text)) throw new Error(text);
  return text;
};
const rewardId = (text: string): RewardId => {
  if (!isRewardId(text)) throw new Error(text);
  return text;
};
export const WEEKEND = templateId(RUSH_TEMPLATE);
export const EGGS = rewardId('rwd_eggs');

/** More than a page of every list of friends, so that there is a cursor. */
const FRIENDS = 22;
export const SCENE_PHONES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(demoPeople.map(({ openid, phone }) => [openid, phone])),
  'oScene-before': '13811119999',
  'oScene-after': '13811119999',
  'oScene-twin': demoPerson('leader-chen').phone,
};

export const usable = async (phone: Phone) =>
  (await phone.coupon.listMine({ state: 'usable', cursor: null })).coupons;

export function castOf(cloud: LocalCloud) {
  const [lin, wang, chen, zhou, he, li] = demoPeople.map(({ id }) => phoneOf(cloud, id));
  if (!lin || !wang || !chen || !zhou || !he || !li) throw new Error('the demo has six people');
  const first = personOf(cloud, 'oScene-first', 'uScene-one');
  const second = personOf(cloud, 'oScene-second', 'uScene-one');
  return {
    lin,
    wang,
    chen,
    zhou,
    he,
    li,
    first,
    second,
    before: personOf(cloud, 'oScene-before'),
    after: personOf(cloud, 'oScene-after'),
    guest: personOf(cloud, 'oScene-guest', 'uScene-guest'),
    friend: personOf(cloud, 'oInvite-f0'),
    twin: personOf(cloud, 'oScene-twin'),
  };
}
export type Cast = ReturnType<typeof castOf>;

export async function joinAndInvite(cloud: LocalCloud, { lin, wang, chen, zhou, he, li }: Cast) {
  await lin.member.resolveCode({ leaderCode: CHEN_CODE });
  const group = await lin.groupSeal('tGscene-1');
  const entry = { scene: 1044, group };
  await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: await lin.phoneCode(), entry });
  for (const phone of [chen, zhou, he, li])
    await phone.member.join({ leaderCode: CHEN_CODE, phoneCode: await phone.phoneCode() });
  const { inviteCode } = await lin.referral.readHome({});
  await lin.referral.saveName({ shownName: '小林' });
  await wang.referral.openInvite({ inviteCode, leaderCode: null });
  await wang.member.join({
    leaderCode: null,
    inviteCode,
    phoneCode: await wang.phoneCode(),
  });
  for (let n = 0; n < FRIENDS; n += 1) await joinThrough(cloud, `f${n}`, inviteCode);
  for (const phone of [lin, wang, he]) await phone.allowReminders(2);
  await pass(cloud);
  const { referrals } = await he.referral.listHeld({ cursor: null });
  const [held] = referrals;
  if (!held) throw new Error('nobody came in a burst');
  await he.referral.decideHeld({ referralId: held.referralId, decision: 'approve', reason: '邻居群活动' });
  await lin.referral.renewCode({});
}

export async function giveCoupons({ lin, wang, zhou, he }: Cast) {
  await lin.coupon.readCollectable({ templateId: WEEKEND });
  const { coupon } = await lin.coupon.collect({ templateId: WEEKEND });
  const offered = await lin.coupon.offer({ couponId: coupon.id });
  await wang.coupon.readOffer({ offerCode: offered.offerCode });
  await lin.coupon.withdrawOffer({ couponId: coupon.id });
  const { offerCode } = await lin.coupon.offer({ couponId: coupon.id });
  await wang.coupon.readOffer({ offerCode });
  await wang.coupon.takeOffer({ offerCode });
  await lin.coupon.readOffer({ offerCode });
  const card = (await wang.card.readMine({})).card.number;
  await he.coupon.issueByHand({ cardNumber: card, templateId: WEEKEND, quantity: 1, reason: '售后补偿' });
  const [shown] = (await usable(wang)).filter(({ terms }) => terms.thresholdFen === 0);
  const [any] = await usable(wang);
  const chosen = shown ?? any;
  if (!chosen) throw new Error('no coupon');
  const found = await zhou.coupon.lookUp({
    shown: chosen.code ?? '',
    storeId: STORE,
    amountFen: fen(20_000),
  });
  const turn = found.coupons[0]?.turn ?? 1;
  await zhou.coupon.redeem({ couponId: chosen.id, turn, storeId: STORE, amountFen: fen(20_000) });
  await zhou.coupon.undoRedeem({ couponId: chosen.id, turn, reason: '扫错了券' });
  await zhou.coupon.lookUp({
    shown: (await wang.member.readCode({})).code,
    storeId: STORE,
    amountFen: null,
  });
  await zhou.member.identify({ storeId: STORE, code: (await wang.member.readCode({})).code });
}

export async function paidOrder(cloud: LocalCloud, phone: Phone, amountFen: number): Promise<OrderId> {
  const orderId = await billOf(cloud, amountFen);
  await payInWechat(phone, orderId);
  await phone.payment.confirm({ orderId });
  await phone.payment.readOrder({ orderId });
  await phone.payment.confirmReceived({ orderId });
  return orderId;
}

export async function buyAndGiveBack(cloud: LocalCloud, cast: Cast) {
  const { lin, wang, zhou, guest, friend } = cast;
  const theirs = await paidOrder(cloud, wang, 12_000);
  await paidOrder(cloud, friend, 6_000);
  const own = await paidOrder(cloud, lin, 9_000);
  await zhou.payment.readBill({ orderId: own });
  await zhou.payment.fulfillOrder({ orderId: own, proof: null });
  await zhou.payment.refund({ orderId: own, amountFen: fen(1000), reason: '有一份坏了' });
  const lines = [{ line: 0, quantity: 1 }];
  const preview = await zhou.payment.previewRefund({ orderId: theirs, lines });
  await zhou.payment.refundLines({
    orderId: theirs,
    lines,
    expectedFen: preview.amountFen,
    reason: '不要了',
  });
  await cloud.wechat.pay.deliverDue();
  const { orderId: opened } = await lin.payment.openOrder({ storeId: STORE, amountFen: fen(3000) });
  await lin.payment.quote({ orderId: opened, ...BEST });
  await lin.payment.cancel({ orderId: opened });
  await zhou.payment.endBill({ orderId: await billOf(cloud, 1_000) });
  const cash = await billOf(cloud, 4_000);
  await zhou.payment.readBillCode({ orderId: cash });
  await zhou.payment.recordCounterPayment({ orderId: cash, method: 'cash' });
  await friend.payment.attach({ orderId: cash });
  // Somebody who has not joined pays, is promised a card, and takes it by joining.
  const promised = await billOf(cloud, 2_000);
  await payInWechat(guest, promised);
  const { claimId } = await guest.payment.confirm({ orderId: promised });
  if (claimId === null) throw new Error('no claim');
  await guest.payment.readClaim({ claimId });
  await guest.member.overview({});
  await guest.member.join({ leaderCode: null, phoneCode: null, claimId });
}

export async function spendPoints({ lin, wang, zhou, he }: Cast) {
  const cardOf = async (phone: Phone) => (await phone.card.readMine({})).card.number;
  const [from, to] = [await cardOf(lin), await cardOf(wang)];
  await he.points.readHolder({ cardNumber: from });
  await he.points.adjust({ cardNumber: from, points: 5000, reason: '开业补贴' });
  await he.points.transfer({ fromCardNumber: from, toCardNumber: to, points: 1000, reason: '家人共用' });
  const eggs = { rewardId: EGGS, skuId: 'std', storeId: STORE, quantity: 1 };
  await lin.points.readReward({ rewardId: EGGS });
  const { redemption } = await lin.points.exchange(eggs);
  const code = redemption.id.replace('rdm_', '');
  if (!isPickupCode(code)) throw new Error(code);
  await zhou.points.lookUpRedemption({ code });
  await zhou.points.verifyRedemption({ code });
  const given = await wang.points.exchange(eggs);
  await wang.points.readRedemption({ redemptionId: given.redemption.id });
  await wang.points.cancelRedemption({ redemptionId: given.redemption.id });
  await zhou.points.previewEarning({ paidFen: fen(8800), draft: null });
}

export async function lead(cloud: LocalCloud, { wang, chen, he }: Cast) {
  await wang.leader.readMyApplication({});
  await wang.leader.apply({ name: '王阿姨', storeId: STORE, groupName: '锦绣里', phoneCode: null });
  const { applications } = await he.leader.listApplications({ status: 'waiting', cursor: null });
  const [waiting] = applications;
  if (!waiting) throw new Error('nobody applied');
  await he.leader.decideApplication({ applicationId: waiting.applicationId, decision: 'approve' });
  await chen.leader.readMyCode({});
  await chen.leader.makeLink({});
  const other = await addLeader(cloud, 'Zhao');
  const { leaders } = await he.leader.listLeaders({ cursor: null });
  const theirs = leaders.find(({ leaderCode }) => leaderCode === other.code);
  const hers = leaders.find(({ name }) => name === '王阿姨');
  if (!theirs || !hers) throw new Error('a leader is missing');
  await he.leader.setLeaderStatus({ leaderId: hers.leaderId, status: 'paused', reason: '休息几天' });
  await he.leader.setLeaderStatus({ leaderId: hers.leaderId, status: 'active', reason: '回来了' });
  await he.leader.previewHandover({ fromId: hers.leaderId, toId: theirs.leaderId });
  await he.leader.handOver({
    fromId: hers.leaderId,
    toId: theirs.leaderId,
    reason: '试一试',
    pauseFrom: false,
  });
}

export async function tell(cloud: LocalCloud, { lin, he, li }: Cast) {
  await lin.message.recordPrompt({ answers: {} });
  await lin.message.saveSettings({ mutedKinds: [], quietHours: null });
  const { version: basedOn } = await he.office.readSettings({});
  await he.office.saveSettings({ name: 'leaderRules', content: { linkDays: 20 }, basedOn });
  const { push } = await he.message.createPush({
    kind: 'campaign',
    audience: {},
    text: { title: '周末上新', body: '本周末门店上新鲜果' },
    sendAt: null,
  });
  const pushId = push.id;
  while (!(await he.message.previewPush({ pushId })).push.preview.complete);
  await he.message.submitPush({ pushId, confirmRepeat: false });
  await li.message.approvePush({ pushId });
  await he.message.steerPush({ pushId, to: 'paused' });
  await he.message.steerPush({ pushId, to: 'sending' });
  // Reminders of coupons, points, orders and rewards, and the invite's window.
  for (const ms of [MINUTE_MS, HOUR_MS, 2 * HOUR_MS, DAY_MS, 8 * DAY_MS]) await pass(cloud, ms);
  const { messages } = await lin.message.listInbox({ cursor: null });
  await lin.message.markRead({ messageIds: messages.slice(0, 2).map(({ id }) => id) });
}

/** Two accounts of one person become one, by what WeChat says. */
export async function becomeOne(cloud: LocalCloud, { first, second }: Cast) {
  const unnamed = personOf(cloud, 'oScene-first');
  await join(unnamed);
  await pass(cloud, HOUR_MS);
  await join(second);
  await first.member.overview({});
  await first.identityMap.linkMine({});
  if (documentsOf(cloud, 'merges').length !== 1) throw new Error('they are not one');
}

/** A phone number goes to somebody else; staff take the two for one person. */
export async function takeForOne({ before, after, he }: Cast) {
  await join(before, await before.phoneCode('13811119999'));
  await join(after);
  await after.member.linkPhone({ phoneCode: await after.phoneCode('13811119999') });
  const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
  const decisionId = decisions[0]?.decisionId;
  if (!decisionId) throw new Error('no case');
  await he.identityMap.previewMerge({ decisionId });
  const { mergeId } = await he.identityMap.decide({
    decisionId,
    verdict: 'same_person',
    reason: '核对过证件',
  });
  if (mergeId === null) throw new Error('no merge');
  return mergeId;
}

/** Somebody joins by a leader’s code with the leader’s own number: what it earns the leader waits for the operator. */
export async function shareLeadersNumber(cloud: LocalCloud, { twin }: Cast) {
  const phoneCode = await twin.phoneCode(demoPerson('leader-chen').phone);
  await twin.member.join({ leaderCode: CHEN_CODE, phoneCode });
  await pass(cloud);
}

export async function releaseHold({ he }: Cast) {
  const [hold] = (await he.leader.listHolds({ cursor: null })).holds;
  if (!hold) throw new Error('nothing is held');
  await he.leader.decideHold({ holdId: hold.holdId, decision: 'release', reason: '电话核实是两个人' });
}
