import path from 'node:path';
import { buildFunctions } from '../build-functions';
import { withoutNotes } from './leave-out-notes';

const BUDGET_KB = 700;
/** The sweep carries a part of every area, also what tells WeChat of shipped goods, and is over until the parts of payment have a timer of their own. */
const OVER: Readonly<Record<string, number>> = { sweep: 815 };

describe('what a cold start has to read', () => {
  it(`is at most ${BUDGET_KB} KB for every function but the sweep`, async () => {
    const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
    expect(built.length).toBeGreaterThan(5);
    const tooLarge = built
      .map(({ name, bytes }) => ({ name, kb: Math.round(bytes / 1024) }))
      .filter(({ name, kb }) => kb > (OVER[name] ?? BUDGET_KB));
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
