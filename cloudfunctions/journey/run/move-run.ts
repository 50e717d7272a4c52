import type { ActNode, JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { Ending } from '../../../contracts/journey/journey-values';
import { packGrant } from '../../coupon/issue/grant';
import { issueInTransaction, type Issue } from '../../coupon/issue/issue-in-transaction';
import { markExposed } from '../../experiment/deals/mark-exposed';
import { shortName } from '../../kit/ids/spread';
import type { TransactionStore } from '../../kit/store/store';
import { advance, pastAct, type Advanced } from '../rules/advance';
import { movedTo } from '../rules/migration';
import { deliverAct } from './deliver-act';
import { endedRun, saveRun, traced, writeRun, type Run } from './save-run';
import { applyGrowth, readStanding, type Standing } from './apply-growth';
import { giveMessage, prepareMessage, type Prepared } from './give-message';
import { loadTraveller, daysOf, type Traveller } from './load-traveller';
import type { Journey, Moving } from './load-moving';

/** A run that is about to move, by the version it goes on with. */
interface Stage {
  moving: Moving;
  /** As it stands in the database: the revision it is written over. */
  stored: Run;
  /** The same where it goes on. */
  run: Run;
  plan: JourneyPlan;
  traveller: Traveller;
}

/**
 * Brings a due run one step on: the step, what it does and where the run stands then are one transaction, written only over the run as it was read. So a crash, a repeat or
 * a second worker does nothing twice.
 */
export async function moveRun(moving: Moving, stored: Run): Promise<void> {
  const { call, journeys } = moving;
  const journey = journeys.get(stored.journeyId);
  if (!journey || journey.status === 'ended') return end(moving, stored, 'stopped');
  if (journey.status === 'paused') return park(moving, stored);
  const versions = await moving.versionsOf(stored.journeyId);
  const own = versions.find(({ version }) => version === stored.version);
  if (!own) return end(moving, stored, 'stopped');
  const { node, visits, waiting } = stored;
  const later = versions.filter(({ version }) => version > stored.version && version <= journey.version);
  const moved = movedTo(stored.version, { node, visits, waiting }, later);
  if ('nowhere' in moved) return end(moving, stored, 'migrated_away');
  const plan = versions.find(({ version }) => version === moved.version)?.plan ?? own.plan;
  const run = { ...stored, version: moved.version, ...moved.position };
  const traveller = await loadTraveller(moving, run, plan);
  const why = leaving(traveller, plan);
  if (why) return end(moving, stored, why);
  const went = advance(plan, moved.position, {
    now: call.now,
    runId: run._id,
    ways: run.ways,
    days: daysOf(traveller, call.now),
    holds: traveller.holds,
    happened: traveller.happened,
  });
  await expose(moving, journey, run, went.passed);
  return write({ moving, stored, run, plan, traveller }, went);
}

/** Who comes to what is tried is told to its experiment, once. */
async function expose(
  { call: { store, now } }: Moving,
  { experiment }: Journey,
  { memberId }: Run,
  passed: Advanced['passed'],
): Promise<void> {
  if (!experiment || !passed.some(({ node }) => node === experiment.node)) return;
  const { experimentId } = experiment;
  await store.transact((transaction) => markExposed(transaction, { experimentId, memberId }, now));
}

function leaving({ member, reachedGoal, holds }: Traveller, { exitWhen }: JourneyPlan): Ending | null {
  if (!member) return 'closed';
  if (reachedGoal) return 'goal';
  return exitWhen && holds(exitWhen) ? 'exited' : null;
}

async function end({ call }: Moving, run: Run, how: Ending): Promise<void> {
  await call.store.transact((transaction) => saveRun(transaction, run, endedRun(run, how, call.now)));
}

async function park({ call }: Moving, run: Run): Promise<void> {
  const parked: Run = { ...run, state: 'paused', parkedUntil: run.wakeAt, wakeAt: null };
  await call.store.transact((transaction) => saveRun(transaction, run, parked));
}

async function write(stage: Stage, went: Advanced): Promise<void> {
  const { moving, stored, run } = stage;
  const { now } = moving.call;
  const here = traced({ ...run, ...went.position }, went.passed, now);
  if (went.to === 'end') return end(moving, { ...here, revision: stored.revision }, went.how);
  if (went.to === 'act') return act(stage, here, went);
  const waiting: Run = { ...here, listensFor: went.fact, wakeAt: went.until, failures: 0, error: null };
  await moving.call.store.transact((transaction) => saveRun(transaction, stored, waiting));
}

type Act = Extract<Advanced, { to: 'act' }>;

async function act(stage: Stage, here: Run, { node, key }: Act): Promise<void> {
  const { moving, traveller } = stage;
  const { store } = moving.call;
  const prepared = node.do === 'message' ? await prepareMessage(moving, here, traveller) : null;
  const standing =
    node.do === 'growth' && traveller.member ? await readStanding(store, traveller.member) : null;
  const stepping: Stepping = { ...stage, here, node, key, prepared, standing };
  if (node.do === 'coupon') return giveCoupons(stepping, node.packId);
  await store.transact((transaction) => step(transaction, stepping, null));
}

async function giveCoupons(stepping: Stepping, packId: string): Promise<void> {
  const { moving, here, key } = stepping;
  const { store, now } = moving.call;
  const pack = await store.couponPacks.get(packId);
  const grant = { memberId: here.memberId, channel: 'push' as const, occasion: shortName(key), at: now };
  const request = packGrant(pack?.status === 'published' ? pack : null, grant);
  await issueInTransaction(store, request, now, (transaction, issue) => step(transaction, stepping, issue));
}

interface Stepping extends Stage {
  /** The run at the act. */
  here: Run;
  node: ActNode;
  key: string;
  prepared: Prepared | null;
  standing: Standing | null;
}

async function step(transaction: TransactionStore, stepping: Stepping, issue: Issue | null): Promise<void> {
  const { moving, stored, here, node, key } = stepping;
  const { now } = moving.call;
  const fresh = await transaction.journeyRuns.get(stored._id);
  if (fresh?.revision !== stored.revision || fresh.state !== 'active') return;
  const member = await transaction.members.get(here.memberId);
  if (member?.status !== 'active') return;
  const profile = await transaction.messageProfiles.get(here.memberId);
  // No news, or nothing picked for them.
  if (profile?.mutedKinds.includes('campaign') || profile?.personalised === false) {
    return writeRun(transaction, endedRun(here, 'opted_out', now));
  }
  if (node.do === 'message') return message(transaction, stepping, profile);
  if (node.do === 'coupon') {
    const issued = (await issue?.())?.issued ?? [];
    return writeRun(transaction, past(stepping, issued.length > 0 ? 'given' : 'refused'));
  }
  const what =
    node.do === 'growth'
      ? await applyGrowth(transaction, node, stepping.standing, { key, now })
      : await deliverAct(transaction, node, { run: here, member, key, now });
  await writeRun(transaction, past(stepping, what));
}

type Profile = Parameters<typeof giveMessage>[2]['profile'];

async function message(transaction: TransactionStore, stepping: Stepping, profile: Profile): Promise<void> {
  const { moving, stored, here, node, key, prepared } = stepping;
  const { now } = moving.call;
  if (node.do !== 'message') return;
  if (!prepared) return writeRun(transaction, past(stepping, 'refused'));
  const dueAt = stored.heldSince ?? stored.wakeAt ?? now;
  const { held, channel } = await giveMessage(transaction, moving, { node, key, dueAt, prepared, profile });
  if (held.act === 'hold') {
    const waits = { ...here, wakeAt: held.until, heldSince: dueAt, failures: 0, error: null };
    const isNews = here.trace.at(-1)?.what !== `held_${held.why}`;
    const trace = isNews ? [{ node: node.id, what: `held_${held.why}` }] : [];
    await writeRun(transaction, traced(waits, trace, now));
  } else if (held.act === 'exit') {
    await writeRun(transaction, endedRun(here, 'capped', now));
  } else {
    const what = held.act === 'send' ? (channel ?? 'inbox') : `skipped_${held.why}`;
    await writeRun(transaction, past(stepping, what));
  }
}

/** What comes after the act is due at once. */
function past({ here, node, moving }: Stepping, what: string): Run {
  const { now } = moving.call;
  const position = pastAct({ node: here.node, visits: here.visits, waiting: null }, node);
  const after: Run = {
    ...traced(here, [{ node: node.id, what }], now),
    ...position,
    listensFor: null,
    heldSince: null,
    wakeAt: now,
    failures: 0,
    error: null,
  };
  return position.node === null ? endedRun(after, 'ended', now) : after;
}
