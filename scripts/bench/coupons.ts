import { isCouponTemplateId } from '../../contracts/primitives/ids';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { newTestRequest, phoneOf, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const STORE = 'sto_xingfu';
const [LIMITED, UNLIMITED] = ['tpl_weekend-15', 'tpl_fruit-80'];

/** Database calls of a collecting and a redemption, and how many collectings of limited stock a second take in, by how many come at once. */
export async function measureCoupons(): Promise<BenchResult[]> {
  return [...(await measureCalls()), ...(await measureThroughput())];
}

async function measureCalls(): Promise<BenchResult[]> {
  const cloud = await startJourney();
  try {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { coupons, member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    const call = async (op: string, input: object, caller: string) => {
      const answer = await cloud.invoke('coupon', { op, input, requestId: newTestRequest() }, caller);
      return answer.database?.calls ?? NaN;
    };
    await phoneOf(cloud, 'shopper-wang').member.join({ leaderCode: null, phoneCode: null });
    const first = await call('collect', { templateId: LIMITED }, 'shopper-wang');
    const limited = await call('collect', { templateId: LIMITED }, 'shopper-lin');
    const counted = await call('collect', { templateId: UNLIMITED }, 'shopper-lin');
    const [gift] = coupons;
    const confirm = { couponId: gift?.id, turn: 1, storeId: STORE, amountFen: null };
    const redeem = await call('redeem', confirm, 'clerk-zhou');
    const lookUp = await call('lookUp', { shown: gift?.code, storeId: STORE, amountFen: null }, 'clerk-zhou');
    const hand = { cardNumber: member.card.number, templateId: UNLIMITED, quantity: 1, reason: '补偿' };
    const byHand = await call('issueByHand', hand, 'operator-he');
    const refused = await call('collect', { templateId: LIMITED }, 'shopper-lin');
    return [
      measured('coupon redeem by a clerk: database calls', redeem, 'calls', 5),
      measured('coupon issued by hand, with its audit entry: database calls', byHand, 'calls'),
      measured('coupon look-up by its own code: database calls', lookUp, 'calls'),
      measured('coupon collected with stock and per-member limit: database calls', limited, 'calls', 8),
      measured('coupon collected, the first an instance serves: database calls', first, 'calls', 10),
      measured('coupon collected with per-member limit only: database calls', counted, 'calls', 8),
      measured('coupon collecting that is refused: database calls', refused, 'calls', 3),
    ];
  } finally {
    await cloud.close();
  }
}

const CONCURRENCY = [1, 8, 32];
const PEOPLE = 96;

async function measureThroughput(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const atOnce of CONCURRENCY) {
    const cloud = await startJourney();
    try {
      results.push(...(await measureAtOnce(cloud, atOnce)));
    } finally {
      await cloud.close();
    }
  }
  return results;
}

async function measureAtOnce(cloud: LocalCloud, atOnce: number): Promise<BenchResult[]> {
  if (!isCouponTemplateId(LIMITED)) throw new Error(LIMITED);
  const templateId = LIMITED;
  const people = Array.from({ length: PEOPLE }, (_, n) =>
    phoneOf(cloud, { openid: `oBench-${n}`, appid: DEMO_APPID }),
  );
  for (const { member } of people) await member.join({ leaderCode: null, phoneCode: null });
  let next = 0;
  const callsBefore = cloud.stats.counts(cloud.env).total;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    for (let phone = people[next++]; phone; phone = people[next++])
      await phone.coupon.collect({ templateId });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  const calls = cloud.stats.counts(cloud.env).total - callsBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  const name = `coupons of limited stock collected, ${atOnce} at once`;
  return [
    measured(name, PEOPLE / seconds, 'per s'),
    measured(`${name}: database calls each`, calls / PEOPLE, 'calls'),
    // Phones, functions and database together: they are one process here.
    measured(`${name}: processor time each`, (user + system) / 1000 / PEOPLE, 'ms'),
  ];
}
