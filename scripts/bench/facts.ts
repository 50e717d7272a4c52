import { isMemberId } from '../../contracts/primitives/ids';
import { addMs, instant } from '../../contracts/primitives/time';
import { foldFacts, READABLE_AFTER_MS } from '../../cloudfunctions/kit/facts/fold-facts';
import { newFact } from '../../cloudfunctions/kit/facts/new-fact';
import { openStore } from '../../cloudfunctions/kit/store/store';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { createClock } from '../../local/cloudbase/clock';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import { NOON } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const FACTS = 100_000;

/** A consumer that begins with the first of a hundred thousand facts and adds amounts up. */
export async function measureFacts(): Promise<BenchResult[]> {
  const cloud = await startDemoCloud({
    location: ':memory:',
    tiers: false,
    clock: createClock({ frozenAt: NOON }),
  });
  try {
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    const start = instant(NOON);
    const memberId = 'mem_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    if (!isMemberId(memberId)) throw new Error(memberId);
    const environment = cloud.database.environment(cloud.env);
    const told = (n: number) =>
      newFact({ kind: 'paid', cause: `bench-${n}`, memberId, at: addMs(start, n), now: addMs(start, n) });
    environment.load(
      'facts',
      Array.from({ length: FACTS }, (_, n) => ({ ...told(n) })),
    );
    const meter = { databaseCalls: 0 };
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const now = addMs(start, FACTS + READABLE_AFTER_MS);
    let sum = 0;
    const call = { store: openStore(meter, 'write'), now, outOfTime: () => false };
    const folded = await foldFacts(call, 'bench', async (facts) => {
      sum += facts.length;
    });
    if (folded !== FACTS || sum !== FACTS) throw new Error(`${folded} folded of ${FACTS}`);
    const { user, system } = process.cpuUsage(before);
    return [
      measured('facts: folding 100,000', (performance.now() - startedAt) / 1000, 's'),
      measured('facts: processor time of one', (user + system) / FACTS, 'µs'),
      measured('facts: database calls of 1,000', (meter.databaseCalls * 1000) / FACTS, 'calls', 11),
    ];
  } finally {
    await cloud.close();
  }
}
