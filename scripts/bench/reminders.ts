import { addMs, DAY_MS, instant, MINUTE_MS } from '../../contracts/primitives/time';
import { createClock } from '../../local/cloudbase/clock';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { creditKey } from '../../local/wechat/state';
import { numberedMemberId } from '../../tests/stage/numbered-member';
import { fileKeptReminders } from '../../tests/stage/kept-reminders';
import { documentsOf, NOON, phoneOf } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const DUE = 1000;
const EXISTING = [10_000, 100_000, 1_000_000];
const TEMPLATE = 'tmpl-coupon-expiry';
const MOST_SWEEPS = 20;
const DUE_AT = NOON + 10 * MINUTE_MS;

const openIdOf = (n: number): string => `oBench-${n}`;
/**
 * A sweep that finds a thousand reminders due, each for a person of their own with a send left, among ever more that are
 * not: what it costs grows with what is due. The rate limit is lifted, so that the sweep and not the limit is measured.
 */
export async function measureSweeps(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  let first = NaN;
  for (const existing of EXISTING) {
    const { seconds, busy, calls, sent } = await measureSweep(existing);
    if (sent !== DUE) throw new Error(`${sent} sent of ${DUE}`);
    if (existing === EXISTING[0]) first = busy;
    const among = `among ${existing.toLocaleString('en')}`;
    results.push(measured(`sweep: ${DUE} due ${among}`, seconds, 's'));
    results.push(measured(`sweep: sends per second ${among}`, DUE / seconds, 'per s'));
    results.push(measured(`sweep: database calls per message ${among}`, calls / DUE, 'calls'));
    if (existing === EXISTING.at(-1))
      results.push(measured('sweep: processor time against among 10,000', busy / first, '×', 1.3));
  }
  return results;
}

interface Cost {
  seconds: number;
  /** Processor time: what else the machine does is not in it. */
  busy: number;
  calls: number;
}

async function measureSweep(existing: number): Promise<Cost & { sent: number }> {
  const cloud = await startDemoCloud({
    tiers: false,
    location: ':memory:',
    clock: createClock({ frozenAt: NOON }),
    settings: { messageRules: { sendsPerSecond: 100_000, sendsAtOnce: 8 } },
  });
  try {
    await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
    loadReminders(cloud, existing);
    // Once with nothing due: what a sweep costs by itself, with everything warm.
    const idle = await sweep(cloud, NOON + MINUTE_MS);
    const full = { seconds: 0, busy: 0, calls: 0 };
    // One sweep does it, unless the machine is so slow that its time runs out.
    for (let minute = 0; minute < MOST_SWEEPS && cloud.wechat.state.messages.length < DUE; minute += 1) {
      const cost = await sweep(cloud, DUE_AT + minute * MINUTE_MS);
      full.seconds += cost.seconds;
      full.busy += cost.busy;
      full.calls += cost.calls;
    }
    return {
      seconds: full.seconds - idle.seconds,
      busy: full.busy - idle.busy,
      calls: full.calls - idle.calls,
      sent: cloud.wechat.state.messages.length,
    };
  } finally {
    await cloud.close();
  }
}

async function sweep(cloud: LocalCloud, at: number): Promise<Cost> {
  cloud.moveClock(at);
  const before = cloud.stats.counts(cloud.env).total;
  const startedAt = performance.now();
  const busy = process.cpuUsage();
  await cloud.triggerTimers();
  const { user, system } = process.cpuUsage(busy);
  return {
    busy: (user + system) / 1_000_000,
    seconds: (performance.now() - startedAt) / 1000,
    calls: cloud.stats.counts(cloud.env).total - before,
  };
}

/** Written into the database directly: a million joins would take hours. */
function loadReminders(cloud: LocalCloud, existing: number): void {
  const [member] = documentsOf(cloud, 'members');
  const [coupon] = documentsOf(cloud, 'coupons');
  const [reminder] = documentsOf(cloud, 'reminders');
  if (!member || !coupon || !reminder) throw new Error('no sample');
  const environment = cloud.database.environment(cloud.env);
  const people = Array.from({ length: DUE }, (_, n) => n);
  const keyOf = (n: number): string => `openid:${DEMO_APPID}:${openIdOf(n)}`;
  const deadline = addMs(instant(DUE_AT), 30 * MINUTE_MS);
  environment.load(
    'members',
    people.map((n) => ({ ...member, _id: numberedMemberId(n), welcomePoints: 'done' })),
  );
  environment.load(
    'identities',
    people.map((n) => ({
      _id: keyOf(n),
      kind: 'openid',
      memberId: numberedMemberId(n),
      linkedAt: NOON,
      verifiedAt: NOON,
    })),
  );
  environment.load(
    'coupons',
    people.map((n) => ({
      ...coupon,
      _id: `cpn_bench-${n}`,
      code: `9${String(n).padStart(15, '0')}`,
      memberId: numberedMemberId(n),
      expiresAt: deadline,
    })),
  );
  environment.load(
    'subscriptionCredits',
    people.map((n) => ({
      _id: `${DEMO_APPID}:${openIdOf(n)}:${TEMPLATE}`,
      openIdKey: keyOf(n),
      available: 1,
      reserved: 0,
      unmatched: [],
      updatedAt: NOON,
    })),
  );
  for (const n of people) cloud.wechat.state.credits.set(creditKey(openIdOf(n), TEMPLATE), 1);
  environment.load('reminders', remindersOf(reminder, existing, deadline));
}

/** A thousand due; of the others half are still to come, half were sent. */
function* remindersOf(
  sample: object,
  existing: number,
  deadline: number,
): Generator<Record<string, unknown>> {
  for (let n = 0; n < existing; n += 1) {
    const due = n < DUE;
    const later = NOON + DAY_MS + n * 1000;
    yield {
      ...sample,
      _id: `rem:coupon_expiry:cpn_bench-${n}`,
      recipient: numberedMemberId(due ? n : DUE + (n % 20_000)),
      subjectId: `cpn_bench-${n}`,
      dueAt: due ? DUE_AT - 1000 + n : later,
      deadline: due ? deadline : later + DAY_MS,
      status: due || n % 2 === 0 ? 'scheduled' : 'sent',
    };
  }
}
