/**
 * field(): the chosen part of a document, as MongoDB's find takes it. Fields keep the order of the document, `_id` first. A path
 * through an array applies to each of its elements; choosing drops the elements that are no objects, leaving out keeps them.
 */
import { requestFailed } from '../errors';
import { refuseFieldNames } from '../aggregation/parse/refuse-expression';
import { compileElement, compileFilter } from '../match/compile-filter';
import type { MatchRecord, ValueTest } from '../match/document-path';
import { isDocument, stringifyValue, type Document } from '../values/document-text';

type Change = (value: unknown, position: number | undefined) => unknown;

interface ProjectionNode {
  fields: Map<string, ProjectionNode>;
  /** At the end of a path: what becomes of the value; undefined takes it away. */
  change?: Change;
}

interface Projection {
  root: ProjectionNode;
  /** Only what is named stays; otherwise everything but what is named. */
  chooses: boolean;
  id: boolean;
  positional: boolean;
}

type Kind = 'choose' | 'omit' | 'slice';

export function projectDocuments(documents: Document[], spec: Document, filter: Document = {}): Document[] {
  if (Object.keys(spec).length === 0) return documents;
  const projection = compileProjection(spec);
  const matches = projection.positional ? compileFilter(filter) : undefined;
  return documents.map((document) => {
    const record: MatchRecord = { position: undefined };
    matches?.(document, record);
    return project(document, projection, record.position);
  });
}

function project(
  document: Document,
  { root, chooses, id }: Projection,
  position: number | undefined,
): Document {
  const { _id, ...fields } = document;
  const output = { ...(id && _id !== undefined ? { _id } : {}) };
  return Object.assign(output, chooses ? choose(fields, root, position) : omit(fields, root, position));
}

function choose(document: Document, node: ProjectionNode, position: number | undefined): Document {
  const output: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const child = node.fields.get(name);
    if (!child) continue;
    const chosen = child.change ? child.change(value, position) : chooseWithin(value, child, position);
    if (chosen !== undefined) output[name] = chosen;
  }
  return output;
}

function chooseWithin(value: unknown, node: ProjectionNode, position: number | undefined): unknown {
  if (isDocument(value)) return choose(value, node, position);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((item: unknown) => chooseWithin(item, node, position))
    .filter((item) => item !== undefined);
}

function omit(document: Document, node: ProjectionNode, position: number | undefined): Document {
  const output: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const child = node.fields.get(name);
    const kept = !child
      ? value
      : child.change
        ? child.change(value, position)
        : omitWithin(value, child, position);
    if (kept !== undefined) output[name] = kept;
  }
  return output;
}

function omitWithin(value: unknown, node: ProjectionNode, position: number | undefined): unknown {
  if (isDocument(value)) return omit(value, node, position);
  return Array.isArray(value) ? value.map((item: unknown) => omitWithin(item, node, position)) : value;
}

function compileProjection(spec: Document): Projection {
  const root: ProjectionNode = { fields: new Map() };
  const kinds = new Map<string, Kind>();
  let positional = false;
  for (const [path, wanted] of flatten(spec)) {
    if (path === '_id') continue;
    const { kind, change } = actionOf(path, wanted);
    positional ||= path.endsWith('.$');
    kinds.set(path, kind);
    place(root, path.replace(/\.\$$/, ''), change);
  }
  const all = [...kinds.values()];
  const idWanted = spec._id === undefined ? undefined : isWanted(spec._id);
  const chooses = all.includes('choose') || (all.length === 0 && idWanted === true);
  if (chooses) refuseMixed(kinds);
  return { root, chooses, id: idWanted ?? true, positional };
}

function refuseMixed(kinds: Map<string, Kind>): void {
  const omitted = [...kinds].find(([, kind]) => kind === 'omit');
  if (omitted) throw requestFailed(`Cannot do exclusion on field ${omitted[0]} in inclusion projection`);
}

/** { a: { b: 1 } } names a.b. */
function flatten(spec: Document, prefix = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, wanted]): [string, unknown][] => {
    const path = prefix + name;
    const nested = isDocument(wanted) && !(Object.keys(wanted)[0] ?? '$').startsWith('$');
    return nested ? flatten(wanted, `${path}.`) : [[path, wanted]];
  });
}

const isWanted = (value: unknown): boolean => Boolean(value);

function actionOf(path: string, wanted: unknown): { kind: Kind; change: Change } {
  if (typeof wanted === 'number' || typeof wanted === 'boolean') {
    if (!isWanted(wanted)) return { kind: 'omit', change: () => undefined };
    if (path.endsWith('.$')) return { kind: 'choose', change: matchedElement };
    return { kind: 'choose', change: (value) => value };
  }
  const [operator, operand] = isDocument(wanted) ? (Object.entries(wanted)[0] ?? []) : [];
  if (operator === '$slice') return { kind: 'slice', change: sliceOf(operand) };
  if (operator === '$elemMatch' && isDocument(operand)) {
    return { kind: 'choose', change: firstElement(compileElement(operand)) };
  }
  throw requestFailed(`Unsupported projection option: ${path}: ${stringifyValue(wanted)}`);
}

function matchedElement(value: unknown, position: number | undefined): unknown {
  if (!Array.isArray(value)) return value;
  if (position === undefined)
    throw requestFailed(
      "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
    );
  const items: unknown[] = value;
  return position < items.length ? [items[position]] : [];
}

const firstElement =
  (holds: ValueTest): Change =>
  (value) => {
    const found: unknown[] = Array.isArray(value) ? value.filter((item) => holds(item)).slice(0, 1) : [];
    return found.length > 0 ? found : undefined;
  };

function sliceOf(operand: unknown): Change {
  const pair = Array.isArray(operand);
  const given: unknown[] = pair ? operand : [operand];
  const [first, second] = given;
  if (!isWhole(first) || (pair && (!isWhole(second) || given.length !== 2)))
    throw requestFailed(
      `Invalid $slice syntax. The given syntax ${stringifyValue({ $slice: operand })} did not match`,
    );
  if (pair && isWhole(second) && second <= 0)
    throw requestFailed('First argument to $slice must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    const items: unknown[] = value;
    if (!pair || !isWhole(second)) return first < 0 ? items.slice(first) : items.slice(0, first);
    const start = first < 0 ? Math.max(0, items.length + first) : first;
    return items.slice(start, start + second);
  };
}

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

function place(root: ProjectionNode, path: string, change: Change): void {
  let node = root;
  const segments = path.split('.');
  refuseFieldNames(segments);
  segments.forEach((segment, depth) => {
    const last = depth === segments.length - 1;
    const known = node.fields.get(segment);
    if (known && (last || known.change)) throw requestFailed(`Path collision at ${path}`);
    const next: ProjectionNode = known ?? { fields: new Map(), ...(last ? { change } : {}) };
    node.fields.set(segment, next);
    node = next;
  });
}
