import type { OrderId } from '../../contracts/primitives/ids';
import { fen, yuanText } from '../../contracts/primitives/fen';
import { chinaTimeText, instant, MINUTE_MS } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { BEST, billOf, payInWechat, paymentFacts, sendNotice } from '../../tests/stage/payment-stage';
import { documentsOf, phoneOf } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

/** Bill → WeChat Pay → first payment → card → member price → refund, as each person lives it (product.md, J2, J10). */
export async function tellPayment(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：开单 → 微信支付 → 首单领卡 → 会员买单 → 退款');
  const claimId = await payAsGuest(story, cloud);
  await claimCard(story, cloud, claimId);
  const orderId = await payAsMember(story, cloud);
  await refund(story, cloud, orderId);
}

async function payAsGuest(story: Storyteller, cloud: LocalCloud) {
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.allowReminders();
  const orderId = await billOf(cloud, 3200);
  story.step('店员小周', '开单 ¥32 并出示收款码', orderId);
  const { quote, joining } = await lin.payment.quote({ orderId, ...BEST });
  story.step(
    '顾客小林',
    '扫码，还不是会员',
    `应付 ¥${yuanText(quote.payableFen)}；现在入会这一单可省 ¥${yuanText(joining?.savedFen ?? fen(0))}`,
  );
  story.expect('joining would save 6.60', joining?.savedFen, 660);
  cloud.wechat.pay.setPolicy({ copies: 3 });
  await payInWechat(lin, orderId);
  story.step('微信支付', '收款 ¥32，同一份通知送来三次', '每次签名不同，内容相同');
  const { claimId } = await lin.payment.confirm({ orderId });
  await sendNotice(cloud.wechat.pay.noticeRequest(0));
  story.expect('one payment, one first payment, one claim', paymentFacts(cloud).claims, ['waiting']);
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await cloud.runTimers();
  const [notification] = lin.serviceNotifications();
  story.step('顾客小林', '收到领卡通知', notification?.fields.map(({ value }) => value).join(' · ') ?? '');
  story.expect('it opens the claim page', notification?.page, `pages/claim/index?id=${claimId}`);
  return claimId;
}

async function claimCard(
  story: Storyteller,
  cloud: LocalCloud,
  claimId: Awaited<ReturnType<typeof payAsGuest>>,
): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const joined = await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode(), claimId });
  story.step(
    '顾客小林',
    '点通知领卡',
    `「${joined.member.card.planName}」${joined.member.card.number}（${joined.member.memberId}）`,
    ...joined.coupons.map(
      ({ id, terms, expiresAt }) => `${terms.title}，${chinaTimeText(expiresAt)} 前可用（${id}）`,
    ),
  );
  story.expect('joined with the promised pack', [joined.outcome, joined.coupons.length], ['joined', 2]);
  const { pending } = await lin.points.readHome({});
  story.step('顾客小林', '首单的积分一起记入', `${pending} 积分，付款 7 天后可用`);
  story.expect('the first payment earned 32 points', pending, 32);
}

async function payAsMember(story: Storyteller, cloud: LocalCloud): Promise<OrderId> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const orderId = await billOf(cloud, 3200);
  const { quote } = await lin.payment.quote({ orderId, ...BEST });
  await payInWechat(lin, orderId);
  const { order } = await lin.payment.confirm({ orderId });
  story.step(
    '顾客小林',
    `再买一单 ¥32，实付 ¥${yuanText(quote.payableFen)}`,
    ...order.receipts.map(({ text }) => text),
  );
  story.expect('32 × 95 % − 5 = 25.40', quote.payableFen, 2540);
  return orderId;
}

async function refund(story: Storyteller, cloud: LocalCloud, orderId: OrderId): Promise<void> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  for (const amountFen of [1000, 1540]) {
    await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '商品缺货' });
    await cloud.wechat.pay.deliverDue();
  }
  const { order } = await phoneOf(cloud, 'shopper-lin').payment.readOrder({ orderId });
  story.step(
    '店员小周',
    `分两次退款（${chinaTimeText(instant(cloud.clock.now()))}）`,
    ...order.receipts.slice(-3).map(({ text }) => text),
  );
  story.expect('all of it is back, and no fen more', [order.state, order.refundedFen], ['refunded', 2540]);
  const coupon = documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used');
  story.expect('the coupon is free again', coupon.length, 0);
}
