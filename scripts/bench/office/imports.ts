import { createClock } from '../../../local/cloudbase/clock';
import { startDemoCloud } from '../../../local/seed/demo-cloud';
import { csvFile, newList, sendList, tryList, waitFor } from '../../../tests/stage/office/import-list';
import { documentsOf, phoneOf } from '../../../tests/stage/stage';
import { measured, type BenchResult } from '../result';

const TRIED = 100_000;
const APPLIED = 10_000;

/** A list of another system with every way of being wrong, as its operator sends it, tries it and applies it. */
export async function measureImports(): Promise<BenchResult[]> {
  // The clock goes on: slices end when their time is over.
  const cloud = await startDemoCloud({ location: ':memory:', tiers: false, clock: createClock() });
  try {
    const operator = phoneOf(cloud, 'operator-he');
    const seconds = async <Answer>(work: () => Promise<Answer>): Promise<[Answer, number]> => {
      const startedAt = performance.now();
      const answer = await work();
      return [answer, (performance.now() - startedAt) / 1000];
    };
    const [large, small] = [newList(TRIED), newList(APPLIED)];
    const [tried, tryS] = await seconds(async () =>
      tryList(operator, await sendList(operator, csvFile(large.rows))),
    );
    if (tried.counts.create !== large.good) throw new Error(`${tried.counts.create} of ${large.good}`);
    const { importId } = await tryList(operator, await sendList(operator, csvFile(small.rows)));
    await operator.office.applyImport({ importId, check: 1, reason: '旧系统停用' });
    const [, applyS] = await seconds(() => waitFor(operator, importId));
    const made = documentsOf(cloud, 'members').filter(({ imported }) => imported?.importId === importId);
    if (made.length !== small.good) throw new Error(`${made.length} made of ${small.good}`);
    return [
      measured('import: dry run of 100,000 lines', tryS, 's'),
      measured('import: members made per second', made.length / applyS, 'per s'),
    ];
  } finally {
    await cloud.close();
  }
}
