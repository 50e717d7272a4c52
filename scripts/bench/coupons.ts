import { totalShards } from '../../cloudfunctions/coupon/rules/stock';
import { couponTemplateId } from '../../contracts/values';
import { instant } from '../../contracts/primitives/time';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../tests/stage/stage';
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
    const late = { openid: 'oBench-late', appid: DEMO_APPID };
    await phoneOf(cloud, late).member.join({ leaderCode: null, phoneCode: null });
    const call = async (op: string, input: object, caller: string | typeof late) => {
      const answer = await cloud.invoke('coupon', { op, input, requestId: newTestRequest() }, caller);
      return answer.database?.calls ?? NaN;
    };
    await phoneOf(cloud, 'shopper-wang').member.join({ leaderCode: null, phoneCode: null });
    const first = await call('collect', { templateId: LIMITED }, 'shopper-wang');
    const limited = await call('collect', { templateId: LIMITED }, 'shopper-lin');
    const counted = await call('collect', { templateId: UNLIMITED }, 'shopper-lin');
    const [gift, other] = coupons;
    const confirm = (couponId: string | undefined) => ({
      couponId,
      turn: 1,
      storeId: STORE,
      amountFen: null,
    });
    await call('redeem', confirm(other?.id), 'clerk-zhou');
    const redeem = await call('redeem', confirm(gift?.id), 'clerk-zhou');
    const lookUp = await call('lookUp', { shown: gift?.code, storeId: STORE, amountFen: null }, 'clerk-zhou');
    const hand = { cardNumber: member.card.number, templateId: UNLIMITED, quantity: 1, reason: '补偿' };
    const byHand = await call('issueByHand', hand, 'operator-he');
    const again = await call('collect', { templateId: LIMITED }, 'shopper-lin');
    await cloud.database.environment(cloud.env).update('couponStock', {
      filter: { templateId: LIMITED },
      modifier: { $set: { left: 0 } },
      multi: true,
    });
    await call('collect', { templateId: LIMITED }, late);
    const soldOut = await call('collect', { templateId: LIMITED }, late);
    return [
      measured('coupon redeem by a clerk: database calls', redeem, 'calls', 5),
      measured('coupon issued by hand, with its audit entry: database calls', byHand, 'calls'),
      measured('coupon look-up by its own code: database calls', lookUp, 'calls'),
      measured('coupon collected with stock and per-member limit: database calls', limited, 'calls', 8),
      // Three more, beside others: the settings, its template and the mark of its work.
      measured('coupon collected, the first an instance serves: database calls', first, 'calls', 11),
      measured('coupon collected with per-member limit only: database calls', counted, 'calls', 8),
      measured('coupon collecting refused, 已抢完: database calls', soldOut, 'calls', 3),
      measured('coupon collecting refused, has one already: database calls', again, 'calls'),
    ];
  } finally {
    await cloud.close();
  }
}

const CONCURRENCY = [1, 8, 32];
/** Enough for all: what is measured is collecting, not being late. */
const AMPLE = 10_000;
const PEOPLE = 300;
/** Who collect before anything is measured: code that nobody ran yet takes twice as long. */
const FIRST = 100;

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

async function stockUp(cloud: LocalCloud): Promise<void> {
  const database = cloud.database.environment(cloud.env);
  const templateId = couponTemplateId.parse(LIMITED);
  const modifier = { $set: { 'limits.total': AMPLE } };
  await database.update('couponTemplates', { filter: { _id: templateId }, modifier, multi: false });
  await database.remove('couponStock', { templateId }, true);
  const shards = totalShards(templateId, AMPLE, instant(cloud.clock.now()));
  await database.insert(
    'couponStock',
    shards.map((shard) => ({ ...shard })),
  );
}

async function measureAtOnce(cloud: LocalCloud, atOnce: number): Promise<BenchResult[]> {
  const templateId = couponTemplateId.parse(LIMITED);
  await stockUp(cloud);
  const people = Array.from({ length: FIRST + PEOPLE }, (_, n) =>
    phoneOf(cloud, { openid: `oBench-${n}`, appid: DEMO_APPID }),
  );
  for (const { member } of people) await member.join({ leaderCode: null, phoneCode: null });
  for (const { coupon } of people.slice(0, FIRST)) await coupon.collect({ templateId });
  let next = FIRST;
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
  const issued = documentsOf(cloud, 'couponStock')
    .filter((shard) => shard.templateId === templateId)
    .reduce((sum, shard) => sum + shard.issued, 0);
  if (issued !== people.length) throw new Error(`${issued} issued to ${people.length} people`);
  const name = `coupons of limited stock collected, ${atOnce} at once`;
  return [
    measured(name, PEOPLE / seconds, 'per s'),
    measured(`${name}: database calls each`, calls / PEOPLE, 'calls'),
    // Phones, functions and database together: they are one process here.
    measured(`${name}: processor time each`, (user + system) / 1000 / PEOPLE, 'ms', 5),
  ];
}
