import type * as z from 'zod';

/** How a collection is declared. */
type Direction = 1 | -1;

export interface Index {
  name: string;
  keys: { field: string; direction: Direction }[];
  unique?: boolean;
}

export interface CollectionSchema<Document extends z.ZodObject = z.ZodObject> {
  about: string;
  /** How `_id` is made, and what its uniqueness decides. */
  id: string;
  document: Document;
  indexes: Index[];
  /** Fields a part of the sweep looks for: who writes one of them wakes it (kit/store/wake.ts). */
  due?: readonly string[];
}

export const collection = <Document extends z.ZodObject>(
  schema: CollectionSchema<Document>,
): CollectionSchema<Document> => schema;

/** `index('dueAt', 'status', '-dueAt')`: ascending fields, `-` for descending. */
export const index = (name: string, ...fields: string[]): Index => ({
  name,
  keys: fields.map((field) =>
    field.startsWith('-') ? { field: field.slice(1), direction: -1 } : { field, direction: 1 },
  ),
});
