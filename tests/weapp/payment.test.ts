import { checkoutScene, shows } from './harness/checkout-scene';
import type { LaunchOptions } from './harness/mini-program';

/** The built mini-program against the real functions: bill, checkout, result, claim, receipts, refund (J2, J10). */
const scene = checkoutScene();
const { documents, open, billOf, scanned } = scene;

const walksAway: LaunchOptions['answers'] = { requestPayment: () => new Error('cancel') };

describe('a member at the checkout', () => {
  it('sees each step, chooses a coupon, turns points on, pays, and reads what it did', async () => {
    const orderId = await billOf([
      ['20', '生鲜'],
      ['12', '日用'],
    ]);
    const mp = await open('shopper-lin', scanned(orderId));
    shows(
      mp,
      '幸福里店',
      '生鲜',
      '¥20',
      '日用',
      '¥12',
      '会员价 95 折',
      '优惠券「满 29 减 5」',
      '微信支付 ¥25.4',
    );
    await mp.tap('#choose-coupon');
    shows(mp, '满59元可用，还差28.60元', '新人 3 元券');
    await mp.tap('#no-coupon');
    shows(mp, '微信支付 ¥30.4', '用 912 积分抵 ¥9.12', '现有 1,000 积分');
    await mp.fire('#use-points', 'change', { value: true });
    shows(mp, '912 积分抵 9.12 元', '微信支付 ¥21.28');
    await mp.tap('#pay');
    expect(mp.page().route).toBe('shopper/pages/order/index');
    shows(
      mp,
      '付款成功',
      '省了 ¥10.72，消费得 21 积分',
      '好了，回首页',
      '单号',
      '实付',
      '会员价 95 折',
      '-¥1.60',
    );
    shows(mp, '已付款', '微信支付', '¥21.28', '912 积分抵 9.12 元，省 9.12 元', '消费得 21 积分');
    expect(mp.errors).toEqual([]);
  });

  it('walks away from the pay sheet: nothing is paid, what was locked waits, and cancelling gives it back', async () => {
    const orderId = await billOf([['32', '']]);
    const mp = await open('shopper-lin', scanned(orderId, walksAway));
    await mp.tap('#pay');
    shows(mp, '还没有付款，优惠先为你留着');
    await mp.go('navigateTo', `/shopper/pages/order/index?id=${orderId}`);
    shows(mp, '付款中');
    await mp.tap('#cancel');
    shows(mp, '已取消');
    expect(documents('coupons').filter(({ status }) => status === 'locked')).toEqual([]);
  });

  it('finds every order in 我的订单', async () => {
    const mp = await open('shopper-lin', { path: 'pages/me/index' });
    await mp.tap('#orders');
    shows(mp, '已付款', '¥21.28', '已取消');
    await mp.tap('text=¥21.28');
    expect(mp.page().route).toBe('shopper/pages/order/index');
    shows(mp, '凭证');
  });
});

describe('cash at the counter', () => {
  it('is asked for in large figures on both phones, says nowhere that it is paid before it is, and ends in a moment on both', async () => {
    const orderId = await billOf([['40', '']]);
    const shopper = await open('shopper-lin', scanned(orderId));
    await shopper.tap('#pay-at-counter');
    shows(shopper, '请把手机给店员看', '等店员收款', '应付');
    expect(shopper.text()).not.toMatch(/付款中|实付/);
    const clerk = await open('clerk-zhou', { path: 'merchant/pages/bill/index', query: { id: orderId } });
    shows(clerk, '顾客付现金，请收款', '会员价 95 折', '优惠券「', '应收', '开错了，作废');
    expect(clerk.text()).not.toMatch(/付款中|实收/);
    await clerk.tap('#cash');
    await clerk.tap('#sure-yes');
    shows(clerk, '已收款', '收下一单', '实收', '现金');
    await shopper.go('navigateTo', `/shopper/pages/order/index?id=${orderId}`);
    shows(shopper, '已付款', '现金', '实付');
    await shopper.go('reLaunch', '/pages/me/index');
    expect([...clerk.errors, ...shopper.errors]).toEqual([]);
  });

  it('a bill opened by mistake is voided, with its consequence in words', async () => {
    const orderId = await billOf([['18', '']]);
    const clerk = await open('clerk-zhou', { path: 'merchant/pages/bill/index', query: { id: orderId } });
    await clerk.tap('#void');
    shows(clerk, '作废这张账单？', '不涉及退款', '会记入操作日志');
    await clerk.tap('#sure-yes');
    shows(clerk, '已取消');
    expect(clerk.has('#void')).toBe(false);
    expect(clerk.errors).toEqual([]);
  });
});

describe('a clerk gives money back', () => {
  it('part of it, with a reason the shopper reads together with what points did', async () => {
    const [paid] = documents('orders').filter(({ status }) => status === 'paid');
    const mp = await open('clerk-zhou', {
      path: 'merchant/pages/bill/index',
      query: { id: String(paid?.['_id']) },
    });
    await mp.tap('#refund');
    await mp.fire('#refund-amount', 'input', { value: '10.64' });
    await mp.fire('#refund-reason', 'input', { value: '商品缺货' });
    await mp.tap('#confirm-refund');
    shows(mp, '退这么多？', '由微信支付原路退回', '顾客会看到原因：商品缺货');
    await mp.tap('#sure-yes');
    shows(mp, '商品缺货', '退款中');
    await scene.functions.cloud.wechat.pay.deliverDue();
    const shopper = await open('shopper-lin', {
      path: 'shopper/pages/order/index',
      query: { id: String(paid?.['_id']) },
    });
    shows(shopper, '部分退款', '退款 10.64 元：商品缺货', '抵扣的 456 积分已退回', '随退款收回 10 积分');
    expect(shopper.errors).toEqual([]);
  });
});

describe('a bill of lines', () => {
  it('is typed with quantities, paid, and given back by the unit after everybody saw what it comes to', async () => {
    const desk = await open('clerk-zhou', { path: 'merchant/pages/charge/index' });
    await desk.fire('#amount', 'input', { value: '5' });
    await desk.fire('#item-name', 'input', { value: '苹果' });
    await desk.fire('#quantity', 'input', { value: '４' });
    await desk.tap('#add-item');
    shows(desk, '苹果 × 4', '¥20');
    await desk.fire('#amount', 'input', { value: '12.345' });
    await desk.tap('#add-item');
    await desk.fire('#amount', 'input', { value: '12' });
    await desk.tap('#open-bill');
    await desk.go('reLaunch', '/pages/me/index');
    const bill = documents('orders')
      .filter(({ status }) => status === 'open')
      .at(-1);
    const orderId = String(bill?.['_id']);
    const shopper = await open('shopper-lin', scanned(orderId));
    shows(shopper, '苹果 × 4', '¥20');
    await shopper.tap('#choose-coupon');
    await shopper.tap('#no-coupon');
    await shopper.tap('#pay');
    shows(shopper, '商品明细', '会员价省 ¥1', '实付 ¥19；退一件可退 ¥4.75', '实付 ¥11.40；退货可退 ¥11.40');
    const clerk = await open('clerk-zhou', { path: 'merchant/pages/bill/index', query: { id: orderId } });
    await clerk.tap('#refund-lines');
    shows(clerk, '还可退 4 件');
    await clerk.tap('#more-0');
    await clerk.tap('#more-0');
    await clerk.tap('#preview-lines');
    shows(clerk, '苹果 × 2', '原价 ¥10，会员价省 ¥0.50', '退给顾客', '¥9.50');
    await clerk.fire('#line-refund-reason', 'input', { value: '两个坏了' });
    await clerk.tap('#confirm-lines');
    shows(clerk, '按商品退款？', '确认后不能恢复');
    await clerk.tap('#sure-yes');
    shows(clerk, '两个坏了', '已退 2 件，¥9.50；退一件可退 ¥4.75');
    await scene.functions.cloud.wechat.pay.deliverDue();
    const again = await open('shopper-lin', { path: 'shopper/pages/order/index', query: { id: orderId } });
    shows(again, '部分退款', '退款 9.50 元：两个坏了', '已退 2 件，¥9.50');
    expect([...clerk.errors, ...again.errors]).toEqual([]);
  });
});

describe('somebody who is no member yet', () => {
  it('reads what joining would save on this bill, pays, and claims the card of the first payment', async () => {
    const orderId = await billOf([['32', '']]);
    const mp = await open('shopper-wang', scanned(orderId));
    shows(mp, '现在入会，这一单就省 ¥6.60，只付 ¥25.40', '微信支付 ¥32');
    expect(mp.has('#use-points')).toBe(false);
    await mp.tap('#pay');
    shows(mp, '首次消费得「邻里会员卡」一张');
    await mp.tap('#claim');
    expect(mp.page().route).toBe('pages/claim/index');
    shows(mp, '邻里会员卡', '领取截止', '首单 5 元券', '满 79 减 15');
    await mp.fire('#join', 'getphonenumber', {
      code: await scene.functions.phoneCode('shopper-wang'),
      errMsg: 'ok',
    });
    shows(mp, '入会成功');
    await mp.go('navigateTo', `/shopper/pages/order/index?id=${orderId}`);
    shows(mp, '「邻里会员卡」已领取', '消费得 32 积分');
    expect(mp.errors).toEqual([]);
  });

  it('opens the claim again and is told it was taken', async () => {
    const [claim] = documents('cardClaims');
    const query = { id: String(claim?.['_id']) };
    const mp = await open('shopper-wang', { path: 'pages/claim/index', query });
    shows(mp, '你已是会员');
  });
});
