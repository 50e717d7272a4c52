import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: a second person, who works where, the log and what stands out. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
});
afterAll(() => functions.close());

const documents = (collection: string) =>
  functions.cloud.database
    .environment(functions.cloud.env)
    .findDocuments(collection, { filter: {}, order: [], skip: 0, limit: 100 })
    .map(({ document }) => document);
const open = (personaId: string, path: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path, ...options });

/** A bill above what a clerk takes in cash on a day. */
async function bigBill(): Promise<string> {
  const input = { storeId: 'sto_xingfu', items: [{ title: '年货', category: null, amountFen: 1_000_100 }] };
  const event = { op: 'openBill', input, requestId: `weapp-counter-${documents('orders').length + 1000}` };
  const answer = await functions.cloud.invoke('payment', event, 'clerk-zhou');
  expect(answer).toMatchObject({ result: { ok: true } });
  return String(documents('orders').at(-1)?.['_id']);
}

describe('a second person at the counter', () => {
  it('the clerk reads that it waits and cannot confirm it; the operator does', async () => {
    const orderId = await bigBill();
    const clerk = await open('clerk-zhou', `merchant/pages/bill/index?id=${orderId}`);
    await clerk.tap('#cash');
    expect(clerk.text()).toContain('钱已经收到手了？');
    await clerk.tap('#sure-yes');
    for (const text of ['等另一个人复核，现在还没有生效', '一天收现超过 10000 元', '撤回'])
      expect(clerk.text()).toContain(text);
    expect(clerk.text()).not.toContain('复核通过');
    await clerk.go('reLaunch', '/pages/me/index');

    const operator = await open('operator-he', 'merchant/pages/workbench/index');
    await operator.tap('#reviews');
    expect(operator.page().route).toBe('merchant/pages/reviews/index');
    for (const text of ['收现 ¥10001', '店员小周 · 幸福里店']) expect(operator.text()).toContain(text);
    const reviewId = String(documents('counterReviews')[0]?.['_id']);
    await operator.tap(`#confirm-${reviewId}`);
    for (const text of ['这笔现金真的收到了？', '¥10001', '请当面核对钱'])
      expect(operator.text()).toContain(text);
    await operator.tap('#sure-yes');
    expect(operator.text()).toContain('已复核通过');
    expect(operator.text()).toContain('没有待复核的');
    expect(documents('orders')).toMatchObject([{ status: 'paid' }]);
    expect([...clerk.errors, ...operator.errors]).toEqual([]);
  });

  it('taken back by who asked, nothing is done', async () => {
    const orderId = await bigBill();
    const clerk = await open('clerk-zhou', `merchant/pages/bill/index?id=${orderId}`);
    await clerk.tap('#cash');
    expect(clerk.text()).toContain('钱已经收到手了？');
    await clerk.tap('#sure-yes');
    const waiting = documents('counterReviews').find(({ status }) => status === 'waiting');
    await clerk.tap(`#reject-${String(waiting?.['_id'])}`);
    expect(clerk.text()).toContain('已退回，没有生效');
    expect(documents('orders').find(({ _id }) => _id === orderId)).toMatchObject({ status: 'open' });
    await clerk.go('reLaunch', '/pages/me/index');
  });
});

describe('who works where', () => {
  it('the operator takes a clerk’s store away and gives it back; the clerk reads what to do', async () => {
    const operator = await open('operator-he', 'merchant/pages/staff/index');
    for (const text of ['店员小周', '店主李姐', '所有门店都能管']) expect(operator.text()).toContain(text);
    const bind = async (said: string) => {
      const { staff } = await listed();
      const handle = staff.find(({ name }) => name === '店员小周')?.handle ?? '';
      await operator.tap(`#stores-${handle}-sto_xingfu`);
      await operator.tap(`#save-${handle}`);
      expect(operator.text()).toContain(said);
    };
    await bind('店员小周的门店已改好，马上生效');
    const clerk = await open('clerk-zhou', 'merchant/pages/charge/index');
    expect(clerk.text()).toContain('还没有给你分配门店');
    await bind('只能处理选中门店的账单');
    expect(operator.errors).toEqual([]);
  });

  async function listed(): Promise<{ staff: { name: string; handle: string }[] }> {
    const event = { op: 'listStaff', input: { cursor: null } };
    const { result } = await functions.cloud.invoke('merchant', event, 'operator-he');
    return (result as { data: { staff: { name: string; handle: string }[] } }).data;
  }
});

describe('what happened', () => {
  it('the day without findings, and the log, for the operator only', async () => {
    const operator = await open('operator-he', 'merchant/pages/workbench/index');
    await operator.tap('#counter-days');
    expect(operator.text()).toContain('没有异常');
    await operator.tap('#audit');
    await operator.tap('#more');
    for (const text of [
      '收现 ¥10001',
      '复核通过',
      '运营小何（运营）',
      '店员小周（店员） · 幸福里店',
      '改员工门店',
    ])
      expect(operator.text()).toContain(text);
    const clerk = await open('clerk-zhou', 'merchant/pages/audit/index');
    expect(clerk.text()).toContain('这里是运营的页面');
    expect([...operator.errors, ...clerk.errors]).toEqual([]);
  });
});
