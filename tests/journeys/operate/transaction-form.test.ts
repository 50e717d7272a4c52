import { learnCapabilities } from '../../../cloudfunctions/kit/store/capabilities';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import type { TransactionWarning } from '../../../local/cloudbase/gateway/transaction-watch';
import type { LocalCloud } from '../../../local/server';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../stage/stage';
import { mallCalls, noticeCalls } from '../../stage/watch/call-count';

/** Transactions as the platform's documents have them, and as a probe may find them: the same outcome, other costs. */
describe.each(['single', 'batch'] as const)('with transactions of %s records', (transactionForm) => {
  let cloud: LocalCloud;
  const warnings: TransactionWarning[] = [];
  beforeAll(async () => {
    cloud = await startJourney({
      transactionForm,
      onTransactionWarning: (warning) => warnings.push(warning),
    });
  });
  beforeEach(() => cloud.reset());
  afterEach(() => learnCapabilities({}));
  afterAll(() => cloud.close());

  /** A join of a new member with card and four coupons. */
  async function joinCost(persona: string) {
    const phoneCode = await phoneOf(cloud, persona).phoneCode();
    const input = { leaderCode: DEMO_LEADER_CODE, phoneCode };
    const event = { op: 'join', input, requestId: newTestRequest() };
    const answer = await cloud.invoke('member', event, persona);
    if (!answer.database || !('result' in answer)) throw new Error(JSON.stringify(answer));
    const { calls, inSequence } = answer.database;
    return { calls, inSequence };
  }

  it('a join, the notices and the mall cost what docs/budgets.md says', async () => {
    // An instance marks its work for the sweep and reads the settings once a minute.
    const first = await joinCost('shopper-wang');
    const next = await joinCost('shopper-lin');
    expect({ first, next }).toEqual(JOIN[transactionForm]);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(8);
    await cloud.reset();
    const { payment, refund } = await noticeCalls(cloud);
    const mall = await mallCalls(cloud);
    expect({ payment: payment.next, refund: refund.next, ...mall }).toEqual(OTHERS[transactionForm]);
    // Those that people wait for stay far under what a transaction may hold.
    expect(warnings).toEqual([]);
  });

  it(`several records at once are ${transactionForm === 'batch' ? 'one call' : 'a call each'}, all or none`, async () => {
    learnCapabilities({ batchInTransaction: transactionForm === 'batch' });
    const { store } = checkoutOf(cloud);
    cloud.faults.database.startTrace();
    const mark = (n: number) => ({ _id: `mark-${n}`, event: 'test', at: checkoutOf(cloud).now() });
    await store.transact((transaction) => transaction.wechatEvents.insert(mark(1), mark(2), mark(3)));
    const written = cloud.faults.database.trace.filter(({ collection }) => collection === 'wechatEvents');
    expect(written).toHaveLength(transactionForm === 'batch' ? 1 : 3);
    await expect(
      store.transact((transaction) => transaction.wechatEvents.insert(mark(4), mark(2), mark(5))),
    ).rejects.toMatchObject({ name: 'Duplicate' });
    expect(documentsOf(cloud, 'wechatEvents').map(({ _id }) => _id)).toEqual(['mark-1', 'mark-2', 'mark-3']);
  });
});

/** At most 18 and 12 with single records, 13 and 7 with batches, whichever join it is. */
const JOIN = {
  single: { first: { calls: 18, inSequence: 7 }, next: { calls: 16, inSequence: 7 } },
  batch: { first: { calls: 12, inSequence: 6 }, next: { calls: 10, inSequence: 6 } },
};
const OTHERS = {
  single: { payment: 6, refund: 17, goods: 16, service: 14, lookUp: 5, pickUp: 7 },
  batch: { payment: 6, refund: 15, goods: 14, service: 12, lookUp: 5, pickUp: 7 },
};

describe('the local cloud', () => {
  it('refuses several records at once in a transaction, and ends it, unless they were proved', async () => {
    const cloud = await startJourney({ transactionForm: 'single' });
    try {
      const admin = async (body: object) =>
        (
          await fetch(`${cloud.url}/admin?env=${cloud.env}`, { method: 'POST', body: JSON.stringify(body) })
        ).json() as Promise<Record<string, unknown>>;
      const { transactionId } = await admin({ action: 'database.startTransaction' });
      const rows = { action: 'database.insertDocument', collectionName: 'wechatEvents', transactionId };
      expect(await admin({ ...rows, data: ['{"_id":"one"}', '{"_id":"two"}'] })).toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      });
      expect(await admin({ action: 'database.commitTransaction', transactionId })).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
      });
      expect(documentsOf(cloud, 'wechatEvents')).toEqual([]);
    } finally {
      await cloud.close();
    }
  });

  it('tells of a transaction of thirty operations, and serves it', async () => {
    const warnings: TransactionWarning[] = [];
    const cloud = await startJourney({
      transactionForm: 'single',
      onTransactionWarning: (warning) => warnings.push(warning),
    });
    try {
      const { store, now } = checkoutOf(cloud);
      const marks = (count: number, name: string) =>
        Array.from({ length: count }, (_, n) => ({ _id: `${name}-${n}`, event: 'test', at: now() }));
      await store.transact((transaction) => transaction.wechatEvents.insert(...marks(29, 'few')));
      expect(warnings).toEqual([]);
      await store.transact((transaction) => transaction.wechatEvents.insert(...marks(30, 'many')));
      expect(warnings).toEqual([expect.objectContaining({ operations: 30, where: 'wechatEvents 30' })]);
      expect(documentsOf(cloud, 'wechatEvents')).toHaveLength(59);
    } finally {
      await cloud.close();
    }
  });
});
