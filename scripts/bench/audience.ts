import { newMemberId } from '../../cloudfunctions/kit/ids/new-id';
import { openStore } from '../../cloudfunctions/kit/store/store';
import { loadSet } from '../../cloudfunctions/audience/sets/load-set';
import { popCount } from '../../cloudfunctions/audience/bitmaps/bits';
import { installBuiltIns } from '../../cloudfunctions/audience/segments/install-built-ins';
import { keepSegments } from '../../cloudfunctions/audience/segments/keep-segments';
import { withNext } from '../../cloudfunctions/audience/segments/build-segments';
import { NOBODY } from '../../cloudfunctions/audience/rules/nobody';
import type { SegmentRule } from '../../contracts/audience/segment-rule';
import { addMs, DAY_MS, instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { createClock } from '../../local/cloudbase/clock';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import { NOON } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const FLIPS = 1000;
/** Only when asked for, `BENCH_MEMBERS=…`: it takes minutes. */
const { BENCH_MEMBERS } = process.env;
const SIZES = BENCH_MEMBERS === undefined ? [] : [1000, Number(BENCH_MEMBERS)];

interface Costs {
  name: string;
  seconds: number;
  calls: number;
}

/** A shop of so many members: a segment that is built, a thousand who cross by time, a count, an intersection. */
async function measureShop(members: number): Promise<Costs[]> {
  const cloud = await startDemoCloud({
    location: ':memory:',
    tiers: false,
    clock: createClock({ frozenAt: NOON }),
  });
  try {
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    const environment = cloud.database.environment(cloud.env);
    let now = instant(NOON);
    loadMembers(environment, members, now);
    const meter = { databaseCalls: 0 };
    const store = openStore(meter, 'write');
    const costs: Costs[] = [];
    const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const [startedAt, calls] = [performance.now(), meter.databaseCalls];
      await work();
      const seconds = (performance.now() - startedAt) / 1000;
      costs.push({ name, seconds, calls: meter.databaseCalls - calls });
    };
    const sweep = () => keepSegments({ store, now, outOfTime: () => false });
    const pass = async (minutes: number): Promise<void> => {
      now = addMs(now, minutes * MINUTE_MS);
      await sweep();
    };
    await installBuiltIns(store, now);
    // What every shop begins with is counted first.
    for (let turn = 0; turn < 4; turn += 1) await pass(3);
    await store.transact(async (transaction) => {
      const fresh = {
        _id: 'seg_bench',
        name: '一成',
        builtIn: false,
        versions: 0,
        current: null,
        next: null,
      };
      const rule: SegmentRule = { if: 'tag', anyOf: ['茶'] };
      const saved = withNext({ ...fresh, dropping: [], dueAt: null, savedAt: now }, rule, members, now);
      await transaction.segments.replace(saved);
    });
    await measure('building a segment of a tenth', async () => {
      for (let turn = 0; turn < 4; turn += 1) await pass(3);
    });
    const set = { all: [{ segment: 'seg_bench' }, { not: { segment: 'seg_newcomer' } }] };
    await measure('a count of two together', async () => {
      const { chunks, bitsOf } = await loadSet(store, set);
      for (let chunk = 0; chunk < chunks; chunk += 1) popCount(await bitsOf(chunk));
    });
    now = addMs(now, 2 * DAY_MS);
    await measure('a thousand who cross by time', sweep);
    return costs;
  } finally {
    await cloud.close();
  }
}

type Environment = ReturnType<Awaited<ReturnType<typeof startDemoCloud>>['database']['environment']>;

/** Of whom a thousand are newcomers for a day more. */
function loadMembers(environment: Environment, members: number, now: Instant): void {
  const page = 10_000;
  for (let from = 0; from < members; from += page)
    environment.load(
      'features',
      Array.from({ length: Math.min(page, members - from) }, (_, at) => from + at).map((seq) => ({
        _id: newMemberId(now),
        seq,
        bucket: seq % 1000,
        sample: Math.floor(seq / 7) % 1000,
        version: 1,
        of: {
          ...NOBODY.of,
          joinedAt: addMs(now, -(seq < FLIPS ? 6 : 100) * DAY_MS),
          tags: seq % 10 === 0 ? ['茶'] : [],
        },
        refreshAt: null,
        segments: [],
        nextEvalAt: null,
      })),
    );
  const build = { from: null, until: null, done: 0, changed: 0, startedAt: now, finishedAt: now };
  environment.load('audienceStates', [
    { _id: 'state', members, shape: 1, build, buildPosition: null, dueAt: null },
  ]);
}

/** What follows the members there are, and what follows those who change. */
export async function measureAudience(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const members of SIZES)
    for (const { name, seconds, calls } of await measureShop(members)) {
      results.push(measured(`audience: ${name}, of ${members}`, seconds, 's'));
      results.push(measured(`audience: ${name}, of ${members}`, calls, 'calls'));
    }
  return results;
}
