import type { ReconciliationCheck } from '@contracts/office/kept-values';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { paidOrder, refundBy } from '../../stage/money-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** 对账: every night and on request, in slices; a difference is told to whoever runs the shop. */
describe('the books against each other', () => {
  const cloud = cloudOfEach();
  let he: Phone;
  beforeEach(async () => {
    he = phoneOf(cloud, 'operator-he');
  });

  const environment = () => cloud.database.environment(cloud.env);
  const spoil = (name: string, filter: { _id: string }, $set: object) =>
    environment().update(name, { filter, modifier: { $set }, multi: false });
  const minute = async (minutes = 1): Promise<void> => {
    for (let n = 0; n < minutes; n += 1) {
      await environment().remove('dueWork', {}, true);
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await cloud.runTimers();
    }
  };
  const run = async () => {
    await he.office.startReconciliation({});
    await minute(3);
    const { checks } = await he.office.readReconciliation({});
    return new Map(checks.map((check) => [check.check, check]));
  };
  const differing = async (): Promise<Partial<Record<ReconciliationCheck, string[]>>> =>
    Object.fromEntries(
      [...(await run())].flatMap(([name, { last }]) =>
        last && last.differences > 0 ? [[name, last.found.map(({ text }) => text)] as const] : [],
      ),
    );

  it('agrees after a lived-in day, and says how much was looked at', async () => {
    await shopperWithPoints(cloud, 'shopper-lin', 300);
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-wang'), 10_000);
    await refundBy(cloud, orderId, 3000);
    await minute(15);
    const checks = await run();
    for (const [name, { last, running }] of checks) {
      expect({ name, last, running }).toMatchObject({ last: { differences: 0, found: [] }, running: null });
    }
    expect(checks.get('ledger')?.last?.looked).toBeGreaterThan(0);
    expect(checks.get('orders')?.last?.looked).toBe(1);
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain(
      'office.startReconciliation',
    );
    expect((await he.office.readToDo({})).waiting.map(({ kind }) => kind)).not.toContain('reconciliation');
  });

  it('names each kind of difference, raises an alarm, and clears it when it is right again', async () => {
    const { memberId } = await shopperWithPoints(cloud, 'shopper-lin', 300);
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-wang'), 10_000);
    await minute(5);
    const [stock] = documentsOf(cloud, 'couponStock');
    const { balance } = documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === memberId)!;
    await spoil('pointsAccounts', { _id: memberId }, { balance: balance + 100 });
    await spoil('orders', { _id: orderId }, { refundedFen: 100 });
    if (stock) await spoil('couponStock', { _id: stock._id }, { left: stock.left + 1, check: 'none' });
    const found = await differing();
    expect(found.ledger?.[0]).toBe(`积分账户与流水：可用 ${balance + 100} ≠ ${balance}`);
    expect(found.orders).toEqual(['订单的已退是 100，单据合计 0']);
    if (stock) expect(found.stock?.[0]).toContain('的库存');
    const { checks } = await he.office.readReconciliation({});
    const linked = (name: ReconciliationCheck) =>
      checks.find(({ check }) => check === name)?.last?.found[0] ?? null;
    expect(linked('orders')).toMatchObject({ orderId, memberId: null });
    expect(linked('ledger')).toMatchObject({ orderId: null, memberId });
    if (stock) expect(linked('stock')).toMatchObject({ templateId: stock['templateId'] });
    const alarms = async () =>
      (await he.message.listAlarms({ cursor: null })).alarms
        .filter(({ kind, clearedAt }) => kind === 'reconciliation' && clearedAt === null)
        .map(({ subject }) => subject)
        .sort();
    expect(await alarms()).toEqual(stock ? ['ledger', 'orders', 'stock'] : ['ledger', 'orders']);
    const { waiting } = await he.office.readToDo({});
    expect(waiting).toContainEqual({ kind: 'reconciliation', count: stock ? 3 : 2 });
    expect(waiting.map(({ kind }) => kind)).toContain('alarms');

    await spoil('orders', { _id: orderId }, { refundedFen: 0 });
    await spoil('pointsAccounts', { _id: memberId }, { balance });
    if (stock) await spoil('couponStock', { _id: stock._id }, { left: stock.left });
    expect(await differing()).toEqual({});
    expect(await alarms()).toEqual([]);
  });

  /** WeChat's bill is compared later in the day. */
  const nightly = () => documentsOf(cloud, 'reconciliations').filter(({ _id }) => _id !== 'bill');
  it('begins by itself at four in the morning, once', async () => {
    await minute();
    const due = nightly().map(({ dueAt }) => dueAt);
    expect(due).toHaveLength(7);
    expect(new Set(due).size).toBe(1);
    expect((due[0]! + 8 * HOUR_MS) % (24 * HOUR_MS)).toBe(4 * HOUR_MS);
    cloud.moveClock(due[0]! - MINUTE_MS - 1);
    await minute();
    expect(nightly().every(({ last }) => last === null)).toBe(true);
    await minute(3);
    expect(nightly().every(({ last }) => last !== null)).toBe(true);
    const ends = nightly().map(({ last }) => last?.finishedAt);
    await minute(2);
    expect(nightly().map(({ last }) => last?.finishedAt)).toEqual(ends);
  });

  it('two operators who press at once begin one run', async () => {
    await minute();
    const [one, other] = await Promise.all([
      he.office.startReconciliation({}),
      phoneOf(cloud, 'owner-li').office.startReconciliation({}),
    ]);
    expect(one.started + other.started).toBe(8);
    await expect(phoneOf(cloud, 'clerk-zhou').office.startReconciliation({})).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
