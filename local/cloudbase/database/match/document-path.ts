/**
 * The values a dotted path of a filter reaches, as MongoDB's matcher walks it: through the elements of arrays on the way, and by
 * position where a segment is a number. An element that is no object leads nowhere: it is not even missing. An array directly
 * inside an array is entered only by position.
 */
import { isDocument, type Document } from '../values/document-text';

/** An operator that looks into an array writes down which element it was. */
export type ValueTest = (value: unknown, record?: MatchRecord) => boolean;

/** Where in an array the value was found that satisfied a condition; what `$` in an update stands for. */
export interface MatchRecord {
  position: number | undefined;
}

export interface DocumentPath {
  segments: string[];
  /** Whether the elements of an array at the end are tried one by one, before the array itself. */
  entersLastArray: boolean;
}

const NOT_A_POSITION = -1;

export function pathOf(field: string, entersLastArray: boolean): DocumentPath {
  return { segments: field.split('.'), entersLastArray };
}

/** Whether any value at the path passes; a missing value is tried as undefined. */
export function someAt(
  root: Document | unknown[],
  path: DocumentPath,
  test: ValueTest,
  record?: MatchRecord,
): boolean {
  return walk(root, path, 0, test, record);
}

function walk(
  root: Document | unknown[],
  path: DocumentPath,
  from: number,
  test: ValueTest,
  record: MatchRecord | undefined,
): boolean {
  const { segments } = path;
  let value = childOf(root, segments[from] ?? '');
  let depth = from + 1;
  for (; depth < segments.length && !Array.isArray(value); depth++) {
    if (!isDocument(value)) return test(undefined);
    value = childOf(value, segments[depth] ?? '');
  }
  if (!Array.isArray(value)) return test(value, record);
  if (depth < segments.length) return walkElements(value, path, depth, test, record);
  return (path.entersLastArray && someElement(value, test, record)) || test(value, record);
}

function someElement(items: unknown[], test: ValueTest, record: MatchRecord | undefined): boolean {
  const position = items.findIndex((item) => test(item));
  if (position < 0) return false;
  if (record) record.position = position;
  return true;
}

function walkElements(
  items: unknown[],
  path: DocumentPath,
  depth: number,
  test: ValueTest,
  record: MatchRecord | undefined,
): boolean {
  const named = positionOf(path.segments[depth] ?? '');
  return items.some((item, position) => {
    if (isDocument(item) && walk(item, path, depth, test, undefined)) {
      if (record) record.position = position;
      return true;
    }
    return position === named && walkInto(item, path, depth + 1, test, record);
  });
}

/** Past an element that the path names by its position. */
function walkInto(
  item: unknown,
  path: DocumentPath,
  depth: number,
  test: ValueTest,
  record: MatchRecord | undefined,
): boolean {
  if (depth === path.segments.length) return test(item, record);
  if (Array.isArray(item)) return walkElements(item, path, depth, test, record);
  return isDocument(item) && walk(item, path, depth, test, record);
}

function childOf(container: Document | unknown[], segment: string): unknown {
  if (Array.isArray(container)) {
    const items: unknown[] = container;
    return items[positionOf(segment)];
  }
  return Object.hasOwn(container, segment) ? container[segment] : undefined;
}

const positionOf = (segment: string): number =>
  /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : NOT_A_POSITION;
