import fc from 'fast-check';
import type { MemberId } from '@contracts/primitives/ids';
import { HOUR_MS, MINUTE_MS, DAY_MS } from '@contracts/primitives/time';
import { schema } from '../../cloudfunctions/kit/store/schema';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { undoLatest } from '../stage/identity-stage';
import { checkoutOf, differencesIn, shopperWithPoints, storedAccount } from '../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { phoneOf, startJourney } from '../stage/stage';
import { sweepTrade } from '../stage/journey/sweep-trade';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * Two people were one member for a while. They spend and earn with orders before and meanwhile; every order is given up or
 * refunded at last, before, while or after they are one. Then each has exactly what they came with.
 */
type Phase = 0 | 1 | 2;

interface Story {
  who: 0 | 1;
  spends: number;
  /** Fen paid in money; 0: it was never paid. */
  paidFen: number;
  begins: Phase;
  /** How many phases later it comes back; the first part of a refund comes one phase earlier. */
  lasts: number;
}

const story: fc.Arbitrary<Story> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  spends: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1020 })),
  paidFen: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 90_000 })),
  begins: fc.constantFrom(0 as const, 1 as const),
  lasts: fc.integer({ min: 0, max: 2 }),
});

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

const OPENIDS = ['oA', 'oB'] as const;
const orderId = (n: number): string => `ord_0123456789ABCDEFGHJKMNP${String(n).padStart(3, '0')}`;
const worth = (memberId: MemberId): number => {
  const account = storedAccount(cloud, memberId);
  return account ? account.balance + account.pending - account.debt : 0;
};

async function writeOrder(n: number, who: 0 | 1): Promise<void> {
  const key = `openid:${DEMO_APPID}:${OPENIDS[who]}`;
  const order = {
    ...{ _id: orderId(n), storeId: 'sto_xingfu', storeName: '幸福里店', openedBy: key, origin: 'shopper' },
    ...{ items: [{ title: '蔬菜', category: '生鲜', amountFen: 100 }], amountFen: 100, status: 'cancelled' },
    ...{ payer: { key, appId: DEMO_APPID, openId: OPENIDS[who], unionId: null, memberId: null } },
    ...{ payerKey: key, agreed: null, atCounter: false, attempt: 0, paymentId: null, pointsTakenBy: null },
    ...{ method: null, createdAt: cloud.clock.now(), expiresAt: cloud.clock.now(), checkAt: null },
    ...{ paidAt: null, applied: false, refundedFen: 0, refundingFen: 0, claimId: null, receipts: [] },
  };
  await cloud.database.environment(cloud.env).insert('orders', [schema.orders.document.parse(order)]);
}

async function live(stories: readonly Story[]): Promise<[MemberId, MemberId]> {
  await cloud.reset();
  const a = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 1000);
  cloud.moveClock(cloud.clock.now() + HOUR_MS);
  const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
  const b = await shopperWithPoints(cloud, second, 1000);
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await sweepTrade(cloud);
  const members = [a.memberId, b.memberId] as const;
  const checkout = checkoutOf(cloud);
  const begin = async ({ who, spends, paidFen }: Story, n: number) => {
    await writeOrder(n, who);
    if (spends > 0) await checkout.spend(members[who], orderId(n), spends).catch(() => undefined);
    if (paidFen > 0) await checkout.earn(members[who], orderId(n), paidFen);
  };
  const refundPart = async ({ paidFen }: Story, n: number) => {
    if (paidFen > 0) await checkout.refund(orderId(n), `${orderId(n)}-1`, Math.floor(paidFen / 3), paidFen);
  };
  const end = async ({ paidFen }: Story, n: number) => {
    if (paidFen === 0) await checkout.release(orderId(n));
    else await checkout.refund(orderId(n), `${orderId(n)}-2`, paidFen, paidFen, true);
  };
  for (const phase of [0, 1, 2] as const) {
    if (phase === 1)
      await phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID }).identityMap.linkMine({});
    if (phase === 2) await undoLatest(cloud);
    for (const [n, one] of stories.entries()) {
      const ends = Math.min(2, one.begins + one.lasts);
      if (one.begins === phase) await begin(one, n);
      if (Math.max(one.begins, ends - 1) === phase) await refundPart(one, n);
      if (ends === phase) await end(one, n);
    }
    // What was earned opens meanwhile, and is spent by whoever comes next.
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
  }
  return [a.memberId, b.memberId];
}

it('whatever orders do before, while and after two people are one member, each ends with their own', async () => {
  await assertAlways(
    fc.asyncProperty(fc.array(story, { minLength: 1, maxLength: 6 }), async (stories) => {
      const [a, b] = await live(stories);
      expect([worth(a), worth(b)]).toEqual([1020, 1020]);
      expect(await differencesIn(cloud)).toEqual([]);
    }),
    { keptSeeds: [20261121], kept: 5, keptLong: 20, fresh: 5 },
  );
});
