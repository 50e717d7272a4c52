import { refuse } from '../../../../contracts/errors';

/** A page of a list. `nextCursor` is null on the last one: "all" never means "the first page". */
export interface Page<Document> {
  items: Document[];
  nextCursor: string | null;
}

/** Position after a document: its value in the sort field, and its id to break ties. */
interface Position {
  value: string | number;
  id: string;
}

export const encodeCursor = ({ value, id }: Position): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** @throws TuankaError invalid_input when the cursor is not one of ours */
export function decodeCursor(cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = [parsed[0] as unknown, parsed[1] as unknown];
      if ((typeof value === 'string' || typeof value === 'number') && typeof id === 'string')
        return { value, id };
    }
  } catch {
    // Falls through: whatever is not our JSON is a bad cursor.
  }
  throw refuse('invalid_input', 'cursor');
}
