/**
 * The index must never change an answer: for random documents, conditions, orders and pages, the narrowed query gives what a scan
 * of everything by mingo gives. Fixed seed.
 */
import fc from 'fast-check';
import { Query } from 'mingo';
import { compare } from 'mingo/util';
import { createDatabase, type CollectionSchema, type Document } from '../../local/cloudbase/database';

const INDEXES: CollectionSchema['indexes'] = [
  { name: 'a', keys: [{ field: 'a', direction: 1 }] },
  {
    name: 'a_b',
    keys: [
      { field: 'a', direction: 1 },
      { field: 'b', direction: -1 },
    ],
  },
  { name: 'c_d', keys: [{ field: 'c.d', direction: -1 }] },
  {
    name: 'b_a_c',
    keys: [
      { field: 'b', direction: 1 },
      { field: 'a', direction: 1 },
      { field: 'c.d', direction: 1 },
    ],
  },
];

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-1.5, 2.5, 1e12),
  fc.constantFrom('', 'a', 'ab', 'b', '中', '\u0000', 'a\u0000b'),
  fc.boolean(),
  fc.integer({ min: -2, max: 2 }).map((day) => new Date(day * 86_400_000)),
  fc.constant(null),
);

const documentOf = (a: fc.Arbitrary<unknown>): fc.Arbitrary<Document> =>
  fc.record({ a, b: scalar, c: fc.record({ d: scalar }, { requiredKeys: [] }) }, { requiredKeys: [] });

const oneValuePerField = documentOf(scalar);

/** Arrays in one field only: two array fields in one compound index are refused, as MongoDB refuses them. */
const withArrays = documentOf(fc.oneof({ weight: 2, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 })));

const operand = scalar.filter((value) => value !== null);
const condition = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $gt: operand }),
  fc.record({ $gte: operand, $lt: operand }),
  fc.record({ $gt: operand, $lte: operand }),
  fc.record({ $lte: operand, $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
);
const simpleFilter = fc.record({ a: condition, b: condition, 'c.d': condition }, { requiredKeys: [] });
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: simpleFilter },
  fc.record({ $and: fc.array(simpleFilter, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $or: fc.array(simpleFilter, { minLength: 1, maxLength: 2 }), a: condition }),
);

const direction = fc.constantFrom<1 | -1>(1, -1);
const order = fc.uniqueArray(fc.record({ field: fc.constantFrom('a', 'b', 'c.d'), direction }), {
  maxLength: 3,
  selector: ({ field }) => field,
});

interface Case {
  documents: Document[];
  filter: Document;
  order: { field: string; direction: 1 | -1 }[];
  skip: number;
  limit: number;
}

const caseOf = (document: fc.Arbitrary<Document>): fc.Arbitrary<Case> =>
  fc.record({
    documents: fc.array(document, { maxLength: 25 }),
    filter,
    order,
    skip: fc.integer({ min: 0, max: 4 }),
    limit: fc.integer({ min: 1, max: 30 }),
  });

const database = createDatabase({
  location: ':memory:',
  schema: [{ name: 'things', indexes: INDEXES }],
  now: () => 0,
});
const environment = database.environment('property');
afterAll(() => database.close());

function load(documents: Document[]): void {
  environment.reset();
  environment.load(
    'things',
    documents.map((document, position) => ({ _id: position, ...document })),
  );
}

function found(query: Omit<Case, 'documents'>): Document[] {
  return environment.findDocuments('things', query).map(({ document }) => document);
}

function valueAt(document: Document, field: string): unknown {
  const value = field
    .split('.')
    .reduce<unknown>((holder, key) => (holder as Document | undefined)?.[key], document);
  return value ?? null;
}

const sortValues = (documents: Document[], fields: Case['order']): unknown[][] =>
  documents.map((document) => fields.map(({ field }) => valueAt(document, field)));

function scan({ documents, filter: wanted, order: fields }: Case): Document[] {
  const query = new Query(wanted);
  const matching = documents
    .map((document, position) => ({ _id: position, ...document }))
    .filter((document) => query.test(document));
  return matching.sort((one, two) => {
    for (const { field, direction: way } of fields) {
      const difference = compare(valueAt(one, field), valueAt(two, field)) * way;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

const ids = (documents: Document[]): number[] =>
  documents.map(({ _id }) => Number(_id)).sort((one, two) => one - two);

test('with single values: the same documents, in the same order, on the same page', () => {
  fc.assert(
    fc.property(caseOf(oneValuePerField), (example) => {
      load(example.documents);
      const expected = scan(example);
      const all = found({ ...example, skip: 0, limit: 1000 });
      expect(ids(all)).toEqual(ids(expected));
      const page = expected.slice(example.skip, example.skip + example.limit);
      expect(sortValues(found(example), example.order)).toEqual(sortValues(page, example.order));
    }),
    { seed: 20260501, numRuns: 600 },
  );
});

test('with arrays among the values: the same documents', () => {
  fc.assert(
    fc.property(caseOf(withArrays), (example) => {
      load(example.documents);
      expect(ids(found({ ...example, skip: 0, limit: 1000 }))).toEqual(ids(scan(example)));
    }),
    { seed: 20260502, numRuns: 600 },
  );
});

test('different elements of an array may satisfy the two ends of a range', () => {
  load([{ a: [3, -1] }, { a: [1] }, { a: 3 }]);
  const query = { filter: { a: { $gte: 2, $lt: 0 } }, order: [], skip: 0, limit: 10 };
  expect(ids(found(query))).toEqual([0]);
  expect(environment.lastQuery.indexUsed).toBe('a');
});

test('after updates and removals the indexes still agree with the documents', async () => {
  await fc.assert(
    fc.asyncProperty(caseOf(withArrays), filter, scalar, async (example, target, value) => {
      load(example.documents.map((document) => ({ ...document, c: { d: valueAt(document, 'c.d') } })));
      await environment.update('things', {
        filter: target,
        modifier: { $set: { a: value, 'c.d': value } },
        multi: true,
      });
      await environment.remove('things', { b: value }, true);
      const everything = found({ filter: {}, order: [], skip: 0, limit: 1000 });
      const query = new Query(example.filter);
      const expected = everything.filter((document) => query.test(document));
      expect(ids(found({ ...example, skip: 0, limit: 1000 }))).toEqual(ids(expected));
    }),
    { seed: 20260503, numRuns: 300 },
  );
});
