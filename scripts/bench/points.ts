import { isRewardId, isStoreId } from '../../contracts/primitives/ids';
import { DAY_MS, HOUR_MS } from '../../contracts/primitives/time';
import { schema } from '../../cloudfunctions/kit/store/schema';
import { matureAccounts } from '../../cloudfunctions/points/clock/mature-accounts';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { mallCalls } from '../../tests/stage/watch/call-count';
import { checkoutOf, shopperWithPoints } from '../../tests/stage/points-stage';
import { newTestRequest, NOON, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const [KNIFE, STORE] = ['rwd_knife', 'sto_xingfu'];

/** What points cost: calls per operation, operations per second, an account with many lots, and the sweep of many accounts. */
export async function measurePoints(): Promise<BenchResult[]> {
  const results = [...(await onCloud(measureCalls))];
  for (const atOnce of [1, 8, 32]) results.push(...(await onCloud((cloud) => measureAtOnce(cloud, atOnce))));
  return [...results, ...(await onCloud(measureLots)), ...(await measureSweep())];
}

async function onCloud(work: (cloud: LocalCloud) => Promise<BenchResult[]>): Promise<BenchResult[]> {
  const cloud = await startJourney();
  return work(cloud).finally(() => cloud.close());
}

const person = (name: string) => ({ openid: `oBench-${name}`, appid: DEMO_APPID });

async function measureCalls(cloud: LocalCloud): Promise<BenchResult[]> {
  const { goods, service, pickUp } = await mallCalls(cloud);
  const lin = await shopperWithPoints(cloud, 'shopper-lin', 5000);
  const home = await cloud.invoke(
    'points',
    { op: 'readHome', input: {}, requestId: newTestRequest() },
    'shopper-lin',
  );
  const checkout = checkoutOf(cloud);
  await checkout.earn(lin.memberId, 'bench', 8800);
  return [
    measured('points redeem, picked up at the counter: database calls', pickUp, 'calls', 6),
    measured('points exchange for counted goods: database calls', goods, 'calls'),
    measured('points exchange for a service: database calls', service, 'calls'),
    measured(
      'points earn, with a transaction of its own: database calls',
      checkout.meter.databaseCalls,
      'calls',
    ),
    measured('points home: database calls', home.database?.calls ?? NaN, 'calls'),
  ];
}

const ROUNDS = 64;

async function perSecond(atOnce: number, work: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (next < ROUNDS) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ROUNDS / ((performance.now() - startedAt) / 1000);
}

async function measureAtOnce(cloud: LocalCloud, atOnce: number): Promise<BenchResult[]> {
  if (!isRewardId(KNIFE) || !isStoreId(STORE)) throw new Error('ids');
  const wish = { rewardId: KNIFE, skuId: 'std', storeId: STORE, quantity: 1 };
  const people: Awaited<ReturnType<typeof shopperWithPoints>>[] = [];
  for (let n = 0; n < ROUNDS; n += 1) people.push(await shopperWithPoints(cloud, person(String(n)), 200));
  const checkout = checkoutOf(cloud);
  const exchanges = await perSecond(
    atOnce,
    (n) => people[n]?.phone.points.exchange(wish) ?? Promise.resolve(),
  );
  const earnings = await perSecond(atOnce, (n) => {
    const memberId = people[n]?.memberId;
    return memberId ? checkout.earn(memberId, `bench-${n}`, 8800) : Promise.resolve();
  });
  return [
    measured(`points exchanges, ${atOnce} at once`, exchanges, 'per s'),
    measured(`points earnings, ${atOnce} at once`, earnings, 'per s'),
  ];
}

/** An account is one document: its lots are compacted, so that a thousand earnings cost what ten do. */
async function measureLots(cloud: LocalCloud): Promise<BenchResult[]> {
  const checkout = checkoutOf(cloud);
  const spendMs = async (name: string, lots: number): Promise<number> => {
    const { memberId } = await shopperWithPoints(cloud, person(name), 0);
    for (let n = 0; n < lots; n += 1) {
      // A day apart, so that each lot has an activation and, with the days policy, an expiry of its own.
      cloud.moveClock(NOON + n * DAY_MS);
      await checkout.earn(memberId, `${name}-${n}`, 1000);
    }
    cloud.moveClock(NOON + lots * DAY_MS);
    const startedAt = performance.now();
    for (let n = 0; n < 20; n += 1) await checkout.spend(memberId, `${name}-spend-${n}`, 1);
    return (performance.now() - startedAt) / 20;
  };
  const few = await spendMs('few', 10);
  const many = await spendMs('many', 1000);
  return [
    measured('points spend on an account with 10 earnings', few, 'ms'),
    measured('points spend on an account with 1,000 earnings', many, 'ms'),
    measured('points spend, 1,000 earnings against 10', many / few, 'times', 3),
  ];
}

const DUE = 50;

/** What the sweep costs is what expires, not what exists. */
async function measureSweep(): Promise<BenchResult[]> {
  const few = await sweepMs(100);
  const many = await sweepMs(20_000);
  return [
    measured(`points expiry sweep, ${DUE} due of 100 accounts`, few, 'ms'),
    measured(`points expiry sweep, ${DUE} due of 20,000 accounts`, many, 'ms'),
    measured('points expiry sweep, 20,000 accounts against 100', many / few, 'times', 1.3),
  ];
}

async function sweepMs(accounts: number): Promise<number> {
  const cloud = await startJourney();
  try {
    await insertAccounts(cloud, accounts);
    cloud.moveClock(NOON + DAY_MS);
    const startedAt = performance.now();
    await matureNow(cloud);
    return performance.now() - startedAt;
  } finally {
    await cloud.close();
  }
}

async function matureNow(cloud: LocalCloud): Promise<void> {
  const { store, now } = checkoutOf(cloud);
  const { pointsAccounts } = await matureAccounts({ store, now: now(), outOfTime: () => false });
  if (pointsAccounts !== DUE) throw new Error(`${pointsAccounts} accounts were due`);
}

/** Accounts as if each had earned once: the first ones expire within the hour, the others in years. */
async function insertAccounts(cloud: LocalCloud, accounts: number): Promise<void> {
  const environment = cloud.database.environment(cloud.env);
  for (let from = 0; from < accounts; from += 1000) {
    const numbers = Array.from({ length: Math.min(1000, accounts - from) }, (_, n) => from + n);
    await environment.insert('pointsAccounts', numbers.map(accountNumber));
  }
}

function accountNumber(n: number) {
  const memberId = `mem_${String(n).padStart(26, '0')}`;
  const at = NOON + (n < DUE ? HOUR_MS : 3650 * DAY_MS);
  const lot = {
    id: `bench-${n}`,
    state: 'open',
    points: 10,
    activatesAt: null,
    expiresAt: at,
    graced: false,
  };
  return schema.pointsAccounts.document.parse({
    _id: memberId,
    balance: 10,
    pending: 0,
    debt: 0,
    lots: [lot],
    entryCount: 1,
    earnedOn: null,
    uses: [],
    standing: { tier: null, birthday: null },
    reminded: {},
    nextDueAt: at,
    mergedInto: null,
    openedAt: NOON,
  });
}
