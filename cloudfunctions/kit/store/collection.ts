import * as z from 'zod';
import { refuse, type ErrorCode } from '../../../contracts/errors';
import { scrub } from '../log/scrub';
import { isComparison, refuseLooseConditions, type Conditions } from './query/condition';
import { readRoundTrip, roundTrip, type Meter, type SdkDatabase } from './database';
import { decodeCursor, encodeCursor, type Page } from './query/page';
import { schema, type CollectionName, type DocumentOf } from './schema';
import { StoreMisuse } from './store-error';
import { encodePatch, type Patch } from './query/patch';
import { makesWork, type Wake } from './wake';

/** CloudBase returns 1000 documents at most, 100 when not told (platform-facts, section 6). */
const MAX_PAGE = 1000;

export interface Query<Document> {
  where: Conditions<Document>;
  /** Sort field; ties are broken by `_id` in the same direction. */
  orderBy: keyof Document & string;
  direction?: 'asc' | 'desc';
  limit: number;
  cursor?: string | null;
  /**
   * What becomes of a document that does not fit the schema. Usually it is left out, told to whoever opened the store, and
   * the page goes on; whoever adds up or moves everything there is refuses instead.
   */
  unreadable?: 'leave_out' | 'refuse';
}

export interface Watching {
  unreadable: NoteUnreadable;
  /** Absent: nobody needs to be told. */
  wake: Wake | undefined;
}

/** Told of a document that was left out. */
export type NoteUnreadable = (collection: CollectionName, id: string, detail: string) => void;

/** What the store offers on one collection, outside transactions. */
export interface Collection<Document> {
  get(id: string): Promise<Document | null>;
  /** @throws TuankaError with the given code when there is no such document */
  require(id: string, missing: ErrorCode): Promise<Document>;
  /** The documents that exist among these ids (at most 1000), in no order. */
  getMany(ids: readonly string[]): Promise<Document[]>;
  /**
   * The documents that exist among these ids, each with the one its `field` names in another collection: one call for
   * what would be two in sequence. Not for transactions: an aggregation runs outside them.
   */
  getManyWith<Other extends CollectionName>(
    ids: readonly string[],
    field: keyof Document & string,
    other: Other,
  ): Promise<{ document: Document; other: DocumentOf<Other> | null }[]>;
  /**
   * The first by id that meets the conditions, with the first of another collection that meets its own: one call for two
   * that have nothing to do with each other. Null when there is no first one; not for transactions.
   */
  firstWith<Other extends CollectionName>(
    where: Conditions<Document>,
    other: Other,
    otherWhere: Conditions<DocumentOf<Other>>,
  ): Promise<{ document: Document; other: DocumentOf<Other> | null } | null>;
  find(query: Query<Document>): Promise<Page<Document>>;
  /** How many there are, in one call, whatever their number. */
  count(query: Pick<Query<Document>, 'where'>): Promise<number>;
  /** The same, but no more are looked at than `most`: what it costs does not grow with them. */
  countUpTo(query: Pick<Query<Document>, 'where'> & { most: number }): Promise<number>;
  /** @throws Duplicate when the id is taken */
  insert(document: Document): Promise<void>;
  /** Changes the document if it still meets the condition; false when it does not (the loser of a race). */
  updateIf(id: string, condition: Conditions<Document>, patch: Patch<Document>): Promise<boolean>;
}

const listAnswer = z.object({ data: z.array(z.unknown()) });
const joinedAnswer = z.object({ data: z.array(z.looseObject({ joined: z.array(z.unknown()) })) });
const countAnswer = z.object({ total: z.number() });
const countedAnswer = z.object({ data: z.array(z.object({ counted: z.number() })) });
const updateAnswer = z.object({ updated: z.number() });

/** `doc('')` is accepted by the SDK and means nothing good. */
export function refuseEmptyId(id: string): void {
  if (id === '') throw new StoreMisuse('empty document id');
}

/** A document as the schema says, or an error naming the collection: the database is a boundary like any other. */
export function parseDocument<Name extends CollectionName>(name: Name, raw: unknown): DocumentOf<Name> {
  const parsed = schema[name].document.safeParse(raw);
  if (!parsed.success)
    throw new StoreMisuse(`a document of ${name} does not fit the schema: ${z.prettifyError(parsed.error)}`);
  // zod's output of the schema's own entry; TypeScript cannot follow the index through the union.
  return parsed.data as DocumentOf<Name>;
}

function encodeConditions(
  database: SdkDatabase,
  conditions: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  refuseLooseConditions(conditions);
  const encode = (condition: unknown): unknown => {
    if (!isComparison(condition)) return database.command.eq(condition);
    const { comparison, value } = condition;
    if (comparison !== 'within') return database.command[comparison](value);
    const [from, until] = Array.isArray(value) ? (value as readonly unknown[]) : [];
    return database.command.gte(from).and(database.command.lt(until));
  };
  return Object.fromEntries(
    Object.entries(conditions).map(([field, condition]) => [field, encode(condition)]),
  );
}

/** Keyset paging: what follows the cursor's position in the sort order. */
function pageFilter<Document>(database: SdkDatabase, query: Query<Document>): object {
  const base = encodeConditions(database, query.where);
  if (!query.cursor) return base;
  const { command } = database;
  const { value, id } = decodeCursor(query.cursor);
  const descending = query.direction === 'desc';
  const beyond = (position: string | number): unknown =>
    descending ? command.lt(position) : command.gt(position);
  return command.and([
    // What follows says it all; this is the bound an index can start from, so that a late page costs what the first one does.
    { [query.orderBy]: descending ? command.lte(value) : command.gte(value) },
    base,
    command.or([{ [query.orderBy]: beyond(value) }, { [query.orderBy]: command.eq(value), _id: beyond(id) }]),
  ]);
}

export function openCollection<Name extends CollectionName>(
  database: SdkDatabase,
  name: Name,
  meter: Meter,
  { unreadable, wake }: Watching,
): Collection<DocumentOf<Name>> {
  const sdk = database.collection(name);
  const readable = (raw: unknown): DocumentOf<Name>[] => {
    try {
      return [parseDocument(name, raw)];
    } catch (error) {
      if (!(error instanceof StoreMisuse)) throw error;
      unreadable(name, identified.safeParse(raw).data?._id ?? '?', error.message);
      return [];
    }
  };
  const parseList = (result: unknown) => listAnswer.parse(result).data.map((raw) => parseDocument(name, raw));

  const get = async (id: string) => {
    refuseEmptyId(id);
    const [document] = parseList(await readRoundTrip(meter, () => sdk.doc(id).get()));
    return document ?? null;
  };

  return {
    get,
    async require(id, missing) {
      const document = await get(id);
      if (!document) throw refuse(missing, scrub(`${name}/${id}`));
      return document;
    },
    async getMany(ids) {
      if (ids.length === 0) return [];
      if (ids.length > MAX_PAGE) throw new StoreMisuse(`${ids.length} ids at once`);
      ids.forEach(refuseEmptyId);
      const query = sdk.where({ _id: database.command.in([...ids]) }).limit(MAX_PAGE);
      return parseList(await readRoundTrip(meter, () => query.get()));
    },
    async getManyWith(ids, field, other) {
      if (ids.length === 0 || ids.length > MAX_PAGE) throw new StoreMisuse(`${ids.length} ids at once`);
      ids.forEach(refuseEmptyId);
      const found = sdk
        .aggregate()
        .match({ _id: database.command.in([...ids]) })
        .lookup({ from: other, localField: field, foreignField: '_id', as: 'joined' });
      const answer = joinedAnswer.parse(
        await readRoundTrip(meter, async (): Promise<unknown> => found.end()),
      );
      return answer.data.map(({ joined, ...document }) => ({
        document: parseDocument(name, document),
        other: joined.length === 0 ? null : parseDocument(other, joined[0]),
      }));
    },
    async firstWith(where, other, otherWhere) {
      const others = database.command.aggregate
        .pipeline()
        .match(encodeConditions(database, otherWhere))
        .sort({ _id: 1 })
        .limit(1);
      const found = sdk
        .aggregate()
        .match(encodeConditions(database, where))
        .sort({ _id: 1 })
        .limit(1)
        .lookup({ from: other, pipeline: others.done(), as: 'joined' });
      const answer = joinedAnswer.parse(
        await readRoundTrip(meter, async (): Promise<unknown> => found.end()),
      );
      const [first] = answer.data;
      if (!first) return null;
      const { joined, ...document } = first;
      return {
        document: parseDocument(name, document),
        other: joined.length === 0 ? null : parseDocument(other, joined[0]),
      };
    },
    async find(query) {
      const { orderBy, direction = 'asc', limit } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit >= MAX_PAGE)
        throw new StoreMisuse(`a page of ${limit}`);
      const filter = pageFilter(database, { ...query, direction });
      const ordered = sdk.where(filter).orderBy(orderBy, direction).orderBy('_id', direction);
      // One more than asked tells whether there is a next page.
      const { data } = listAnswer.parse(await readRoundTrip(meter, () => ordered.limit(limit + 1).get()));
      const page = data.slice(0, limit);
      const items =
        query.unreadable === 'refuse' ? page.map((raw) => parseDocument(name, raw)) : page.flatMap(readable);
      return { items, nextCursor: data.length > limit ? lastPosition(page, items, orderBy) : null };
    },
    async count({ where }) {
      const counting = sdk.where(encodeConditions(database, where));
      return countAnswer.parse(await readRoundTrip(meter, async (): Promise<unknown> => counting.count()))
        .total;
    },
    async countUpTo({ where, most }) {
      const counting = sdk.aggregate().match(encodeConditions(database, where)).limit(most).count('counted');
      const answer = await readRoundTrip(meter, async (): Promise<unknown> => counting.end());
      return countedAnswer.parse(answer).data[0]?.counted ?? 0;
    },
    async insert(document) {
      const valid = parseDocument(name, document);
      await Promise.all([makesWork(name, valid) && wake?.(name), roundTrip(meter, () => sdk.add(valid))]);
    },
    async updateIf(id, condition, patch) {
      refuseEmptyId(id);
      const filter = encodeConditions(database, { ...condition, _id: id });
      const [result] = await Promise.all([
        roundTrip(meter, async (): Promise<unknown> =>
          sdk.where(filter).options({ multiple: false }).update(encodePatch(database, patch)),
        ),
        makesWork(name, patch) && wake?.(name),
      ]);
      return updateAnswer.parse(result).updated > 0;
    },
  };
}

const identified = z.object({ _id: z.string() });

/** Where the page ended, whether or not its last document could be read. */
function lastPosition(page: readonly unknown[], items: readonly object[], orderBy: string): string | null {
  for (const raw of [...page].reverse()) {
    const value: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, orderBy) : undefined;
    const id = identified.safeParse(raw).data?._id;
    if (id !== undefined && (typeof value === 'string' || typeof value === 'number'))
      return encodeCursor({ value, id });
  }
  const last = items.at(-1);
  return last ? positionAfter(last, orderBy) : null;
}

function positionAfter(document: object, orderBy: string): string {
  const value: unknown = Reflect.get(document, orderBy);
  const id: unknown = Reflect.get(document, '_id');
  if ((typeof value !== 'string' && typeof value !== 'number') || typeof id !== 'string') {
    throw new StoreMisuse(`${orderBy} cannot order a paged list`);
  }
  return encodeCursor({ value, id });
}
