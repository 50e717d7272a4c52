import type { SdkDatabase } from '../database';
import { isComparison, refuseLooseConditions, type Conditions } from './condition';
import { decodeCursor } from './page';

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

export function encodeConditions(
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
export function pageFilter<Document>(database: SdkDatabase, query: Query<Document>): object {
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
