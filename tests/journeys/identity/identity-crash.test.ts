import { fen } from '@contracts/primitives/fen';
import { isCouponTemplateId, type MemberId } from '@contracts/primitives/ids';
import { addMs, instant, MINUTE_MS } from '@contracts/primitives/time';
import { audienceCollections } from '../../../cloudfunctions/audience/schema';
import { insightCollections } from '../../../cloudfunctions/insight/schema';
import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import { ulidOf } from '../../../cloudfunctions/kit/ids/new-id';
import { schedule } from '../../../cloudfunctions/sweep';
import { placesOf } from '../../../cloudfunctions/sweep/look-around';
import { turnOf } from '../../../cloudfunctions/sweep/rotation';
import { describeCall } from '../../../local/cloudbase/gateway';
import type { LocalCloud } from '../../../local/server';
import { dieAt, joinTwice, latestMerge, memberIdOf, snapshotOf } from '../../stage/identity-stage';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { isDrawn } from '../../stage/property';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

// Two members with a bit of everything, broken at some eighty calls, with a dozen sweeps after each.
jest.setTimeout(600_000);

/**
 * A merge and its undo of two members who have a bit of everything, broken at every database call where the outcome may differ:
 * the sweep finishes what was begun, and the end is the same as without the crash.
 */
let cloud: LocalCloud;
let ids: { kept: MemberId; absorbed: MemberId };
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

async function twoFullMembers() {
  const people = await joinTwice(cloud);
  const { one, two } = people;
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const operator = phoneOf(cloud, 'operator-he');
  for (const phone of [one, two]) {
    await phone.allowReminders();
    const templateId = 'tpl_weekend-15';
    if (isCouponTemplateId(templateId)) await phone.coupon.collect({ templateId });
    const { code, cardNumber } = await phone.member.readCode({});
    await operator.points.adjust({ cardNumber, points: 30, reason: '开业补贴' });
    if (phone === one) continue;
    const [first] = (await phone.coupon.listMine({ state: 'usable', cursor: null })).coupons;
    if (first)
      await clerk.coupon.redeem({
        couponId: first.id,
        turn: 1,
        storeId: STORE,
        amountFen: fen(10_000),
        memberCode: code,
      });
    const orderId = await billOf(cloud, 3200);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
  }
  await fetch(`${cloud.url}/local/wechat/follow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid: 'oaSame-1', unionid: 'uSame' }),
  });
  await restSweeps(cloud);
  ids = { kept: await memberIdOf(one), absorbed: await memberIdOf(two) };
  return people;
}

async function pass(...minutes: number[]): Promise<void> {
  for (const more of minutes) {
    cloud.moveClock(cloud.clock.now() + more * MINUTE_MS);
    await sweepTrade(cloud);
  }
}

/** The parts whose work is seen in the end, and the collection each finds it in when nothing wakes it. */
const LATE: readonly (readonly [part: string, collection: string])[] = [
  ['reminders', 'reminders'],
  ['member_index', 'facts'],
];

/** A crash may lose the mark that wakes a part: then it finds its work when it is its turn. */
async function passTheirTurns(): Promise<void> {
  const places = placesOf(schedule.parts);
  for (const [part, collection] of LATE) {
    const isTheirs = (minutes: number): boolean => {
      const turn = turnOf('sweep', places.length, addMs(instant(cloud.clock.now()), minutes * MINUTE_MS));
      const place = turn === null ? undefined : places[turn];
      return place?.part.name === part && place.source.collection === collection;
    };
    let minutes = 1;
    while (!isTheirs(minutes)) minutes += 1;
    await pass(minutes);
  }
}

/** Everything there is, as text, without what a crash may change and nobody can see: times of the steps, retries. */
function endState(): Record<string, string[]> {
  const [kept, absorbed] = [ulidOf(ids.kept), ulidOf(ids.absorbed)];
  const unseen = [
    'leaseHolder',
    'dueAt',
    'deadline',
    'createdAt',
    'linkedAt',
    'verifiedAt',
    'updatedAt',
    'wakeAt',
    'at',
    'undoUntil',
    'undoneAt',
    'recordedAt',
    'writtenAt',
    'movedAt',
    'position',
    'advances',
    'checkedAt',
    'changedAt',
    'nextDueAt',
    // A mark for the sweep, found in its part’s turn when a crash loses what wakes it.
    'personCheckAt',
  ];
  const seen = (key: string, value: unknown) => (unseen.includes(key) ? undefined : value);
  const text = (document: object) =>
    JSON.stringify(document, seen).replaceAll(kept, 'KEPT').replaceAll(absorbed, 'ABSORBED');
  // When the sweep looks where again is its own affair, and how often somebody asked is no part of what came of it.
  // The chain of the log hashes the very times that differ; that it stays whole is verify-audit's to say.
  // What is known of members is told by facts, in another sweep’s time: that a crash changes nothing of it is shown with it (audience).
  const untold: readonly string[] = [
    'dueWork',
    'limitWindows',
    'auditBlocks',
    'auditHeads',
    ...Object.keys(audienceCollections),
    ...Object.keys(insightCollections),
  ];
  const told = collectionNames.filter((name) => !untold.includes(name));
  return Object.fromEntries(told.map((name) => [name, documentsOf(cloud, name).map(text).sort()] as const));
}

type Ask = () => Promise<unknown>;

/** The calls one undisturbed run makes, and how it ends. */
async function undisturbed(restore: () => Promise<void>, ask: Ask) {
  await restore();
  cloud.faults.database.startTrace();
  await ask();
  const calls = cloud.faults.database.trace.map(describeCall);
  await pass(3, 12);
  await passTheirTurns();
  return { calls, end: endState() };
}

/** The calls whose death may end otherwise than another's, and of those the ones drawn for this run. */
function deathsOf(calls: readonly string[]): [position: number, call: string][] {
  const unlike = [...calls.entries()].filter(
    ([position, call]) =>
      // Dying at a read of a transaction is dying at its first write: nothing of it is written.
      !(call.includes('getDocument') && call.includes('in transaction')) &&
      // So is dying at any of its writes, one like the other: its commit, and now and then a write, stand for them.
      !(call.includes('modifyDocument') && position % 8 > 0),
  );
  return unlike.filter((_, place) => isDrawn(place + 1));
}

async function breakEverywhere(restore: () => Promise<void>, ask: Ask): Promise<number> {
  const { calls, end } = await undisturbed(restore, ask);
  let unfinished = 0;
  for (const [position, call] of deathsOf(calls)) {
    await restore();
    await dieAt(cloud, position + 1, ask);
    if (documentsOf(cloud, 'merges').some(({ status }) => status === 'running' || status === 'undoing'))
      unfinished += 1;
    await pass(3);
    // Where nothing was begun the person, or the operator, asks again.
    await ask();
    await pass(12);
    await passTheirTurns();
    expect({ position, call, end: endState() }).toEqual({ position, call, end });
  }
  return unfinished;
}

it('a merge and an undo broken anywhere end as if nothing had happened', async () => {
  const { both } = await twoFullMembers();
  const requestId = newTestRequest();
  const linkMine: Ask = () =>
    cloud.invoke('identity', { op: 'linkMine', input: {}, requestId }, both.identity);
  expect(await breakEverywhere(snapshotOf(cloud), linkMine)).toBeGreaterThan(3);

  const mergeId = await latestMerge(cloud);
  const undo: Ask = () =>
    cloud.invoke(
      'identity',
      { op: 'undoMerge', input: { mergeId, reason: '两个人' }, requestId },
      'operator-he',
    );
  expect(await breakEverywhere(snapshotOf(cloud), undo)).toBeGreaterThan(3);
});
