/** The dotted paths of an update: which are refused, and which places `$` and `$[]` stand for in one document. */
import { requestFailed } from '../errors';
import { isDocument, stringifyValue, type Document } from '../values/document-text';

const isDynamic = (segment: string): boolean => segment === '$' || segment.startsWith('$[');

export const isPositional = (path: string): boolean => path.split('.').some(isDynamic);

export function refuseBadPath(path: string): void {
  if (path === '') throw requestFailed('An empty update path is not valid.');
  const segments = path.split('.');
  if (segments.includes(''))
    throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
  const [first] = segments;
  if (first !== undefined && isDynamic(first))
    throw requestFailed(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (segments.filter((segment) => segment === '$').length > 1)
    throw requestFailed(`Too many positional (i.e. '$') elements found in path '${path}'`);
  for (const segment of segments) refuseBadSegment(segment, path);
}

function refuseBadSegment(segment: string, path: string): void {
  if (!segment.startsWith('$') || segment === '$' || segment === '$[]') return;
  const filtered = /^\$\[(.*)\]$/.exec(segment);
  if (filtered)
    throw requestFailed(`No array filter found for identifier '${filtered[1] ?? ''}' in path '${path}'`);
  throw requestFailed(`The dollar ($) prefixed field '${segment}' in '${path}' is not valid for storage.`);
}

/** Paths that overlap would depend on who is first. */
export function refuseConflicts(paths: string[]): void {
  const sorted = paths.map((path) => `${path}.`).sort();
  sorted.forEach((path, position) => {
    const previous = sorted[position - 1];
    if (previous === undefined || !path.startsWith(previous)) return;
    throw requestFailed(
      `Updating the path '${path.slice(0, -1)}' would create a conflict at '${previous.slice(0, -1)}'`,
    );
  });
}

/** @param matched where in its array the query found the element, if it did */
export function resolvePositions(document: Document, path: string, matched: number | undefined): string[] {
  let resolved: string[][] = [[]];
  for (const segment of path.split('.')) {
    if (segment === '$[]') {
      resolved = resolved.flatMap((prefix) => positionsAt(document, prefix).map((each) => [...prefix, each]));
      continue;
    }
    if (segment === '$' && matched === undefined)
      throw requestFailed('The positional operator did not find the match needed from the query.');
    const name = segment === '$' ? String(matched) : segment;
    resolved = resolved.map((prefix) => [...prefix, name]);
  }
  return resolved.map((segments) => segments.join('.'));
}

function positionsAt(document: Document, prefix: string[]): string[] {
  const value = prefix.reduce<unknown>(childOf, document);
  const path = prefix.join('.');
  if (value === undefined)
    throw requestFailed(`The path '${path}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(value))
    throw requestFailed(
      `Cannot apply array updates to non-array element ${prefix.at(-1) ?? ''}: ${stringifyValue(value)}`,
    );
  return Object.keys(value);
}

export function passesArray(document: Document, path: string): boolean {
  const segments = path.split('.');
  return segments
    .slice(0, -1)
    .some((_segment, depth) =>
      Array.isArray(segments.slice(0, depth + 1).reduce<unknown>(childOf, document)),
    );
}

function childOf(container: unknown, segment: string): unknown {
  if (Array.isArray(container)) return (container as unknown[])[Number(segment)];
  return isDocument(container) && Object.hasOwn(container, segment) ? container[segment] : undefined;
}
