import path from 'node:path';
import { buildFunctions } from '../build-functions';
import { withoutNotes } from './leave-out-notes';

const BUDGET_KB = 700;

describe('what a cold start has to read', () => {
  it(`is at most ${BUDGET_KB} KB for every function`, async () => {
    const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
    expect(built.length).toBeGreaterThan(5);
    const tooLarge = built
      .map(({ name, bytes }) => ({ name, kb: Math.round(bytes / 1024) }))
      .filter(({ kb }) => kb > BUDGET_KB);
    expect(tooLarge).toEqual([]);
  }, 180_000);
});

describe('notes in a schema', () => {
  it.each([
    ["at: v.instant.describe('when it was'),", 'at: v.instant,'],
    ["n: z\n  .int()\n  .describe('it’s `so` many'),", 'n: z\n  .int(),'],
    ['n: z.int().describe(\n  "a \'quoted\' one",\n),', 'n: z.int(),'],
    ["id: 'the code', about: 'What it is.',", "id: '', about: '',"],
    [
      "kind: z.enum(['describe', 'about']), id: documentId,",
      "kind: z.enum(['describe', 'about']), id: documentId,",
    ],
  ])('%j', (source, expected) => {
    expect(withoutNotes(source)).toBe(expected);
  });
});
