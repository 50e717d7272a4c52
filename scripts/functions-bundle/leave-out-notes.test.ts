import { withoutNotes } from './leave-out-notes';

describe('notes in a schema', () => {
  it.each([
    ["at: v.instant.describe('when it was'),", 'at: v.instant,'],
    ["n: z\n  .int()\n  .describe('it’s `so` many'),", 'n: z\n  .int(),'],
    ['n: z.int().describe(\n  "a \'quoted\' one",\n),', 'n: z.int(),'],
    ["indexes: [index('by_at', '-at'), { ...index('by_code', 'code'), unique: true }],", 'indexes: [],'],
    ["id: 'the code', about: 'What it is.',", "id: '', about: '',"],
    [
      "kind: z.enum(['describe', 'about']), id: documentId,",
      "kind: z.enum(['describe', 'about']), id: documentId,",
    ],
  ])('%j', (source, expected) => {
    expect(withoutNotes(source)).toBe(expected);
  });
});
