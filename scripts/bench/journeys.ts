import { DAY_MS, instant, MINUTE_MS } from '../../contracts/primitives/time';
import { runDue } from '../../cloudfunctions/journey/run/run-due';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { createClock } from '../../local/cloudbase/clock';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import type { LocalCloud } from '../../local/server';
import { memberIdOf } from '../../tests/stage/identity-stage';
import { planOf, publish, tagAs, waitFor } from '../../tests/stage/journey/journey-stage';
import { numberedMemberId } from '../../tests/stage/numbered-member';
import { timerCallOf } from '../../tests/stage/sweep-stage';
import { documentsOf, NOON, phoneOf } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const DUE = 1000;
const WAITING = [10_000, 1_000_000];
const DUE_AT = NOON + DAY_MS;

/** A thousand runs that come due, each to be tagged, among ever more that wait: what it costs grows with what is due. */
export async function measureJourneys(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  let first = NaN;
  for (const waiting of WAITING) {
    const { seconds, busy, calls } = await measureSteps(waiting);
    if (waiting === WAITING[0]) first = busy;
    const among = `among ${waiting.toLocaleString('en')}`;
    results.push(measured(`journeys: steps per second ${among} that wait`, DUE / seconds, 'per s'));
    results.push(measured(`journeys: database calls per step ${among} that wait`, calls / DUE, 'calls'));
    if (waiting === WAITING.at(-1))
      results.push(measured('journeys: processor time against among 10,000', busy / first, '×', 1.3));
  }
  return results;
}

async function measureSteps(waiting: number): Promise<{ seconds: number; busy: number; calls: number }> {
  const cloud = await startDemoCloud({
    location: ':memory:',
    tiers: false,
    clock: createClock({ frozenAt: NOON }),
  });
  try {
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    await loadRuns(cloud, waiting);
    cloud.moveClock(DUE_AT + MINUTE_MS);
    const before = cloud.stats.counts(cloud.env).total;
    const startedAt = performance.now();
    const usage = process.cpuUsage();
    const { runsMoved } = await runDue({ ...timerCallOf(cloud), now: instant(DUE_AT + MINUTE_MS) });
    const { user, system } = process.cpuUsage(usage);
    if (runsMoved !== DUE) throw new Error(`${runsMoved} moved of ${DUE}`);
    return {
      seconds: (performance.now() - startedAt) / 1000,
      busy: (user + system) / 1_000_000,
      calls: cloud.stats.counts(cloud.env).total - before,
    };
  } finally {
    await cloud.close();
  }
}

/** Written into the database directly: a million entries would take hours. */
async function loadRuns(cloud: LocalCloud, waiting: number): Promise<void> {
  const plan = planOf([waitFor('day', 1440, 'tag'), tagAs('tag', '到了', null)], {
    trigger: { on: 'hand' },
  });
  const journeyId = await publish(cloud, '久等', plan);
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  const { journey } = phoneOf(cloud, 'operator-he');
  await journey.enterByHand({ journeyId, memberIds: [await memberIdOf(lin)] });
  const [member] = documentsOf(cloud, 'members');
  const [run] = documentsOf(cloud, 'journeyRuns');
  if (!member || !run) throw new Error('no sample');
  const environment = cloud.database.environment(cloud.env);
  await environment.remove('journeyRuns', {}, true);
  const people = Array.from({ length: DUE }, (_, n) => n);
  environment.load(
    'members',
    people.map((n) => ({ ...member, _id: numberedMemberId(n), welcomePoints: 'done' })),
  );
  environment.load('journeyRuns', runsOf(run, waiting));
}

function* runsOf(sample: object, waiting: number): Generator<Record<string, unknown>> {
  for (let n = 0; n < waiting; n += 1) {
    const wakeAt = n < DUE ? DUE_AT - 1000 + n : DUE_AT + DAY_MS + n * 1000;
    const memberId = numberedMemberId(n < DUE ? n : DUE + (n % 20_000));
    yield {
      ...sample,
      _id: `jny_bench:${memberId}:${n}`,
      memberId,
      node: 'day',
      visits: { day: 1 },
      waiting: { since: NOON, until: wakeAt },
      wakeAt,
    };
  }
}
