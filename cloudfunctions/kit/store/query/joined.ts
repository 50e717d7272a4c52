import * as z from 'zod';
import { readRoundTrip, type Meter, type SdkDatabase } from '../database';
import { parseDocument, refuseIds } from '../document';
import type { CollectionName, DocumentOf } from '../schema';
import { StoreMisuse } from '../store-error';
import type { Conditions } from './condition';
import { encodeConditions } from './filter';

/** Reads that bring a document of another collection with each of their own. Not for transactions: an aggregation runs outside them. */
export interface JoinedReads<Document> {
  /**
   * The documents that exist among these ids, each with the one its `field` names in another collection: one call for
   * what would be two in sequence.
   */
  getManyWith<Other extends CollectionName>(
    ids: readonly string[],
    field: keyof Document & string,
    other: Other,
  ): Promise<{ document: Document; other: DocumentOf<Other> | null }[]>;
  /**
   * The first by id that meets the conditions, with the first of another collection that meets its own: one call for two
   * that have nothing to do with each other. Null when there is no first one.
   */
  firstWith<Other extends CollectionName>(
    where: Conditions<Document>,
    other: Other,
    otherWhere: Conditions<DocumentOf<Other>>,
  ): Promise<{ document: Document; other: DocumentOf<Other> | null } | null>;
}

const joinedAnswer = z.object({ data: z.array(z.looseObject({ joined: z.array(z.unknown()) })) });

type Joined = z.output<typeof joinedAnswer>['data'][number];

const parted = <Name extends CollectionName, Other extends CollectionName>(
  name: Name,
  other: Other,
  { joined, ...document }: Joined,
): { document: DocumentOf<Name>; other: DocumentOf<Other> | null } => ({
  document: parseDocument(name, document),
  other: joined.length === 0 ? null : parseDocument(other, joined[0]),
});

export function openJoined<Name extends CollectionName>(
  database: SdkDatabase,
  name: Name,
  meter: Meter,
): JoinedReads<DocumentOf<Name>> {
  const { command } = database;
  const aggregate = () => database.collection(name).aggregate();
  const read = async (send: () => Promise<unknown>): Promise<Joined[]> =>
    joinedAnswer.parse(await readRoundTrip(meter, send)).data;

  return {
    async getManyWith(ids, field, other) {
      if (ids.length === 0) throw new StoreMisuse('no ids');
      refuseIds(ids);
      const found = aggregate()
        .match({ _id: command.in([...ids]) })
        .lookup({ from: other, localField: field, foreignField: '_id', as: 'joined' });
      const answer = await read(async () => found.end());
      return answer.map((one) => parted(name, other, one));
    },
    async firstWith(where, other, otherWhere) {
      const others = command.aggregate
        .pipeline()
        .match(encodeConditions(database, otherWhere))
        .sort({ _id: 1 })
        .limit(1);
      const found = aggregate()
        .match(encodeConditions(database, where))
        .sort({ _id: 1 })
        .limit(1)
        .lookup({ from: other, pipeline: others.done(), as: 'joined' });
      const [first] = await read(async () => found.end());
      return first ? parted(name, other, first) : null;
    },
  };
}
