import path from 'node:path';
import { buildFunctions } from '../../../scripts/build-functions';
import { callsAtStart } from '../../stage/watch/start-cost';

const BUDGET_KB = 700;
/** Of functions of the bundle, by whichever of them starts with most; what is new should wait for its first use. */
const BUDGET_CALLS = 44_000;

describe('what a cold start has to read and to run', () => {
  // They stand there, built for all journeys: nothing is built again.
  it(`is at most ${BUDGET_KB} KB for every function`, async () => {
    const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
    expect(built.length).toBeGreaterThan(5);
    const tooLarge = built
      .map(({ name, bytes }) => ({ name, kb: Math.round(bytes / 1024) }))
      .filter(({ kb }) => kb > BUDGET_KB);
    expect(tooLarge).toEqual([]);
  });

  it(`is at most ${BUDGET_CALLS} calls of its own functions`, async () => {
    const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
    const started = built.map(({ name, file }) => ({ name, calls: callsAtStart(file) }));
    expect(started.filter(({ calls }) => calls > BUDGET_CALLS)).toEqual([]);
    // The SDK and the contracts alone take that many: it is the whole that was counted.
    expect(Math.min(...started.map(({ calls }) => calls))).toBeGreaterThan(10_000);
  });
});
