import { checkoutScene, shows } from './harness/checkout-scene';
import type { MiniProgram } from './harness/mini-program';

/** The built mini-program against the real functions: the operator's issue rules. */
const scene = checkoutScene();
const { invoke, documents, open, billOf, scanned } = scene;

describe('the operator’s issue rules', () => {
  const rules = (mp: MiniProgram) => mp.text();

  it('are listed in the order they count, tried on a payment, and turned off and on', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/workbench/index' });
    await mp.tap('#issue-rules');
    expect(mp.page().route).toBe('merchant/pages/issue-rules/index');
    expect(rules(mp).indexOf('首单满 50 领常客卡')).toBeLessThan(rules(mp).indexOf('首单领会员卡'));
    await mp.fire('#try-amount', 'input', { value: '30' });
    await mp.tap('#try');
    shows(mp, '发这张卡', '金额不在范围内');
    await mp.tap('#turn-rule_first-payment');
    shows(mp, '停用「首单领会员卡」？', '已经发出的领卡资格不受影响');
    await mp.tap('#sure-yes');
    shows(mp, '已停用');
    await mp.tap('#try');
    shows(mp, '没有符合的规则，不发卡', '规则已停用');
    await mp.tap('#toast-undo');
    shows(mp, '已重新启用');
    expect(rules(mp).match(/启用中/g)).toHaveLength(2);
    expect(mp.errors).toEqual([]);
  });

  it('a new one says what is missing, is tried before it is saved, and then counts', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/issue-rule/index' });
    shows(mp, '还差：规则名称、优先级、会员卡');
    expect(mp.text()).not.toContain('请写规则名称');
    await mp.tap('#save');
    shows(mp, '请写规则名称', '请选择发哪种会员卡');
    await mp.fire('#name', 'input', { value: '大单夜市' });
    await mp.fire('#priority', 'input', { value: '20' });
    shows(mp, '还差：会员卡');
    await mp.tap('#plan-plan_regular');
    await mp.fire('#from-yuan', 'input', { value: '10' });
    await mp.fire('#try-day', 'change', { value: '2026-11-20' });
    await mp.fire('#try-time', 'change', { value: '23:00' });
    await mp.tap('#try');
    shows(mp, '大单夜市', '发这张卡');
    await mp.tap('#save');
    shows(mp, '已有规则用了这个优先级，请换一个数');
    await mp.fire('#priority', 'input', { value: '30' });
    await mp.tap('#save');
    expect(documents('issueRules')).toHaveLength(3);
    expect(mp.errors.length).toBeLessThanOrEqual(1);
  });

  it('an old form is refused; a shopper reads whose page it is', async () => {
    const query = { id: 'rule_first-payment' };
    const first = await open('operator-he', { path: 'merchant/pages/issue-rule/index', query });
    const other = await open('operator-he', { path: 'merchant/pages/issue-rule/index', query });
    await other.fire('#until-yuan', 'input', { value: '60' });
    await other.tap('#save');
    await first.fire('#until-yuan', 'input', { value: '70' });
    await first.tap('#save');
    shows(first, '规则刚被别人改过');
    const shopper = await open('shopper-lin', { path: 'merchant/pages/issue-rules/index' });
    shows(shopper, '这里是运营的页面');
  });
});

describe('an operator with a refund that WeChat refuses', () => {
  it('reads why, tries again, deals with it by hand, and finds nothing left to do', async () => {
    const id = await billOf([['20', '']]);
    const lin = await open('shopper-lin', scanned(id));
    await lin.tap('#pay');
    scene.functions.cloud.faults.apply({
      target: 'wechat',
      path: '/v3/refund/domestic/refunds',
      kind: 'pay-error',
      code: 'NOT_ENOUGH',
      times: 2,
    });
    await invoke('clerk-zhou', 'payment', 'refund', { orderId: id, amountFen: 500, reason: '缺货' });
    const refund = documents('refunds').find(({ orderId }) => orderId === id);
    const mp = await open('operator-he', { path: 'merchant/pages/workbench/index' });
    await mp.tap('#refunds');
    expect(mp.page().route).toBe('merchant/pages/refunds/index');
    shows(mp, '¥5', '商户号可用余额不足', '缺货');
    await mp.tap(`#retry-${String(refund?.['_id'])}`);
    shows(mp, '还是没有退成');
    await mp.fire(`#note-${String(refund?.['_id'])}`, 'input', { value: '已用现金退给顾客' });
    await mp.tap(`#handle-${String(refund?.['_id'])}`);
    shows(mp, '已经用别的办法退给顾客了？', '微信支付不再退这一笔');
    await mp.tap('#sure-yes');
    shows(mp, '已记下', '没有待处理的退款');
    expect(mp.errors).toEqual([]);
    expect(documents('refunds').find(({ orderId }) => orderId === id)).toMatchObject({ status: 'handled' });
    const shopper = await open('shopper-lin', { path: 'merchant/pages/refunds/index' });
    shows(shopper, '这里是运营的页面');
  });
});
