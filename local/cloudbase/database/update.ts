/**
 * Applies an update to a document with MongoDB's meaning and refusals. Written here rather than left to mingo, whose updater
 * passes over what MongoDB refuses (inc on text, a path through null), and those refusals are traps callers must meet locally.
 */
import { update as updatePositions } from 'mingo';
import { isDocument, stringifyValue, type Document } from './document-text';
import { requestFailed } from './errors';
import { encodeValue } from './key-encoding';
import { addToSet, equalValues, pop, pull, pullAll, push } from './update-arrays';
import { locateSlot, type Slot } from './update-slot';

type Operator = (slot: Slot, operand: unknown, document: Document) => void;

/** Operators that make the field when it is missing. */
const CREATING: Record<string, Operator> = {
  $set: (slot, operand) => slot.put(operand),
  $inc: (slot, operand, document) =>
    slot.put(numberAt(slot, '$inc', document) + argument('increment', slot, operand)),
  $mul: (slot, operand, document) =>
    slot.put(numberAt(slot, '$mul', document) * argument('multiply', slot, operand)),
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

export interface UpdateContext {
  filter: Document;
  now: () => number;
}

/** Changes the given document, which must be a fresh copy: a refusal may leave it half changed. */
export function applyUpdate(document: Document, modifier: Document, context: UpdateContext): void {
  const fields = fieldsOf(modifier);
  const id = document._id;
  if (fields.some(({ path }) => path.split('.').some((segment) => segment.startsWith('$')))) {
    applyPositional(document, modifier, context.filter);
  } else {
    refuseConflicts(fields);
    for (const field of fields) applyField(document, field, context);
  }
  if (!equalValues(document._id, id)) {
    throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

interface FieldUpdate {
  operator: string;
  path: string;
  operand: unknown;
}

function fieldsOf(modifier: Document): FieldUpdate[] {
  const operators = Object.entries(modifier);
  if (operators.length === 0 || operators.some(([name]) => !name.startsWith('$'))) {
    throw requestFailed("update document must contain key beginning with '$'");
  }
  return operators.flatMap(([operator, fields]) => {
    if (!isDocument(fields))
      throw requestFailed(`Modifiers operate on fields but we found another type: ${operator}`);
    return Object.entries(fields).map(([path, operand]) => ({ operator, path, operand }));
  });
}

function applyField(
  document: Document,
  { operator, path, operand }: FieldUpdate,
  context: UpdateContext,
): void {
  if (operator === '$rename') return rename(document, path, operand);
  if (operator === '$setOnInsert') return; // the SDK's updates never upsert
  if (operator === '$currentDate') return locateSlot(document, path, true)?.put(new Date(context.now()));
  const creating = CREATING[operator];
  const slot = locateSlot(document, path, creating !== undefined);
  if (creating && slot) return creating(slot, operand, document);
  const removing = REMOVING[operator];
  if (!creating && !removing) throw requestFailed(`Unknown modifier: ${operator}`);
  if (removing && slot) removing(slot, operand, document);
}

function refuseConflicts(fields: FieldUpdate[]): void {
  const paths = fields.flatMap(({ operator, path, operand }) =>
    operator === '$rename' && typeof operand === 'string' ? [path, operand] : [path],
  );
  const sorted = paths.map((path) => `${path}.`).sort();
  sorted.forEach((path, position) => {
    const previous = sorted[position - 1];
    if (previous === undefined || !path.startsWith(previous)) return;
    throw requestFailed(
      `Updating the path '${path.slice(0, -1)}' would create a conflict at '${previous.slice(0, -1)}'`,
    );
  });
}

/** Paths with $, $[] or $[name] choose array elements by the query; mingo resolves those as MongoDB does. */
function applyPositional(document: Document, modifier: Document, filter: Document): void {
  try {
    updatePositions(document, modifier, [], filter);
  } catch (error) {
    throw requestFailed(error instanceof Error ? error.message : String(error));
  }
}

function rename(document: Document, path: string, target: unknown): void {
  if (typeof target !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${path}`);
  const source = locateSlot(document, path, false);
  if (source?.value === undefined) return;
  const value = source.value;
  source.drop();
  locateSlot(document, target, true)?.put(value);
}

function numberAt(slot: Slot, operator: string, document: Document): number {
  if (slot.value === undefined) return 0;
  if (typeof slot.value === 'number') return slot.value;
  const id = stringifyValue(document._id);
  throw requestFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${id}} has the field '${slot.path}' of non-numeric type: ${stringifyValue(slot.value)}`,
  );
}

function argument(verb: string, slot: Slot, operand: unknown): number {
  if (typeof operand === 'number') return operand;
  throw requestFailed(`Cannot ${verb} with non-numeric argument: {${slot.path}: ${stringifyValue(operand)}}`);
}

function keepExtreme(slot: Slot, operand: unknown, sign: 1 | -1): void {
  const current = slot.value;
  const replaces =
    current === undefined || Buffer.compare(encodeValue(operand), encodeValue(current)) * sign > 0;
  if (replaces) slot.put(operand);
}

function bit(slot: Slot, operand: unknown): void {
  const current = slot.value ?? 0;
  const [name, bits] = isDocument(operand) ? (Object.entries(operand)[0] ?? []) : [];
  if (typeof current !== 'number' || !Number.isInteger(current)) {
    throw requestFailed(`Cannot apply $bit to a value of non-integral type at '${slot.path}'`);
  }
  if (typeof bits !== 'number' || !Number.isInteger(bits)) {
    throw requestFailed(`The $bit modifier field must be an integer: ${stringifyValue(operand)}`);
  }
  if (name === 'and') slot.put(current & bits);
  else if (name === 'or') slot.put(current | bits);
  else if (name === 'xor') slot.put(current ^ bits);
  else throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
}
