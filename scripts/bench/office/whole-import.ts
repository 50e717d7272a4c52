import type { ImportView } from '../../../contracts/office/member-imports';
import type { CollectionName } from '../../../cloudfunctions/kit/store/schema';
import { createClock } from '../../../local/cloudbase/clock';
import { startDemoCloud } from '../../../local/seed/demo-cloud';
import type { LocalCloud } from '../../../local/server';
import { csvFile, newList, sendList, tryList, waitFor } from '../../../tests/stage/office/import-list';
import { phoneOf } from '../../../tests/stage/stage';
import { measured, type BenchResult } from '../result';

/** Only when asked for, `BENCH_LINES=100000`: it takes a quarter of an hour. */
const { BENCH_LINES } = process.env;

/** What a list writes, and what is gone again when it is taken back. */
const WRITTEN: readonly CollectionName[] = [
  'members',
  'identities',
  'messageProfiles',
  'reminders',
  'coupons',
];

const countsOf = async (cloud: LocalCloud): Promise<number[]> => {
  const environment = cloud.database.environment(cloud.env);
  return Promise.all(WRITTEN.map((name) => environment.count(name, {})));
};

/** A whole list applied to its end and taken back, by the page that waits: everybody once, then as if it had never been. */
export async function measureWholeImport(): Promise<BenchResult[]> {
  if (BENCH_LINES === undefined) return [];
  const lines = Number(BENCH_LINES);
  const cloud = await startDemoCloud({
    location: ':memory:',
    tiers: false,
    clock: createClock(),
    // A busy machine meets no time limit; calls end at half of theirs all the same.
    inProcess: true,
  });
  try {
    const operator = phoneOf(cloud, 'operator-he');
    const list = newList(lines);
    const results: BenchResult[] = [];
    const step = async (name: string, work: () => Promise<ImportView>): Promise<ImportView> => {
      const startedAt = performance.now();
      const view = await work();
      const seconds = (performance.now() - startedAt) / 1000;
      results.push(measured(`import of ${lines} lines, ${list.good} of them good: ${name}`, seconds, 's'));
      return view;
    };
    const before = await countsOf(cloud);
    const { importId } = await step('dry run', async () =>
      tryList(operator, await sendList(operator, csvFile(list.rows))),
    );
    const applied = await step('applied to its end', async () => {
      await operator.office.applyImport({ importId, check: 1, reason: '旧系统停用' });
      return waitFor(operator, importId);
    });
    const [members = 0, , , , coupons = 0] = await countsOf(cloud);
    if (applied.status !== 'applied' || applied.results.made !== list.good || applied.results.skipped > 0)
      throw new Error(JSON.stringify(applied));
    if (members - (before[0] ?? 0) !== list.good || coupons !== before[4])
      throw new Error(`${members} members, ${coupons} coupons`);
    const undone = await step('taken back', async () => {
      await operator.office.undoImport({ importId, reason: '导错了' });
      return waitFor(operator, importId);
    });
    if (undone.status !== 'undone' || undone.results.undone !== list.good || undone.results.kept > 0)
      throw new Error(JSON.stringify(undone));
    const after = await countsOf(cloud);
    if (after.join() !== before.join()) throw new Error(`left: ${after.join()}, before: ${before.join()}`);
    return results;
  } finally {
    await cloud.close();
  }
}
