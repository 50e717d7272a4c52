import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { pass } from '../../stage/money-stage';
import { BEST, billOf, STORE } from '../../stage/payment-stage';
import { storedAccount } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Cash is what the counter says it is: whoever opened a bill or took its money never gets what paying it gives. */
describe('a cash bill and whoever handled it', () => {
  const cloud = cloudOfEach();
  let zhou: Phone;
  let wu: Phone;
  beforeEach(async () => {
    zhou = phoneOf(cloud, 'clerk-zhou');
    wu = await newClerk('wu');
  });

  const newClerk = async (name: string): Promise<Phone> => {
    const openid = `oClerk-${name}`;
    await cloud.database.environment(cloud.env).insert('staff', [
      {
        _id: `openid:${DEMO_APPID}:${openid}`,
        name,
        roles: ['clerk'],
        leaderId: null,
        storeIds: [STORE],
      },
    ]);
    return phoneOf(cloud, { openid, unionid: `uClerk-${name}`, appid: DEMO_APPID });
  };
  const own = { code: 'bill_own' };
  const join = async (phone: Phone, phoneNumber?: string) =>
    phone.member.join({
      leaderCode: null,
      phoneCode: phoneNumber === undefined ? null : await phone.phoneCode(phoneNumber),
    });
  const takeCash = (phone: Phone, orderId: OrderId) =>
    phone.payment.recordCounterPayment({ orderId, method: 'cash' });
  /** ¥3,000, which would earn 3,000 points. */
  const cashBill = async (by: Phone = zhou): Promise<OrderId> => {
    const orderId = await billOf(cloud, 300_000);
    await takeCash(by, orderId);
    return orderId;
  };
  const nothingGiven = (orderId: OrderId) => {
    expect(documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)?.payer).toBeNull();
    const earned = documentsOf(cloud, 'pointsEntries').filter(({ kind }) => kind === 'earn');
    expect(earned.filter(({ points }) => points >= 1000)).toEqual([]);
  };

  it('3,000 points without money are refused to the clerk who recorded the bill', async () => {
    await join(zhou);
    const orderId = await cashBill();
    await expect(zhou.payment.attach({ orderId })).rejects.toMatchObject(own);
    nothingGiven(orderId);
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).not.toContain('payment.attach');
  });

  it('and to the one who opened it, when another took the money', async () => {
    await join(zhou);
    const orderId = await cashBill(wu);
    await expect(zhou.payment.attach({ orderId })).rejects.toMatchObject(own);
    await expect(wu.payment.attach({ orderId })).rejects.toMatchObject(own);
    nothingGiven(orderId);
  });

  it('through a second account of the same unionid', async () => {
    const { unionid } = zhou.identity;
    const second = phoneOf(cloud, { openid: 'oZhou-2', unionid: unionid!, appid: DEMO_APPID });
    await join(second);
    const orderId = await cashBill();
    await expect(second.payment.attach({ orderId })).rejects.toMatchObject(own);
    nothingGiven(orderId);
  });

  it('through an account whose number was the clerk’s, until an operator decides that they are two', async () => {
    await join(zhou, '13600136000');
    const second = phoneOf(cloud, { openid: 'oZhou-3', unionid: 'uZhou-3', appid: DEMO_APPID });
    await join(second, '13600136000');
    const orderId = await cashBill();
    await expect(second.payment.attach({ orderId })).rejects.toMatchObject(own);
    nothingGiven(orderId);
    const he = phoneOf(cloud, 'operator-he');
    const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
    await he.identityMap.decide({
      decisionId: decisions[0]!.decisionId,
      verdict: 'two_people',
      reason: '核对过证件',
    });
    await expect(second.payment.attach({ orderId })).resolves.toMatchObject({ order: { state: 'paid' } });
  });

  it('and through an account that was merged with the clerk’s', async () => {
    await join(zhou, '13600136000');
    const second = phoneOf(cloud, { openid: 'oZhou-4', unionid: 'uZhou-4', appid: DEMO_APPID });
    await join(second, '13600136000');
    const he = phoneOf(cloud, 'operator-he');
    const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
    await he.identityMap.decide({
      decisionId: decisions[0]!.decisionId,
      verdict: 'same_person',
      reason: '核对过证件',
    });
    const orderId = await cashBill();
    await expect(second.payment.attach({ orderId })).rejects.toMatchObject(own);
    nothingGiven(orderId);
  });

  it('nor by scanning it first and taking one’s own cash: the other clerk may, if not the opener’s', async () => {
    await join(zhou);
    await join(wu);
    const payAtCounter = async (payer: Phone, orderId: OrderId) => {
      const { quote } = await payer.payment.quote({ orderId, ...BEST });
      await payer.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    };
    const mine = await billOf(cloud, 300_000);
    await payAtCounter(zhou, mine);
    await expect(takeCash(zhou, mine)).rejects.toMatchObject(own);
    await expect(takeCash(wu, mine)).rejects.toMatchObject(own);
    const his = await billOf(cloud, 300_000);
    await payAtCounter(wu, his);
    await expect(takeCash(wu, his)).rejects.toMatchObject(own);
    await expect(takeCash(zhou, his)).resolves.toMatchObject({ order: { state: 'paid' } });
    const opened = await zhou.payment.openOrder({ storeId: STORE, amountFen: fen(300_000) });
    await takeCash(zhou, opened.orderId);
    await expect(zhou.payment.attach(opened)).rejects.toMatchObject(own);
  });

  describe('attached before it is known who they are', () => {
    const found = () =>
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.ownBillFound');
    const listed = async () => {
      const { people } = await phoneOf(cloud, 'operator-he').office.listFindings({ day: null, cursor: null });
      return people.flatMap(({ name, findings }) =>
        findings.filter(({ kind }) => kind === 'own_bills').map(({ text }) => [name, text]),
      );
    };
    const NUMBER = '13600136000';

    it.each(['the clerk', 'the payer'])('the number becomes known of %s: told once', async (later) => {
      const second = phoneOf(cloud, { openid: 'oZhou-9', unionid: 'uZhou-9', appid: DEMO_APPID });
      await join(zhou, later === 'the payer' ? NUMBER : undefined);
      await join(second, later === 'the clerk' ? NUMBER : undefined);
      const orderId = await cashBill();
      await second.payment.attach({ orderId });
      await pass(cloud, 3);
      expect(found()).toEqual([]);
      const phone = later === 'the clerk' ? zhou : second;
      await phone.member.linkPhone({ phoneCode: await phone.phoneCode(NUMBER) });
      await pass(cloud, 3);
      await pass(cloud, 3);
      expect(found()).toMatchObject([{ subjectId: orderId, amountFen: 300_000, role: 'system' }]);
      expect(await listed()).toEqual([
        ['店员小周', '经手的现金账单有 1 张后来发现是自己的，共 3000 元，没用过的积分已暂扣，请核对'],
      ]);
      await phone.member.linkPhone({ phoneCode: await phone.phoneCode('13600136001') });
      await pass(cloud, 3);
      expect(found()).toHaveLength(1);
    });

    it('somebody else’s stays theirs', async () => {
      const lin = phoneOf(cloud, 'shopper-lin');
      await join(zhou);
      await join(lin);
      await lin.payment.attach({ orderId: await cashBill() });
      await lin.member.linkPhone({ phoneCode: await lin.phoneCode('13800138000') });
      await zhou.member.linkPhone({ phoneCode: await zhou.phoneCode(NUMBER) });
      await pass(cloud, 3);
      expect(found()).toEqual([]);
    });
  });

  it('a bill from before handlers were kept knows its recorder', async () => {
    await join(zhou);
    const orderId = await cashBill();
    await cloud.database.environment(cloud.env).update('orders', {
      filter: { _id: orderId },
      modifier: { $unset: { counterKeys: '' } },
      multi: false,
    });
    await expect(zhou.payment.attach({ orderId })).rejects.toMatchObject(own);
  });

  it('a shopper attaches once, and it is told of; who opened their own order may', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await join(lin);
    const orderId = await cashBill();
    await lin.payment.attach({ orderId });
    await lin.payment.attach({ orderId });
    expect(storedAccount(cloud, member.memberId)?.pending).toBeGreaterThan(0);
    const attached = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.attach');
    expect(attached).toMatchObject([
      {
        staffId: 'shopper',
        role: 'shopper',
        storeId: STORE,
        subjectId: orderId,
        amountFen: 300_000,
        detail: { memberId: member.memberId, recordedBy: `openid:${DEMO_APPID}:${zhou.identity.openid}` },
      },
    ]);
    const opened = await lin.payment.openOrder({ storeId: STORE, amountFen: fen(1000) });
    await takeCash(zhou, opened.orderId);
    await expect(lin.payment.attach(opened)).resolves.toMatchObject({ order: { state: 'paid' } });
  });
});
