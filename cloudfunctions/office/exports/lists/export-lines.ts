import type { MemberId } from '../../../../contracts/primitives/ids';
import { chinaDateOf, chinaRfc3339, type Instant } from '../../../../contracts/primitives/time';
import { within, type Conditions } from '../../../kit/store/query/condition';
import type { Query } from '../../../kit/store/query/filter';
import type { Page } from '../../../kit/store/query/page';
import type { ReadStore } from '../../../kit/store/store';
import type { Cell } from '../csv';

type ListStore = Pick<
  ReadStore,
  | 'auditEntries'
  | 'orders'
  | 'refunds'
  | 'coupons'
  | 'pointsEntries'
  | 'redemptions'
  | 'members'
  | 'figures'
  | 'stores'
  | 'leaders'
  | 'growthRules'
>;
export interface ListCall {
  store: ListStore;
  now: Instant;
}

/** Half-open. */
export interface Period {
  from: Instant;
  end: Instant;
}
interface Slice {
  cursor: string | null;
  limit: number;
}

/** What can be had of a period, oldest first, as lines of a file. */
export interface ExportableList {
  headings: readonly string[];
  countUpTo: (call: ListCall, period: Period, most: number) => Promise<number>;
  readSlice: (
    call: ListCall,
    period: Period,
    slice: Slice,
  ) => Promise<{ rows: Cell[][]; nextCursor: string | null }>;
}

interface Source<Document> {
  headings: readonly string[];
  from: (store: ListStore) => {
    find: (query: Query<Document>) => Promise<Page<Document>>;
    countUpTo: (query: { where: Conditions<Document>; most: number }) => Promise<number>;
  };
  /** The instant that puts a document into a period. */
  by: keyof Document & string;
  memberOf: (document: Document) => MemberId | null;
  /** With names for what they keep as ids. */
  named?: (store: ListStore, documents: readonly Document[]) => Promise<readonly Document[]>;
  /** @param person the member’s cells, under `personHeadings` */
  line: (document: Document, person: readonly [Cell, Cell], now: Instant) => Cell[];
}

/** A list whose every document is a line of its own. */
export function exportLines<Document>({
  headings,
  from: of,
  by,
  memberOf,
  named = (_store, documents) => Promise.resolve(documents),
  line,
}: Source<Document>): ExportableList {
  const whereIn = ({ from, end }: Period): Conditions<Document> => {
    const nothing: Conditions<Document> = {};
    return { ...nothing, [by]: within(from, end) };
  };
  return {
    headings,
    countUpTo: ({ store }, period, most) => of(store).countUpTo({ where: whereIn(period), most }),
    async readSlice({ store, now }, period, slice) {
      const { items, nextCursor } = await of(store).find({ where: whereIn(period), orderBy: by, ...slice });
      const people = await readPeople(store, items.map(memberOf));
      const rows = (await named(store, items)).map((document) =>
        line(document, personOf(people, memberOf(document)), now),
      );
      return { rows, nextCursor };
    },
  };
}

/** `2026-12-01 09:30:00`, China time: sorted as text it is sorted by time. */
export const momentCell = (at: Instant | null): Cell =>
  at === null ? null : `${chinaDateOf(at)} ${chinaRfc3339(at).slice(11, 19)}`;

export const yuanCell = (amountFen: number): Cell => amountFen / 100;

export const personHeadings = ['会员', '卡尾号'] as const;
const NOBODY = [null, null] as const;
/** Of a closed account no member is left. */
const GONE = ['已注销', null] as const;

type People = ReadonlyMap<MemberId, readonly [nickname: Cell, cardEnd: Cell]>;

const personOf = (people: People, id: MemberId | null) => (id === null ? NOBODY : (people.get(id) ?? GONE));

/** Who somebody is to a reader of the file: whoever has everything of theirs now. */
async function readPeople(
  { members }: Pick<ListStore, 'members'>,
  ids: readonly (MemberId | null)[],
): Promise<People> {
  const read = async (wanted: readonly MemberId[]) =>
    wanted.length === 0 ? [] : members.getMany([...new Set(wanted)]);
  const asked = await read(ids.flatMap((id) => id ?? []));
  const kept = await read(asked.flatMap(({ mergedInto }) => mergedInto ?? []));
  const byId = new Map([...asked, ...kept].map((member) => [member._id, member]));
  return new Map(
    asked.map((member) => {
      const { status, nickname, card } = byId.get(member.mergedInto ?? member._id) ?? member;
      return [member._id, status === 'active' ? [nickname, card.number.slice(-4)] : GONE];
    }),
  );
}
