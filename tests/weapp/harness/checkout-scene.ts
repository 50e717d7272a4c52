import * as z from 'zod';
import { startLocalFunctions, type LocalFunctions } from './local-functions';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from './mini-program';

/** The page says all of it. */
export const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};

type Line = readonly [amount: string, category: string];

/** The clerk types a bill and shows its code. */
async function typeBill(mp: MiniProgram, items: readonly Line[]): Promise<void> {
  for (const [position, [amount, category]] of items.entries()) {
    await mp.fire('#amount', 'input', { value: amount });
    await mp.fire('#item-name', 'input', { value: category });
    if (position < items.length - 1) await mp.tap('#add-item');
  }
  await mp.tap('#open-bill');
  expect(mp.page().route).toBe('merchant/pages/bill/index');
  expect(mp.text()).toContain('请顾客打开微信「扫一扫」付款');
  expect(mp.errors).toEqual([]);
  // Leaves the page: it asks every few seconds whether the shopper has paid.
  await mp.go('reLaunch', '/pages/me/index');
}

/** The person pays, and no notice comes: the page's own confirmation has to find the payment. */
const paying = (functions: LocalFunctions): LaunchOptions['answers'] => ({
  requestPayment: ({ package: packed }) => {
    const all = [...functions.cloud.wechat.pay.state.transactions.values()];
    const transaction = all.find(({ prepayId }) => packed === `prepay_id=${prepayId}`);
    if (!transaction) return new Error('prepay_id无效');
    const paidAt = functions.cloud.clock.now();
    Object.assign(transaction, { state: 'SUCCESS', paidAt, transactionId: `4200${'0'.repeat(24)}` });
    return {};
  },
});

/** 小林, a member with points, and a clerk who types bills: registers what begins and ends the file's tests. */
export function checkoutScene() {
  let functions: LocalFunctions;
  beforeAll(async () => {
    functions = await startLocalFunctions();
    await invoke('shopper-lin', 'member', 'join', { leaderCode: null, phoneCode: null });
    const cardNumber = z.object({ card: z.object({ number: z.string() }) }).parse(documents('members')[0])
      .card.number;
    await invoke('operator-he', 'points', 'adjust', { cardNumber, points: 1000, reason: '开业补贴' });
  });
  afterAll(() => functions.close());

  let requests = 0;
  async function invoke(persona: string, area: string, op: string, input: object): Promise<void> {
    requests += 1;
    const requestId = `weapp-pay-${String(requests).padStart(6, '0')}`;
    const answer = await functions.cloud.invoke(area, { op, input, requestId }, persona);
    expect(answer).toMatchObject({ result: { ok: true } });
  }
  const documents = (collection: string) =>
    functions.cloud.database
      .environment(functions.cloud.env)
      .findDocuments(collection, { filter: {}, order: [], skip: 0, limit: 100 })
      .map(({ document }) => document);

  const open = (personaId: string, options: Partial<LaunchOptions> = {}) =>
    launchMiniProgram({ callFunction: functions.phoneOf(personaId), ...options });

  /** @returns the id of the order that the clerk has typed */
  async function billOf(items: readonly Line[]): Promise<string> {
    await typeBill(await open('clerk-zhou', { path: 'merchant/pages/charge/index' }), items);
    const [order] = documents('orders').filter(({ status }) => status === 'open');
    return String(order?.['_id']);
  }

  const scanned = (orderId: string, answers = paying(functions)): Partial<LaunchOptions> => ({
    path: 'shopper/pages/checkout/index',
    query: { scene: encodeURIComponent(`o=${orderId}`) },
    answers,
  });

  return {
    invoke,
    documents,
    open,
    billOf,
    scanned,
    get functions() {
      return functions;
    },
  };
}
