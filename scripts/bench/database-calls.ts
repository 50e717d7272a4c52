import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import type { LocalCloud } from '../../local/server';
import { MINUTE_MS } from '../../contracts/primitives/time';
import { noticeCalls } from '../../tests/stage/watch/call-count';
import { join as joinAs, personOf } from '../../tests/stage/identity-stage';
import { BEST, billOf, STORE } from '../../tests/stage/payment-stage';
import { newTestRequest, phoneOf, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

/** Database calls of the calls people wait for, counted by the local cloud. */
export async function measureDatabaseCalls(): Promise<BenchResult[]> {
  const cloud = await startJourney();
  try {
    const phoneCode = await phoneOf(cloud, 'shopper-lin').phoneCode();
    const join = { leaderCode: DEMO_LEADER_CODE, phoneCode };
    const landing = await callsOf(cloud, 'member', 'resolveCode', { leaderCode: DEMO_LEADER_CODE });
    // An instance marks its work for the sweep once a minute; the next call of that minute costs what a call costs.
    await joinAs(personOf(cloud, 'oBench-warm'));
    const joined = await callsOf(cloud, 'member', 'join', join);
    const home = await callsOf(cloud, 'member', 'overview', {});
    await callsOf(cloud, 'referral', 'readHome', {});
    const invite = await callsOf(cloud, 'referral', 'readHome', {});
    const friends = await callsOf(cloud, 'referral', 'listFriends', { cursor: null });
    const list = await callsOf(cloud, 'coupon', 'listMine', { state: 'usable', cursor: null });
    const payment = await measurePayment(cloud);
    const identity = await measureIdentity();
    return [
      ...payment,
      ...identity,
      ...(await measureIdleMinute()),
      measured('home (member.overview): database calls', home.calls, 'calls', 3),
      measured('join with card and 4-coupon pack: database calls', joined.calls, 'calls', 13),
      measured('join: database calls in sequence', joined.inSequence, 'calls', 7),
      measured('landing page (member.resolveCode): database calls', landing.calls, 'calls'),
      measured('coupon list: database calls', list.calls, 'calls'),
      measured('invite page (referral.readHome): database calls', invite.calls, 'calls', 6),
      measured('friends of an inviter, a page: database calls', friends.calls, 'calls', 5),
    ];
  } finally {
    await cloud.close();
  }
}

async function callsOf(cloud: LocalCloud, area: string, op: string, input: object) {
  const answer = await cloud.invoke(area, { op, input, requestId: newTestRequest() }, 'shopper-lin');
  if (!answer.database || !('result' in answer)) throw new Error(`${area}.${op}: ${JSON.stringify(answer)}`);
  return answer.database;
}

/** The first join of an instance in a minute, and the dearest minute in which nothing is due. */
async function measureIdleMinute(): Promise<BenchResult[]> {
  const cloud = await startJourney();
  try {
    const minute = async (): Promise<number> => {
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      cloud.faults.database.startTrace();
      await cloud.runTimers();
      return cloud.faults.database.trace.length;
    };
    cloud.faults.database.startTrace();
    await joinAs(personOf(cloud, 'oBench-first'));
    const first = cloud.faults.database.trace.length;
    const minutes: number[] = [];
    // Until the leaders' cards are counted again.
    for (let n = 0; n < 25; n += 1) minutes.push(await minute());
    return [
      measured('join, the first of its instance in a minute: database calls', first, 'calls'),
      measured('idle minute of both sweeps: database calls', Math.max(...minutes.slice(6)), 'calls', 3),
    ];
  } finally {
    await cloud.close();
  }
}

/** Who a caller is: one read; behind a merge, and a chain of merges, one more at most. */
async function measureIdentity(): Promise<BenchResult[]> {
  const cloud = await startJourney();
  try {
    const reads = async (openid: string) => {
      const phone = personOf(cloud, openid);
      cloud.faults.database.startTrace();
      await phone.member.readProfile({});
      return cloud.faults.database.trace.length;
    };
    for (const n of [1, 2, 3]) await joinAs(personOf(cloud, `oBench-${n}`, `uBench-${n}`));
    const alone = await reads('oBench-3');
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { cardNumber } = await personOf(cloud, 'oBench-3').member.readCode({});
    const byCard = async () => {
      cloud.faults.database.startTrace();
      await clerk.member.identify({ storeId: STORE, cardNumber });
      return cloud.faults.database.trace.filter(({ collection }) => collection !== 'staff').length;
    };
    const card = await byCard();
    await joinAs(personOf(cloud, 'oBench-2', 'uBench-3'));
    const merged = await byCard();
    await joinAs(personOf(cloud, 'oBench-1', 'uBench-2'));
    const chain = await byCard();
    return [
      measured('who the caller is, with their member: database calls', alone, 'calls', 1),
      measured('whose card this is, with the member: database calls', card, 'calls', 2),
      measured('whose card this is, after a merge: database calls', merged, 'calls', 3),
      measured('whose card this is, after a chain of merges: database calls', chain, 'calls', 3),
    ];
  } finally {
    await cloud.close();
  }
}

/** Quote of a member, and the notices, each as its caller waits for it. */
async function measurePayment(cloud: LocalCloud): Promise<BenchResult[]> {
  const orderId = await billOf(cloud, 3200);
  const quote = await callsOf(cloud, 'payment', 'quote', { orderId, ...BEST });
  const { payment, refund } = await noticeCalls(cloud);
  return [
    measured('quote (payment.quote of a member): database calls', quote.calls, 'calls', 8),
    measured('payment notice: database calls', payment.next, 'calls', 10),
    measured('refund notice with points to take back: database calls', refund.next, 'calls', 16),
    measured('refund notice, the first of its instance in a minute: database calls', refund.first, 'calls'),
  ];
}
