/**
 * Applies an update to a document with MongoDB's meaning and refusals. Written here rather than left to mingo, whose updater
 * passes over what MongoDB refuses (inc on text, a path through null), and those refusals are traps callers must meet locally.
 */
import { requestFailed } from '../errors';
import { compileFilter } from '../match/compile-filter';
import type { MatchRecord } from '../match/document-path';
import { compareText, equalValues } from '../values/compare';
import { isDocument, type Document } from '../values/document-text';
import { addToSet, pop, pull, pullAll, push } from './update-arrays';
import { bit, increment, keepExtreme, multiply, refuseCurrentDateOf } from './update-numbers';
import { isPositional, passesArray, refuseBadPath, refuseConflicts, resolvePositions } from './update-paths';
import { locateSlot, type Slot } from './update-slot';

type Operator = (slot: Slot, operand: unknown, document: Document) => void;

/** Operators that make the field when it is missing. */
const CREATING: Record<string, Operator> = {
  $set: (slot, operand) => slot.put(operand),
  $inc: increment,
  $mul: multiply,
  $min: (slot, operand) => keepExtreme(slot, operand, -1),
  $max: (slot, operand) => keepExtreme(slot, operand, 1),
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
};

/** Operators that leave a missing field missing. */
const REMOVING: Record<string, Operator> = {
  $unset: (slot) => slot.drop(),
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

/** $setOnInsert does nothing: the SDK's updates never upsert. */
const OTHER = new Set(['$rename', '$setOnInsert', '$currentDate']);

export interface UpdateContext {
  filter: Document;
  now: () => number;
}

interface FieldUpdate {
  operator: string;
  path: string;
  operand: unknown;
}

/** Changes a document, which must be a fresh copy: a refusal may leave it half changed. */
export type Update = (document: Document) => void;

/** What can be refused without a document is refused here, also when nothing will match. */
export function compileUpdate(modifier: Document, context: UpdateContext): Update {
  const fields = fieldsOf(modifier);
  for (const field of fields) refuseBadField(field);
  refuseConflicts(fields.flatMap(pathsOf));
  const positional = fields.some(({ path }) => isPositional(path));
  const matches = positional ? compileFilter(context.filter) : undefined;
  return (document) => {
    const id = document._id;
    const record: MatchRecord = { position: undefined };
    matches?.(document, record);
    const places = positional
      ? fields.flatMap((field) => placesOf(document, field, record.position))
      : fields;
    if (positional) refuseConflicts(places.map(({ path }) => path));
    for (const place of places) applyField(document, place, context);
    if (!equalValues(document._id, id)) {
      throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'");
    }
  };
}

/** In the order of the paths: that is the order MongoDB adds new fields in. */
function fieldsOf(modifier: Document): FieldUpdate[] {
  const operators = Object.entries(modifier);
  if (operators.length === 0 || operators.some(([name]) => !name.startsWith('$'))) {
    throw requestFailed("update document must contain key beginning with '$'");
  }
  const fields = operators.flatMap(([operator, operands]) => {
    if (!Object.hasOwn(CREATING, operator) && !Object.hasOwn(REMOVING, operator) && !OTHER.has(operator))
      throw requestFailed(`Unknown modifier: ${operator}`);
    if (!isDocument(operands))
      throw requestFailed(`Modifiers operate on fields but we found another type: ${operator}`);
    if (Object.keys(operands).length === 0)
      throw requestFailed(
        `'${operator}' is empty. You must specify a field like so: {${operator}: {<field>: ...}}`,
      );
    return Object.entries(operands).map(([path, operand]) => ({ operator, path, operand }));
  });
  return fields.sort((a, b) => compareText(a.path, b.path));
}

function refuseBadField({ operator, path, operand }: FieldUpdate): void {
  refuseBadPath(path);
  if (operator === '$currentDate') refuseCurrentDateOf(operand);
  if (operator !== '$rename') return tryOnNothing(operator, path, operand);
  if (typeof operand !== 'string')
    throw requestFailed(`The 'to' field for $rename must be a string: ${path}`);
  refuseBadPath(operand);
  if (isPositional(path)) throw requestFailed(`The source field for $rename may not be dynamic: ${path}`);
  if (isPositional(operand))
    throw requestFailed(`The destination field for $rename may not be dynamic: ${operand}`);
  if (path === operand)
    throw requestFailed(`The source and target field for $rename must differ: ${path}: "${operand}"`);
}

/** An operand that would be refused by every document is refused without one. */
function tryOnNothing(operator: string, path: string, operand: unknown): void {
  const removing = REMOVING[operator];
  const slot: Slot = { path, value: removing ? [] : undefined, put: () => undefined, drop: () => undefined };
  (CREATING[operator] ?? removing)?.(slot, operand, {});
}

const pathsOf = ({ operator, path, operand }: FieldUpdate): string[] =>
  operator === '$rename' && typeof operand === 'string' ? [path, operand] : [path];

function placesOf(document: Document, field: FieldUpdate, position: number | undefined): FieldUpdate[] {
  if (!isPositional(field.path)) return [field];
  return resolvePositions(document, field.path, position).map((path) => ({ ...field, path }));
}

function applyField(
  document: Document,
  { operator, path, operand }: FieldUpdate,
  context: UpdateContext,
): void {
  if (operator === '$rename') return rename(document, path, operand);
  if (operator === '$setOnInsert') return;
  if (operator === '$currentDate') return locateSlot(document, path, true)?.put(new Date(context.now()));
  const creating = CREATING[operator];
  const slot = locateSlot(document, path, creating !== undefined);
  if (slot) (creating ?? REMOVING[operator])?.(slot, operand, document);
}

function rename(document: Document, path: string, target: unknown): void {
  if (typeof target !== 'string') return;
  for (const [side, place] of [
    ['source', path],
    ['destination', target],
  ] as const) {
    if (passesArray(document, place))
      throw requestFailed(`The ${side} field cannot be an array element, '${place}'`);
  }
  const source = locateSlot(document, path, false);
  if (source?.value === undefined) return;
  const value = source.value;
  source.drop();
  locateSlot(document, target, true)?.put(value);
}
