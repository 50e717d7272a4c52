/** The place a dotted update path names inside a document, and MongoDB's refusals when the path cannot exist. */
import { isDocument, stringifyValue, type Document } from '../values/document-text';
import { requestFailed } from '../errors';

export interface Slot {
  path: string;
  value: unknown;
  put(value: unknown): void;
  drop(): void;
}

/** MongoDB's limit on the nulls put before an element far beyond the end. */
const MOST_PADDING = 1_500_000;

/** Finds the place of a path; with `create`, missing objects on the way are made. */
export function locateSlot(document: Document, path: string, create: boolean): Slot | undefined {
  const segments = path.split('.');
  let container: unknown = document;
  let parentField = '';
  for (const segment of segments.slice(0, -1)) {
    const next = childOf(container, segment);
    if (next === undefined) {
      if (!create) return undefined;
      const made: Document = {};
      if (!putChild(container, segment, made)) throw cannotCreate(segment, parentField, container);
      container = made;
    } else {
      container = next;
    }
    parentField = segment;
  }
  const last = segments.at(-1) ?? '';
  if (!canHold(container, last)) {
    if (create) throw cannotCreate(last, parentField, container);
    return undefined;
  }
  const holder: Document | unknown[] = container;
  return {
    path,
    value: childOf(holder, last),
    put: (value) => void putChild(holder, last, value),
    drop: () => dropChild(holder, last),
  };
}

/** `01` names no element. */
const isArrayIndex = (segment: string): boolean => /^(0|[1-9]\d*)$/.test(segment);

function canHold(container: unknown, segment: string): container is Document | unknown[] {
  return isDocument(container) || (Array.isArray(container) && isArrayIndex(segment));
}

function childOf(container: unknown, segment: string): unknown {
  if (Array.isArray(container))
    return isArrayIndex(segment) ? (container as unknown[])[Number(segment)] : undefined;
  return isDocument(container) && Object.hasOwn(container, segment) ? container[segment] : undefined;
}

function putChild(container: unknown, segment: string, value: unknown): boolean {
  if (Array.isArray(container)) {
    if (!isArrayIndex(segment)) return false;
    const items: unknown[] = container;
    if (Number(segment) > items.length + MOST_PADDING)
      throw requestFailed(`can't backfill more than ${MOST_PADDING} elements`);
    while (items.length < Number(segment)) items.push(null);
    items[Number(segment)] = value;
    return true;
  }
  if (!isDocument(container)) return false;
  container[segment] = value;
  return true;
}

/** Removing an array element leaves null in its place, as $unset does. */
function dropChild(container: Document | unknown[], segment: string): void {
  if (!Array.isArray(container)) delete container[segment];
  else if (Number(segment) < container.length) container[Number(segment)] = null;
}

function cannotCreate(field: string, parent: string, container: unknown): Error {
  return requestFailed(`Cannot create field '${field}' in element {${parent}: ${stringifyValue(container)}}`);
}
