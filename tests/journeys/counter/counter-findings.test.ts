import { fen } from '@contracts/primitives/fen';
import { isChinaDate } from '@contracts/primitives/time';
import { newStaff } from '../../stage/counter-stage';
import { pass } from '../../stage/money-stage';
import { billOf, STORE } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { couponTemplateId } from '@contracts/values';

/** 柜台异常 and 操作日志: folded from the audit entries, once, whoever reads how often. */
describe('what stands out at the counter', () => {
  const cloud = cloudOfEach();
  let zhou: Phone;
  let he: Phone;
  beforeEach(async () => {
    zhou = phoneOf(cloud, 'clerk-zhou');
    he = phoneOf(cloud, 'operator-he');
  });

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

  describe('are a person’s, whatever account acts', () => {
    const secondAccount = async (unionid: string): Promise<Phone> => {
      const openid = 'oStaff-second';
      await cloud.database.environment(cloud.env).insert('staff', [
        {
          _id: `openid:${zhou.identity.appid}:${openid}`,
          name: '小周的另一个号',
          roles: ['clerk'],
          leaderId: null,
          storeIds: [STORE],
        },
      ]);
      return phoneOf(cloud, { openid, unionid, appid: zhou.identity.appid });
    };
    const NUMBER = '13600136000';
    const joinWith = async (phone: Phone) =>
      phone.member.join({ leaderCode: null, phoneCode: await phone.phoneCode(NUMBER) });

    it('refunds of two accounts of one unionid together, on the list once', async () => {
      const wu = await newStaff(cloud, 'xiaowu');
      const second = await secondAccount(zhou.identity.unionid!);
      await giveBack(wu, 6000);
      await giveBack(zhou, 10_000);
      await giveBack(second, 10_000);
      await pass(cloud, 3);
      const found = await findings();
      expect(found).toHaveLength(1);
      expect(found[0]?.[1]).toEqual(['refunds_above_others']);
      expect(
        documentsOf(cloud, 'counterFigures')
          .map(({ refundFen }) => refundFen)
          .sort(),
      ).toEqual([20_000, 6000]);
    });

    it('known in the middle of the day: what both did before counts together', async () => {
      const wu = await newStaff(cloud, 'xiaowu');
      const second = await secondAccount('uStaff-second');
      await giveBack(wu, 6000);
      await giveBack(zhou, 10_000);
      await giveBack(second, 10_000);
      await pass(cloud, 3);
      expect(await findings()).toEqual([]);
      await joinWith(zhou);
      await joinWith(second);
      await billOf(cloud, 500);
      await pass(cloud, 3);
      const found = await findings();
      expect(found.map(([, kinds]) => kinds)).toEqual([['refunds_above_others']]);
    });

    it('an act for one’s own other member, of the same number, is for oneself', async () => {
      await joinWith(zhou);
      const other = phoneOf(cloud, { openid: 'oOther', unionid: 'uOther', appid: zhou.identity.appid });
      const { member } = await joinWith(other);
      const shown = member.card.number;
      const { coupons } = await zhou.coupon.lookUp({ shown, storeId: STORE, amountFen: null });
      const { id: couponId, turn } = coupons.find(({ refusal }) => refusal === null)!;
      await zhou.coupon.redeem({ couponId, turn, storeId: STORE, amountFen: null });
      await pass(cloud, 3);
      expect(await findings()).toEqual([['店员小周', ['own_value']]]);
    });
  });

  it('coupons and points by hand', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    const named = { cardNumber: member.card.number, reason: '补偿' };
    const templateId = couponTemplateId.parse('tpl_fresh-5');
    for (let n = 0; n < 2; n += 1) await he.coupon.issueByHand({ ...named, templateId, quantity: 5 });
    await he.points.adjust({ ...named, points: 999 });
    await pass(cloud, 3);
    expect(await findings()).toEqual([['运营小何', ['hand_coupons']]]);
    await he.points.adjust({ ...named, points: -1 });
    await pass(cloud, 3);
    expect(await findings()).toEqual([['运营小何', ['adjustments', 'hand_coupons']]]);
  });

  it('folded once: again after a crash, and by two at once, and nothing when nothing is new', async () => {
    for (let n = 0; n < 4; n += 1) await cashBill(zhou, 1000);
    cloud.moveClock(cloud.clock.now() + 3 * 60_000);
    await Promise.all([cloud.trigger('payment-sweep'), cloud.trigger('payment-sweep')]);
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
