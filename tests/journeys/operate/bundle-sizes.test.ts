import path from 'node:path';
import { buildFunctions } from '../../../scripts/build-functions';

const BUDGET_KB = 700;

describe('what a cold start has to read', () => {
  // They stand there, built for all journeys: nothing is built again.
  it(`is at most ${BUDGET_KB} KB for every function`, async () => {
    const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
    expect(built.length).toBeGreaterThan(5);
    const tooLarge = built
      .map(({ name, bytes }) => ({ name, kb: Math.round(bytes / 1024) }))
      .filter(({ kb }) => kb > BUDGET_KB);
    expect(tooLarge).toEqual([]);
  });
});
