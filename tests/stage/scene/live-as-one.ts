import { fen } from '@contracts/primitives/fen';
import type { MergeId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../../local/server';
import { EGGS, paidOrder, usable, WEEKEND, type Cast } from '../crowd-scene';
import { pass } from '../invite-stage';
import { billOf, STORE } from '../payment-stage';

/**
 * What the two do while they are taken for one, by the phone of whom the merge absorbed: what comes of it is told to one of them
 * after the undo.
 */
export async function liveAsOne(cloud: LocalCloud, { after, before, friend, zhou, he }: Cast) {
  const card = (await after.card.readMine({})).card.number;
  await he.points.adjust({ cardNumber: card, points: 5000, reason: '开业补贴' });
  await he.coupon.issueByHand({ cardNumber: card, templateId: WEEKEND, quantity: 1, reason: '售后补偿' });
  const orderId = await paidOrder(cloud, after, 20_000);
  await zhou.payment.refund({ orderId, amountFen: fen(1000), reason: '有一份坏了' });
  const spent = await billOf(cloud, 6_600);
  const choice = { orderId: spent, coupon: 'best' as const, usePoints: true };
  const { quote } = await after.payment.quote(choice);
  const answer = await after.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
  if (answer.outcome === 'pay_in_wechat') await after.paySheet(answer.sheet);
  await after.payment.confirm({ orderId: spent });
  await zhou.payment.refund({ orderId: spent, amountFen: fen(500), reason: '有一份坏了' });
  await cloud.wechat.pay.deliverDue();
  const eggs = { rewardId: EGGS, skuId: 'std', storeId: STORE, quantity: 1 };
  await after.points.exchange(eggs);
  const [counter, given] = (await usable(after)).filter(({ terms }) => terms.thresholdFen <= 20_000);
  if (!counter || !given) throw new Error('no coupon');
  const shown = { shown: counter.code ?? '', storeId: STORE, amountFen: fen(20_000) };
  const turn = (await zhou.coupon.lookUp(shown)).coupons[0]?.turn ?? 1;
  await zhou.coupon.redeem({ couponId: counter.id, turn, storeId: STORE, amountFen: fen(20_000) });
  for (const { id, terms } of (await usable(after)).filter(({ terms: { transferable } }) => transferable)) {
    const { offerCode } = await after.coupon.offer({ couponId: id });
    if (terms.thresholdFen > 0) await friend.coupon.takeOffer({ offerCode });
  }
  await before.message.listInbox({ cursor: null });
  await pass(cloud);
}

/** Two again; what was still to be said is said, and each goes on alone. */
export async function partAgain(cloud: LocalCloud, { he, before, after }: Cast, mergeId: MergeId) {
  await he.identityMap.undoMerge({ mergeId, reason: '合错了' });
  for (let minute = 0; minute < 2; minute += 1) await pass(cloud);
  await before.identityMap.requestClosure({});
  await before.identityMap.cancelClosure({});
  await after.identityMap.unlinkPhone({});
}
