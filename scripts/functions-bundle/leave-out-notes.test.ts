import { withoutNotes, withoutWords } from './leave-out-notes';

describe('notes in a schema', () => {
  it.each([
    ["at: v.instant.describe('when it was'),", 'at: v.instant,'],
    ["n: z\n  .int()\n  .describe('it’s `so` many'),", 'n: z\n  .int(),'],
    ['n: z.int().describe(\n  "a \'quoted\' one",\n),', 'n: z.int(),'],
    ["indexes: [index('by_at', '-at'), { ...index('by_code', 'code'), unique: true }],", ''],
    ["id: 'the code', about: 'What it is.', document,", 'document,'],
    [
      "kind: z.enum(['describe', 'about']), id: documentId,",
      "kind: z.enum(['describe', 'about']), id: documentId,",
    ],
  ])('%j', (source, expected) => {
    expect(withoutNotes(source)).toBe(expected);
  });
});

describe('what a contract says in words', () => {
  it.each([
    [
      "idempotency: { decidedBy: 'orders/<id>: once', byRequest: true },",
      "idempotency: { decidedBy: '', byRequest: true },",
    ],
    ['decidedBy:\n  "it is the other\u2019s",', "decidedBy: '',"],
    ["limit: { boundedBy: 'one a person' },", "limit: { boundedBy: '' },"],
    ["status: z.literal('decidedBy'),", "status: z.literal('decidedBy'),"],
  ])('%j', (source, expected) => {
    expect(withoutWords(source)).toBe(expected);
  });
});
