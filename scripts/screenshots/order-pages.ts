import { fen } from '../../contracts/primitives/fen';
import { STORE } from '../../tests/stage/payment-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { comeToRest } from './simulator';

/** A bill of lines: typed, paid, read by the shopper, and given back by the unit. */
export async function takeOrderPages({ cloud, page, take, save }: Camera): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const clerk = phoneOf(cloud, 'clerk-zhou');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  const items = [
    { title: '红富士苹果', category: '水果', quantity: 10, unitPriceFen: fen(2390), amountFen: fen(23_900) },
    { title: '牛肉', category: '生鲜', quantity: 1, unitPriceFen: fen(6800), amountFen: fen(6800) },
  ];
  const { order } = await clerk.payment.openBill({ storeId: STORE, items });
  const { orderId } = order;
  await take({ name: 'charge', persona: 'clerk-zhou', page: 'merchant/pages/charge/index' });
  const choice = { orderId, coupon: 'best' as const, usePoints: true };
  await take({
    name: 'checkout',
    persona: 'shopper-lin',
    page: `shopper/pages/checkout/index?id=${orderId}`,
  });
  const { quote } = await lin.payment.quote(choice);
  const answer = await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
  if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
  await lin.paySheet(answer.sheet);
  await lin.payment.confirm({ orderId });
  await take({ name: 'order', persona: 'shopper-lin', page: `shopper/pages/order/index?id=${orderId}` });
  await take({ name: 'bill', persona: 'clerk-zhou', page: `merchant/pages/bill/index?id=${orderId}` });
  await page.locator('#refund-lines').click();
  await page.locator('#more-0').click();
  await page.locator('#more-0').click();
  await page.locator('#preview-lines').click();
  await page.getByText('退给顾客').waitFor();
  await page.locator('#confirm-lines').scrollIntoViewIfNeeded();
  await comeToRest(page);
  await save('bill-lines');
}
