import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { billOf, STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

const LIMITS = { cashBillsPerDay: 4, cashFenPerDay: 50_000, refundFenPerDay: 10_000 };
const NUMBER = '13600136000';

/** Two accounts of one clerk are one clerk: they share the limits of the day. */
describe('a clerk with two accounts', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  beforeEach(async () => {
    cloud = await startJourney({ settings: { counterRules: LIMITS } });
    zhou = phoneOf(cloud, 'clerk-zhou');
  });
  afterEach(() => cloud.close());

  async function accountOf(openid: string, unionid: string): Promise<Phone> {
    const _id = `openid:${DEMO_APPID}:${openid}`;
    await cloud.database
      .environment(cloud.env)
      .insert('staff', [{ _id, name: openid, roles: ['clerk'], leaderId: null, storeIds: [STORE] }]);
    return phoneOf(cloud, { openid, unionid, appid: DEMO_APPID });
  }
  const join = async (phone: Phone, number?: string) =>
    phone.member.join({
      leaderCode: null,
      phoneCode: number === undefined ? null : await phone.phoneCode(number),
    });
  const he = () => phoneOf(cloud, 'operator-he');
  const decide = async (verdict: 'same_person' | 'two_people') => {
    const { decisions } = await he().identityMap.listDecisions({ status: 'open', cursor: null });
    await he().identityMap.decide({ decisionId: decisions[0]!.decisionId, verdict, reason: '核对过证件' });
  };
  const takeCash = async (phone: Phone, amountFen = 1000) => {
    const orderId = await billOf(cloud, amountFen);
    return (await phone.payment.recordCounterPayment({ orderId, method: 'cash' })).review?.why ?? null;
  };
  const ABOVE = '一天收现超过 4 笔';

  const known: readonly [string, () => Promise<Phone>][] = [
    ['of one unionid, neither a member', () => accountOf('oZhou-2', zhou.identity.unionid!)],
    [
      'of one unionid, one a member',
      async () => {
        await join(zhou);
        return accountOf('oZhou-2', zhou.identity.unionid!);
      },
    ],
    [
      'of one number',
      async () => {
        await join(zhou, NUMBER);
        const second = await accountOf('oZhou-2', 'uZhou-2');
        await join(second, NUMBER);
        return second;
      },
    ],
    [
      'of one member after a merge',
      async () => {
        await join(zhou, NUMBER);
        const second = await accountOf('oZhou-2', 'uZhou-2');
        await join(second, NUMBER);
        await decide('same_person');
        return second;
      },
    ],
  ];

  it.each(known)(
    '%s: the number of bills, the sum, and refunds are counted together',
    async (_what, open) => {
      const second = await open();
      // A first call names the unionid of an account that is new.
      await second.merchant.listMyStores({});
      for (const phone of [zhou, second, second, zhou]) expect(await takeCash(phone)).toBeNull();
      expect(await takeCash(second)).toBe(ABOVE);
      expect(await takeCash(zhou)).toBe(ABOVE);
      const paid = documentsOf(cloud, 'orders').filter(({ status }) => status === 'paid');
      const refund = async (phone: Phone, orderId: OrderId, amountFen: number) =>
        (await phone.payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' })).review?.why ??
        null;
      const wu = await newStaff(cloud, 'wu');
      const big = await billOf(cloud, 20_000);
      await wu.payment.recordCounterPayment({ orderId: big, method: 'cash' });
      expect(await refund(zhou, big, 6000)).toBeNull();
      expect(await refund(second, big, 4001)).toBe('一天退款超过 100 元');
      expect(await refund(second, paid[0]!._id, 1000)).toBeNull();
    },
  );

  it('who was decided to be two people, and another clerk, have limits of their own', async () => {
    await join(zhou, NUMBER);
    const second = await accountOf('oZhou-2', 'uZhou-2');
    await join(second, NUMBER);
    await decide('two_people');
    const wu = await newStaff(cloud, 'wu');
    for (const phone of [zhou, second, wu]) {
      for (let n = 0; n < 4; n += 1) expect(await takeCash(phone)).toBeNull();
      expect(await takeCash(phone)).toBe(ABOVE);
    }
  });

  it('known in the middle of the day: what both did before counts together from then on', async () => {
    await join(zhou, NUMBER);
    const second = await accountOf('oZhou-2', 'uZhou-2');
    await join(second);
    for (const phone of [zhou, second, second]) expect(await takeCash(phone)).toBeNull();
    await second.member.linkPhone({ phoneCode: await second.phoneCode(NUMBER) });
    expect(await takeCash(second)).toBeNull();
    expect(await takeCash(zhou)).toBe(ABOVE);
    expect(await takeCash(second)).toBe(ABOVE);
  });

  it('at once: of both accounts’ bills no more than the limit are taken', async () => {
    const second = await accountOf('oZhou-2', zhou.identity.unionid!);
    await second.merchant.listMyStores({});
    const orders: OrderId[] = [];
    for (let n = 0; n < 8; n += 1) orders.push(await billOf(cloud, 1000));
    const told = await Promise.allSettled(
      orders.map((orderId, n) =>
        (n % 2 === 0 ? zhou : second).payment.recordCounterPayment({ orderId, method: 'cash' }),
      ),
    );
    const taken = told.filter((one) => one.status === 'fulfilled' && one.value.review === null);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThanOrEqual(4);
    const days = documentsOf(cloud, 'counterDays');
    expect(days.map(({ cashBills }) => cashBills)).toEqual([
      documentsOf(cloud, 'orders').filter(({ status }) => status === 'paid').length,
    ]);
  });
});
