/** The values a dotted path reaches in a document, as MongoDB's index key generator sees them: through arrays, element by element. */
import { isDocument, type Document } from './document-text';
import { EMPTY_ARRAY } from './key-encoding';

export interface PathValues {
  values: unknown[];
  /** True when an array lies on the path or at its end: one document then has several keys. */
  throughArray: boolean;
}

const isArrayIndex = (segment: string): boolean => /^\d+$/.test(segment);

export function valuesAtPath(document: Document, path: string): PathValues {
  if (!path.includes('.')) {
    const value = Object.hasOwn(document, path) ? document[path] : undefined;
    return Array.isArray(value)
      ? { values: leafValues(value), throughArray: true }
      : { values: [value], throughArray: false };
  }
  const found: PathValues = { values: [], throughArray: false };
  collect(document, path.split('.'), 0, found);
  return found;
}

function collect(value: unknown, segments: string[], depth: number, found: PathValues): void {
  const segment = segments[depth];
  if (segment === undefined) {
    if (Array.isArray(value)) {
      found.throughArray = true;
      found.values.push(...leafValues(value));
    } else {
      found.values.push(value);
    }
    return;
  }
  if (Array.isArray(value)) {
    found.throughArray = true;
    if (isArrayIndex(segment)) return collect(value[Number(segment)], segments, depth + 1, found);
    if (value.length === 0) found.values.push(EMPTY_ARRAY);
    for (const item of value) collect(Array.isArray(item) ? undefined : item, segments, depth, found);
    return;
  }
  collect(
    isDocument(value) && Object.hasOwn(value, segment) ? value[segment] : undefined,
    segments,
    depth + 1,
    found,
  );
}

const leafValues = (items: unknown[]): unknown[] => (items.length === 0 ? [EMPTY_ARRAY] : items);
