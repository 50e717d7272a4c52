import { fen } from '@contracts/primitives/fen';
import { isChinaDate } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { pass } from '../../stage/money-stage';
import { billOf, STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** 柜台异常 and 操作日志: folded from the audit entries, once, whoever reads how often. */
describe('what stands out at the counter', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let he: Phone;
  beforeEach(async () => {
    cloud = await startJourney();
    zhou = phoneOf(cloud, 'clerk-zhou');
    he = phoneOf(cloud, 'operator-he');
  });
  afterEach(() => cloud.close());

  const cashBill = async (clerk: Phone, amountFen: number) => {
    const orderId = await billOf(cloud, amountFen);
    await clerk.payment.recordCounterPayment({ orderId, method: 'cash' });
    return orderId;
  };
  const giveBack = async (clerk: Phone, amountFen: number) => {
    const orderId = await cashBill(clerk, amountFen);
    await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' });
  };
  const findings = async (day: string | null = null) => {
    const of = day !== null && isChinaDate(day) ? day : null;
    const { people } = await he.office.listFindings({ day: of, cursor: null });
    return people.map(({ name, findings: found }) => [name, found.map(({ kind }) => kind)]);
  };

  it('a clerk’s refunds above the others’, a member’s many bills, ended bills: seen minutes later', async () => {
    const wu = await newStaff(cloud, 'xiaowu');
    await giveBack(wu, 1000);
    await giveBack(zhou, 20_000);
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    for (let n = 0; n < 3; n += 1) await lin.payment.attach({ orderId: await cashBill(wu, 1000) });
    for (let n = 0; n < 5; n += 1) await zhou.payment.cancel({ orderId: await billOf(cloud, 500) });
    expect(await findings()).toEqual([]);
    await pass(cloud, 1);
    expect(await findings()).toEqual([]);
    await pass(cloud, 2);
    expect(new Map((await findings()) as [string, string[]][])).toEqual(
      new Map([
        ['店员小周', ['refunds_above_others', 'ended_bills']],
        ['会员', ['same_member']],
      ]),
    );
    const answer = JSON.stringify(await he.office.listFindings({ day: null, cursor: null }));
    expect(answer).toContain('其他店员多为 10 元');
    expect(answer).not.toMatch(/openid:|mem_|oStaff|oDemo/);
    // The other clerk catches up: then the first stands out no more.
    await giveBack(wu, 19_000);
    await pass(cloud, 3);
    expect(await findings()).toEqual(expect.arrayContaining([['店员小周', ['ended_bills']]]));
  });

  it('acts for oneself, and at night, belong to their China day', async () => {
    const { member } = await zhou.member.join({ leaderCode: null, phoneCode: null });
    const cardNumber = member.card.number;
    const { coupons } = await zhou.coupon.lookUp({ shown: cardNumber, storeId: STORE, amountFen: null });
    const { id: couponId, turn } = coupons.find(({ refusal }) => refusal === null)!;
    await zhou.coupon.redeem({ couponId, turn, storeId: STORE, amountFen: null });
    cloud.moveClock(Date.parse('2026-11-22T02:00:00+08:00'));
    await billOf(cloud, 500);
    await pass(cloud, 3);
    expect(await findings('2026-11-21')).toEqual([['店员小周', ['own_value']]]);
    expect(await findings()).toEqual([['店员小周', ['out_of_hours']]]);
  });

  it('folded once: again after a crash, and by two at once, and nothing when nothing is new', async () => {
    for (let n = 0; n < 4; n += 1) await cashBill(zhou, 1000);
    cloud.moveClock(cloud.clock.now() + 3 * 60_000);
    await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
    const figures = () => documentsOf(cloud, 'counterFigures');
    expect(figures()).toMatchObject([{ bills: 4, cashBills: 4, cashFen: 4000 }]);
    const before = figures();
    // The position is lost, as when a run dies before it is written down.
    const database = cloud.database.environment(cloud.env);
    await database.remove('factCursors', { _id: 'office.counter' }, false);
    await database.remove('dueWork', {}, true);
    await pass(cloud, 1);
    expect(figures()).toEqual(before);
    await cashBill(zhou, 1000);
    await pass(cloud, 3);
    expect(figures()).toMatchObject([{ bills: 5, cashBills: 5, cashFen: 5000 }]);
  });

  it('the log is read by pages, newest first, with nobody’s id in it; it is the operator’s', async () => {
    for (let n = 0; n < 35; n += 1) await billOf(cloud, 1000 + n);
    const first = await he.office.listAudit({ cursor: null });
    const second = await he.office.listAudit({ cursor: first.nextCursor });
    expect([first.entries.length, second.entries.length, second.nextCursor]).toEqual([30, 5, null]);
    const all = [...first.entries, ...second.entries];
    expect(new Set(all.map(({ orderId }) => orderId)).size).toBe(35);
    expect(all[0]).toMatchObject({
      name: '店员小周',
      role: 'clerk',
      storeName: '幸福里店',
      action: 'payment.openBill',
    });
    expect(JSON.stringify(all)).not.toMatch(/openid:|mem_|oDemo/);
    for (const read of [
      zhou.office.listAudit({ cursor: null }),
      zhou.office.listFindings({ day: null, cursor: null }),
    ])
      await expect(read).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
