import { POINTS, pointsStage } from './stage/points-stage';

/** The built mini-program against the real functions: having, spending and managing points (J4 of the product), and the tier with its way up. */
const { running, cards, call, open } = pointsStage();
beforeAll(async () => {
  await call('operator-he', 'growth', 'setFloor', {
    cardNumber: cards.get('shopper-wang'),
    level: 2,
    until: '2099-01-01',
    reason: '老顾客',
  });
});
const TIER = 'shopper/pages/tier/index';
const codeIn = (text: string): string => /(\d{4} \d{4} \d{4})/.exec(text)?.[1] ?? '';

describe('a shopper’s points', () => {
  it('from the home page: balance, the next expiry with its amount, how it came and how more is earned', async () => {
    const mp = await open('shopper-lin', 'pages/home/index');
    await mp.tap('#points');
    expect(mp.page().route).toBe(POINTS);
    for (const text of [
      '可用积分',
      '2,000',
      '2,000 积分',
      '到期',
      '开业补贴',
      '每实付 1 元得 1 积分，不足 1 积分不计（烟酒除外）',
      '付款 7 天后到账，到账后就能用',
      '还能得积分：入会 20、完善资料 30',
      '结账时 100 积分抵 1 元',
    ])
      expect(mp.text()).toContain(text);
    expect(mp.errors).toEqual([]);
  });

  it('each entry with its reason, by filter', async () => {
    const mp = await open('shopper-lin', POINTS);
    await mp.tap('#entries');
    expect(mp.text()).toContain('开业补贴');
    expect(mp.text()).toContain('+2,000');
    await mp.tap('#tab-spent');
    expect(mp.text()).toContain('还没有用过积分');
    await mp.tap('#tab-expired');
    expect(mp.text()).toContain('没有过期的积分');
    await mp.tap('#tab-earned');
    expect(mp.text()).toContain('商家调整');
    expect(mp.text()).not.toContain('版');
  });

  it('a guest is invited to join', async () => {
    const mp = await open('leader-chen', POINTS);
    await mp.tap('#go-join');
    expect(mp.page().route).toBe('pages/join/index');
  });

  it('without a network says so and tries again', async () => {
    let offline = true;
    const online = running().phoneOf('shopper-wang');
    const mp = await open('shopper-wang', POINTS, {
      callFunction: (request) => (offline ? Promise.reject(new Error('no network')) : online(request)),
    });
    await mp.until('没有连上网络');
    offline = false;
    await mp.tap('#retry');
    expect(mp.text()).toContain('可用积分');
  });
});

describe('积分商城', () => {
  it('goods: every condition first, confirm, code, picked up at the counter with two taps', async () => {
    const lin = await open('shopper-lin', POINTS);
    await lin.tap('#mall');
    for (const text of ['我有 2,000 积分可用', '土鸡蛋 10 枚', '剩 30 份', '磨刀一次', '大家已捐 0 积分'])
      expect(lin.text()).toContain(text);
    await lin.tap('#reward-rwd_eggs');
    for (const text of [
      '凭兑换码到店自提',
      '每人限兑 5 份，每天限兑 1 份',
      '取用门店：幸福里店',
      '用 800 积分兑换',
    ])
      expect(lin.text()).toContain(text);
    await lin.tap('#exchange');
    expect(lin.text()).toContain('会用掉 800 积分，兑换后还剩 1,200 积分。');
    await lin.tap('#sure-yes');
    expect(lin.page().route).toBe('shopper/pages/redemption/index');
    const code = codeIn(lin.text());
    expect(code).not.toBe('');
    expect(lin.text()).toContain('待自提');

    const clerk = await open('clerk-zhou', 'merchant/pages/pick-up/index', {
      answers: { scanCode: () => ({ result: code.replace(/\s/g, '') }) },
    });
    await clerk.tap('#scan');
    for (const text of ['土鸡蛋 10 枚 × 1', '幸福里店', '800']) expect(clerk.text()).toContain(text);
    await clerk.tap('#verify');
    expect(clerk.text()).toContain('核销成功');
    await clerk.tap('#next');
    await clerk.tap('#scan');
    expect(clerk.text()).toContain('已经发过了，请勿重复发放');
    expect(clerk.has('#verify')).toBe(false);

    await lin.go('navigateTo', '/shopper/pages/redemptions/index');
    expect(lin.text()).toContain('已完成');
    await lin.go('navigateTo', '/shopper/pages/exchange/index?id=rwd_eggs');
    expect(lin.text()).toContain('今天已兑换到上限，明天再来吧');
    expect([...lin.errors, ...clerk.errors]).toEqual([]);
  });

  it('not confirmed, nothing happens', async () => {
    const mp = await open('shopper-lin', 'shopper/pages/exchange/index', {
      query: { id: 'rwd_bag' },
    });
    await mp.tap('#exchange');
    await mp.tap('#sure-no');
    expect(mp.page().route).toBe('shopper/pages/exchange/index');
    expect(mp.text()).toContain('我有 1,200 积分可用');
  });

  it('a choice that is gone cannot be chosen; cancelled, the points come back', async () => {
    const mp = await open('shopper-lin', 'shopper/pages/exchange/index', { query: { id: 'rwd_bag' } });
    expect(mp.text()).toContain('米白（已兑完）');
    await mp.tap('#sku-white');
    await mp.tap('#exchange');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('邻里帆布袋（墨绿）');
    await mp.tap('#cancel');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('积分已原路退回');
    await mp.go('navigateTo', `/${POINTS}`);
    expect(mp.text()).toContain('1,200');
  });

  it('an answer that was lost is the same exchange when it is tapped again', async () => {
    const online = running().phoneOf('shopper-lin');
    let lost = 0;
    const mp = await open('shopper-lin', 'shopper/pages/exchange/index', {
      query: { id: 'rwd_knife' },
      callFunction: async (request) => {
        const answer = await online(request);
        const data = request.data as { op?: string };
        if (data.op !== 'exchange' || lost >= 3) return answer;
        lost += 1;
        throw new Error('the answer is lost');
      },
    });
    await mp.tap('#exchange');
    await mp.tap('#sure-yes');
    await mp.until('网络');
    await mp.tap('#exchange');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('待使用');
    await mp.go('navigateTo', `/${POINTS}`);
    expect(mp.text()).toContain('1,000');
  });

  it('a coupon goes to the coupons, a donation is thanked for', async () => {
    const coupon = await open('shopper-lin', 'shopper/pages/exchange/index', {
      query: { id: 'rwd_five-yuan' },
    });
    await coupon.tap('#exchange');
    await coupon.tap('#sure-yes');
    expect(coupon.text()).toContain('优惠券已放进「我的优惠券」');
    const gift = await open('shopper-lin', 'shopper/pages/exchange/index', { query: { id: 'rwd_meals' } });
    await gift.tap('#portions-5');
    await gift.tap('#exchange');
    await gift.tap('#sure-yes');
    expect(gift.text()).toContain('已捐出 50 积分');
    await gift.tap('#mall');
    expect(gift.text()).toContain('大家已捐 50 积分');
  });

  it('whoever has too little reads how much is missing', async () => {
    const mp = await open('shopper-wang', 'shopper/pages/exchange/index', { query: { id: 'rwd_knife' } });
    expect(mp.text()).toMatch(/还差 (180|200) 积分/);
  });
});

describe('a clerk', () => {
  it('is told at once when a digit is typed wrong', async () => {
    const mp = await open('clerk-zhou', 'merchant/pages/pick-up/index');
    await mp.fire('#code', 'input', { value: '123456789012' });
    await mp.tap('#look-up');
    expect(mp.text()).toContain('没有找到这张兑换单，请核对 12 位兑换码');
    expect(mp.errors).toEqual([]);
  });
});

describe('a shopper’s tier', () => {
  it('from the home page: a newcomer has the lowest one, and reads what leads to the next', async () => {
    const mp = await open('shopper-lin', 'pages/home/index');
    expect(mp.text()).toContain('○ 新锐');
    expect(mp.text()).toContain('再消费 ¥300 即可升级至成长');
    await mp.tap('#tier');
    expect(mp.page().route).toBe(TIER);
    for (const text of [
      '○ 新锐',
      '当前等级',
      '成长值 9,000，还差 9,000',
      '每消费 ¥1 得 1 成长值，7 天后计入',
      '退款会按当时的比例扣回成长值，等级到复核时再定；花积分不影响等级',
    ])
      expect(mp.text()).toContain(text);
    await mp.tap('#tier-entries');
    expect(mp.text()).toContain('还没有成长值记录');
    expect(mp.errors).toEqual([]);
  });

  it('reads the charter, and agrees to its version', async () => {
    const mp = await open('shopper-lin', TIER);
    await mp.tap('#charter');
    expect(mp.page().route).toBe('shopper/pages/charter/index');
    for (const text of ['第 1.1 版', '免费入会，入会当天就是「新锐」会员', '积分', '可以随时退会'])
      expect(mp.text()).toContain(text);
    await mp.tap('#agree');
    expect(mp.text()).toContain('同意了第 1.1 版');
    expect(mp.errors).toEqual([]);
  });

  it('a tier by hand is shown with its end', async () => {
    const mp = await open('shopper-wang', TIER);
    expect(mp.text()).toContain('☆ 黄金');
    expect(mp.text()).toContain('商家赠送的「黄金」，保留到 2098年12月31日 24:00');
    expect(mp.errors).toEqual([]);
  });

  it('a guest is invited to join', async () => {
    const mp = await open('leader-chen', TIER);
    await mp.tap('#go-join');
    expect(mp.page().route).toBe('pages/join/index');
  });
});
