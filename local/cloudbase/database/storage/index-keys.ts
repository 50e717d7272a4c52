/** The keys a document has in an index, and the key it is sorted by. */
import type { Document } from '../values/document-text';
import { requestFailed } from '../errors';
import { valuesAtPath, type PathValues } from '../values/field-path';
import { encodeDirected, encodeValue } from '../values/key-encoding';
import type { IndexKey } from '../schema';

export interface IndexKeys {
  keys: Buffer[];
  /** One bit for each field of the index that an array lies on the path of; 0: the document has one key. */
  arrays: number;
}

export function indexKeysOf(document: Document, fields: IndexKey[]): IndexKeys {
  const perField = fields.map(({ field }) => valuesAtPath(document, field));
  const arrays = perField.reduce((bits, found, at) => (found.throughArray ? bits | (1 << at) : bits), 0);
  if (arrays) refuseParallelArrays(fields, perField);
  let keys: Buffer[] = [Buffer.alloc(0)];
  perField.forEach((found, position) => {
    const direction = fields[position]?.direction ?? 1;
    const encoded = found.values.map((value) => encodeDirected(value, direction));
    const first = encoded[0];
    if (keys.length === 1 && encoded.length === 1 && first)
      keys = [position === 0 ? first : Buffer.concat([keys[0] ?? first, first])];
    else keys = keys.flatMap((prefix) => encoded.map((part) => Buffer.concat([prefix, part])));
  });
  return { keys: arrays ? distinct(keys) : keys, arrays };
}

/** MongoDB refuses a compound key over two unrelated arrays, for it would need their product. */
function refuseParallelArrays(fields: IndexKey[], perField: PathValues[]): void {
  const roots = new Set<string>();
  perField.forEach((found, position) => {
    if (found.throughArray) roots.add(fields[position]?.field.split('.')[0] ?? '');
  });
  if (roots.size > 1) throw requestFailed(`cannot index parallel arrays [${[...roots].join('] [')}]`);
}

function distinct(keys: Buffer[]): Buffer[] {
  const seen = new Map(keys.map((key) => [key.toString('latin1'), key]));
  return [...seen.values()];
}

/** Sorting takes the smallest element of an array going up and the largest going down. */
export function sortKeyOf(document: Document, fields: IndexKey[]): Buffer {
  return Buffer.concat(
    fields.map(({ field, direction }) => {
      const { values, throughArray } = valuesAtPath(document, field);
      if (!throughArray) return encodeDirected(values[0], direction);
      const encoded = values
        .map((value) => encodeDirected(value, direction))
        .sort((a, b) => Buffer.compare(a, b));
      return encoded[0] ?? encodeValue(undefined);
    }),
  );
}
