/** Two collections without indexes, and how the tables of MongoDB's manual ask them: as the SDK sends what is raw. */
import type { Fields, SdkCollection, SdkDatabase } from '../sdk-client';
import { startPlaceForTest } from '../start-place';

export const REFUSED = 'refused';

export interface ManualPlace {
  readonly db: SdkDatabase;
  readonly left: SdkCollection;
  readonly right: SdkCollection;
  /** Without ids of their own they are called 1, 2, 3 …. */
  fill(collection: SdkCollection, documents: readonly object[]): Promise<void>;
  idsOf(found: Promise<{ data: Fields[] }>): Promise<unknown[]>;
  /** The same with `left` and `right` called as they are called where the suite runs. */
  named(pipeline: readonly object[]): object[];
}

type Opened = Omit<ManualPlace, 'fill' | 'idsOf' | 'named'>;

export function manualPlace(env: string): ManualPlace {
  let open: Opened | undefined;
  let place: Awaited<ReturnType<typeof startPlaceForTest>>;
  beforeAll(async () => {
    const schema = ['left', 'right'].map((name) => ({ name, indexes: [] }));
    place = await startPlaceForTest({ envs: [env], schema });
    const db = place.client(env);
    open = { db, left: db.collection('left'), right: db.collection('right') };
  });
  afterAll(() => place.stop());
  beforeEach(() => place.empty());
  const opened = (): Opened => {
    if (!open) throw new Error('asked before it was opened');
    return open;
  };
  return {
    get db() {
      return opened().db;
    },
    get left() {
      return opened().left;
    },
    get right() {
      return opened().right;
    },
    fill: async (collection, documents) => {
      if (documents.length > 0)
        await collection.add(documents.map((document, position) => ({ _id: position + 1, ...document })));
    },
    idsOf: async (found) => (await found).data.map(({ _id }) => _id),
    named: (pipeline) =>
      pipeline.map((stage) => Object.fromEntries(fieldsNamed(stage, (name) => place.nameOf(env, name)))),
  };
}

/** What came of it, or that the database refused it. */
export const unlessRefused = (asked: Promise<unknown>): Promise<unknown> =>
  asked.catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    return REFUSED;
  });

export const titled = <T extends readonly unknown[]>(rows: readonly T[], column: number): [string, T][] =>
  rows.map((row, position) => [`${position + 1} ${JSON.stringify(row[column])}`, row]);

const fieldsNamed = (value: object, nameOf: (name: string) => string): [string, unknown][] =>
  Object.entries(value).map(([field, each]: [string, unknown]) => [field, named(each, nameOf)]);

function named(value: unknown, nameOf: (name: string) => string): unknown {
  if (value === 'left' || value === 'right') return nameOf(value);
  if (Array.isArray(value)) return value.map((each) => named(each, nameOf));
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.fromEntries(fieldsNamed(value, nameOf)) : value;
}
