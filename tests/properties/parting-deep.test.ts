import fc from 'fast-check';
import { isOrderId, type MemberId, type MergeId, type OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { schema } from '../../cloudfunctions/kit/store/schema';
import { followSharedPoints } from '../../cloudfunctions/points/orders/follow-shared-points';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { latestMerge } from '../stage/identity-stage';
import { checkoutOf, differencesIn, shopperWithPoints, storedAccount } from '../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { phoneOf, startJourney } from '../stage/stage';
import { sweepTrade } from '../stage/journey/sweep-trade';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * Three people: B goes into A, A into C, and both merges are undone again, the later first. They spend and earn with orders in each
 * of these times, and every order is given up or refunded at last. Then each has exactly what they came with.
 */
type Phase = 0 | 1 | 2 | 3 | 4;

interface Story {
  who: 0 | 1 | 2;
  spends: number;
  /** Fen paid in money; 0: it was never paid. */
  paidFen: number;
  begins: Phase;
  /** How many phases later it comes back; the first part of a refund comes one phase earlier. */
  lasts: number;
}

const story: fc.Arbitrary<Story> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const, 2 as const),
  spends: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1500 })),
  paidFen: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 90_000 })),
  begins: fc.constantFrom(0 as const, 1 as const, 2 as const, 2 as const, 3 as const),
  lasts: fc.integer({ min: 0, max: 4 }),
});

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

const OPENIDS = ['oA', 'oB', 'oC'] as const;
function orderIdOf(n: number): OrderId {
  const id = `ord_0123456789ABCDEFGHJKMNP${String(n).padStart(3, '0')}`;
  if (!isOrderId(id)) throw new Error(id);
  return id;
}
const worth = (memberId: MemberId): number => {
  const account = storedAccount(cloud, memberId);
  return account ? account.balance + account.pending - account.debt : 0;
};
const sweep = async (ms: number): Promise<void> => {
  cloud.moveClock(cloud.clock.now() + ms);
  await sweepTrade(cloud);
};

async function writeOrder(n: number, who: Story['who']): Promise<void> {
  const key = `openid:${DEMO_APPID}:${OPENIDS[who]}`;
  const order = {
    ...{ _id: orderIdOf(n), storeId: 'sto_xingfu', storeName: '幸福里店', openedBy: key, origin: 'shopper' },
    ...{ items: [{ title: '蔬菜', category: '生鲜', amountFen: 100 }], amountFen: 100, status: 'cancelled' },
    ...{ payer: { key, appId: DEMO_APPID, openId: OPENIDS[who], unionId: null, memberId: null } },
    ...{ payerKey: key, agreed: null, atCounter: false, attempt: 0, paymentId: null, pointsTakenBy: null },
    ...{ method: null, createdAt: cloud.clock.now(), expiresAt: cloud.clock.now(), checkAt: null },
    ...{ paidAt: null, applied: false, refundedFen: 0, refundingFen: 0, claimId: null, receipts: [] },
  };
  await cloud.database.environment(cloud.env).insert('orders', [schema.orders.document.parse(order)]);
}

async function threePeople(): Promise<MemberId[]> {
  const members: MemberId[] = [];
  for (const openid of ['oC', 'oA', 'oB'] as const) {
    const unionid = openid === 'oB' ? 'uSame' : undefined;
    const { memberId } = await shopperWithPoints(cloud, { openid, unionid, appid: DEMO_APPID }, 1000);
    members.push(memberId);
    await sweep(HOUR_MS);
  }
  const [c, a, b] = members;
  return [a!, b!, c!];
}

/** What begins each phase. */
function phasesOf(): (() => Promise<unknown>)[] {
  const merges: MergeId[] = [];
  const staff = phoneOf(cloud, 'operator-he').identityMap;
  const undo = async () => {
    await staff.undoMerge({ mergeId: merges.pop()!, reason: '合错了' });
    await sweep(MINUTE_MS);
  };
  return [
    () => Promise.resolve(),
    async () => {
      await phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID }).identityMap.linkMine({});
      await sweep(MINUTE_MS);
      merges.push(await latestMerge(cloud));
    },
    async () => {
      for (const openid of ['oA', 'oC']) {
        const phone = phoneOf(cloud, { openid, appid: DEMO_APPID });
        await phone.member.linkPhone({ phoneCode: await phone.phoneCode('13811110001') });
      }
      const { decisions } = await staff.listDecisions({ status: 'open', cursor: null });
      await staff.decide({
        decisionId: decisions[0]!.decisionId,
        verdict: 'same_person',
        reason: '核对过证件',
      });
      await sweep(MINUTE_MS);
      merges.push(await latestMerge(cloud));
    },
    undo,
    undo,
  ];
}

async function live(stories: readonly Story[]): Promise<MemberId[]> {
  await cloud.reset();
  const members = await threePeople();
  const checkout = checkoutOf(cloud);
  const begin = async ({ who, spends, paidFen }: Story, n: number) => {
    await writeOrder(n, who);
    if (spends > 0) await checkout.spend(members[who]!, orderIdOf(n), spends).catch(() => undefined);
    if (paidFen > 0) await checkout.earn(members[who]!, orderIdOf(n), paidFen);
  };
  const refund = async (n: number, part: number, ...amounts: [number, number, boolean?]) => {
    const orderId = orderIdOf(n);
    await checkout.refund(orderId, `${orderId}-${part}`, ...amounts);
    const following = { store: checkout.store, now: checkout.now() };
    await followSharedPoints(following, { _id: orderId, pointsTakenBy: orderId });
  };
  const end = async ({ paidFen }: Story, n: number) => {
    if (paidFen === 0) await checkout.release(orderIdOf(n));
    else await refund(n, 2, paidFen, paidFen, true);
  };
  for (const [phase, enter] of phasesOf().entries()) {
    await enter();
    for (const [n, one] of stories.entries()) {
      const ends = Math.min(4, one.begins + one.lasts);
      if (one.begins === phase) await begin(one, n);
      if (Math.max(one.begins, ends - 1) === phase && one.paidFen > 0)
        await refund(n, 1, Math.floor(one.paidFen / 3), one.paidFen);
      if (ends === phase) await end(one, n);
    }
    // What was earned opens meanwhile, and is spent by whoever comes next.
    await sweep(5 * DAY_MS);
  }
  return members;
}

it('whatever orders do before, in and after two merges, each of the three ends with their own', async () => {
  await assertAlways(
    fc.asyncProperty(fc.array(story, { minLength: 1, maxLength: 5, size: 'max' }), async (stories) => {
      const members = await live(stories);
      expect(members.map(worth)).toEqual([1020, 1020, 1020]);
      expect(await differencesIn(cloud)).toEqual([]);
    }),
    { keptSeeds: [796014780], kept: 4, keptLong: 20, fresh: 2 },
  );
});
