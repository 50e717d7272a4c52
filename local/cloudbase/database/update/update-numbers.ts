/** The update operators on single values: inc, mul, min, max, bit, currentDate. */
import { requestFailed } from '../errors';
import { compareValues } from '../values/compare';
import { isDocument, stringifyValue, type Document } from '../values/document-text';
import type { Slot } from './update-slot';

export function increment(slot: Slot, operand: unknown, document: Document): void {
  const by = argument('increment', slot, operand);
  slot.put(numberAt(slot, '$inc', document) + by);
}

/** A missing field becomes 0, whatever it would be multiplied by. */
export function multiply(slot: Slot, operand: unknown, document: Document): void {
  const by = argument('multiply', slot, operand);
  slot.put(slot.value === undefined ? 0 : numberAt(slot, '$mul', document) * by);
}

export function keepExtreme(slot: Slot, operand: unknown, sign: 1 | -1): void {
  if (slot.value === undefined || compareValues(operand, slot.value) * sign > 0) slot.put(operand);
}

const BIT_OPERATIONS: Record<string, (current: bigint, bits: bigint) => bigint> = {
  and: (current, bits) => current & bits,
  or: (current, bits) => current | bits,
  xor: (current, bits) => current ^ bits,
};

export function bit(slot: Slot, operand: unknown): void {
  if (!isDocument(operand))
    throw requestFailed(`The $bit modifier is not compatible with a ${typeof operand}`);
  const operations = Object.entries(operand);
  if (operations.length === 0) throw requestFailed('You must pass in at least one bitwise operation.');
  const start = slot.value ?? 0;
  if (typeof start !== 'number' || !Number.isInteger(start))
    throw requestFailed(`Cannot apply $bit to a value of non-integral type at '${slot.path}'`);
  const result = operations.reduce((current, [name, bits]) => {
    const operation = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined;
    if (!operation)
      throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (typeof bits !== 'number' || !Number.isInteger(bits))
      throw requestFailed(`The $bit modifier field must be an integer: ${stringifyValue(operand)}`);
    return operation(current, BigInt(bits));
  }, BigInt(start));
  slot.put(Number(result));
}

export function refuseCurrentDateOf(operand: unknown): void {
  const kind = isDocument(operand) ? operand.$type : operand;
  if (typeof operand === 'boolean' || kind === 'date') return;
  throw requestFailed(
    "is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'date'}).",
  );
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
