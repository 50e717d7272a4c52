import * as z from 'zod';
import { refuse, type ErrorCode } from '../../../contracts/errors';
import { missingText } from '../log/scrub';
import { readRoundTrip, roundTrip, type Meter, type SdkDatabase } from './database';
import { listIn, MAX_PAGE, parseDocument, refuseEmptyId, refuseIds } from './document';
import type { Conditions } from './query/condition';
import { encodeConditions, pageFilter, type Query } from './query/filter';
import { openJoined, type JoinedReads } from './query/joined';
import { idOf, lastPosition } from './query/last-position';
import type { Page } from './query/page';
import { encodePatch, type Patch } from './query/patch';
import type { CollectionName, DocumentOf } from './schema';
import { StoreMisuse } from './store-error';
import { makesWork, type Wake } from './wake';

export interface Watching {
  unreadable: NoteUnreadable;
  /** Absent: nobody needs to be told. */
  wake: Wake | undefined;
}

/** Told of a document that was left out. */
export type NoteUnreadable = (collection: CollectionName, id: string, detail: string) => void;

/** What the store offers on one collection, outside transactions. */
export interface Collection<Document> extends JoinedReads<Document> {
  get(id: string): Promise<Document | null>;
  /** @throws TuankaError with the given code when there is no such document */
  require(id: string, missing: ErrorCode): Promise<Document>;
  /** The documents that exist among these ids (at most 1000), in no order. */
  getMany(ids: readonly string[]): Promise<Document[]>;
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

const countAnswer = z.object({ total: z.number() });
const countedAnswer = z.object({ data: z.array(z.object({ counted: z.number() })) });
const updateAnswer = z.object({ updated: z.number() });

interface Opened<Name extends CollectionName> {
  database: SdkDatabase;
  name: Name;
  meter: Meter;
  watching: Watching;
}

function openReading<Name extends CollectionName>({
  database,
  name,
  meter,
}: Opened<Name>): Pick<Collection<DocumentOf<Name>>, 'get' | 'require' | 'getMany'> {
  const sdk = database.collection(name);
  const parseList = (answer: unknown) => listIn(answer).map((raw) => parseDocument(name, raw));
  const get = async (id: string) => {
    refuseEmptyId(id);
    const [document] = parseList(await readRoundTrip(meter, () => sdk.doc(id).get()));
    return document ?? null;
  };
  return {
    get,
    async require(id, missing) {
      const document = await get(id);
      if (!document) throw refuse(missing, missingText(name, id));
      return document;
    },
    async getMany(ids) {
      if (ids.length === 0) return [];
      refuseIds(ids);
      const query = sdk.where({ _id: database.command.in([...ids]) }).limit(MAX_PAGE);
      return parseList(await readRoundTrip(meter, () => query.get()));
    },
  };
}

function openLists<Name extends CollectionName>({
  database,
  name,
  meter,
  watching,
}: Opened<Name>): Pick<Collection<DocumentOf<Name>>, 'find'> {
  const sdk = database.collection(name);
  const readable = (raw: unknown): DocumentOf<Name>[] => {
    try {
      return [parseDocument(name, raw)];
    } catch (error) {
      if (!(error instanceof StoreMisuse)) throw error;
      watching.unreadable(name, idOf(raw) ?? '?', error.message);
      return [];
    }
  };
  return {
    async find(query) {
      const { orderBy, direction = 'asc', limit } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit >= MAX_PAGE)
        throw new StoreMisuse(`a page of ${limit}`);
      const filter = pageFilter(database, { ...query, direction });
      const ordered = sdk.where(filter).orderBy(orderBy, direction).orderBy('_id', direction);
      // One more than asked tells whether there is a next page.
      const data = listIn(await readRoundTrip(meter, () => ordered.limit(limit + 1).get()));
      const page = data.slice(0, limit);
      const items =
        query.unreadable === 'refuse' ? page.map((raw) => parseDocument(name, raw)) : page.flatMap(readable);
      return { items, nextCursor: data.length > limit ? lastPosition(page, items, orderBy) : null };
    },
  };
}

function openCounts<Name extends CollectionName>({
  database,
  name,
  meter,
}: Opened<Name>): Pick<Collection<DocumentOf<Name>>, 'count' | 'countUpTo'> {
  const sdk = database.collection(name);
  return {
    async count({ where }) {
      const counting = sdk.where(encodeConditions(database, where));
      const answer = await readRoundTrip(meter, async (): Promise<unknown> => counting.count());
      return countAnswer.parse(answer).total;
    },
    async countUpTo({ where, most }) {
      const counting = sdk.aggregate().match(encodeConditions(database, where)).limit(most).count('counted');
      const answer = await readRoundTrip(meter, async (): Promise<unknown> => counting.end());
      return countedAnswer.parse(answer).data[0]?.counted ?? 0;
    },
  };
}

function openWriting<Name extends CollectionName>({
  database,
  name,
  meter,
  watching: { wake },
}: Opened<Name>): Pick<Collection<DocumentOf<Name>>, 'insert' | 'updateIf'> {
  const sdk = database.collection(name);
  return {
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

export function openCollection<Name extends CollectionName>(
  database: SdkDatabase,
  name: Name,
  meter: Meter,
  watching: Watching,
): Collection<DocumentOf<Name>> {
  const opened = { database, name, meter, watching };
  return {
    ...openReading(opened),
    ...openJoined(database, name, meter),
    ...openLists(opened),
    ...openCounts(opened),
    ...openWriting(opened),
  };
}
