/** The update operators on arrays: push, addToSet, pop, pull, pullAll. */
import { isDocument, stringifyValue, type Document } from '../values/document-text';
import { requestFailed } from '../errors';
import type { IndexKey } from '../schema';
import { sortKeyOf } from '../storage/index-keys';
import { encodeDirected } from '../values/key-encoding';
import { compileFilter } from '../match/compile-filter';
import { isPattern } from '../match/patterns';
import { equalValues } from '../values/compare';
import type { Slot } from './update-slot';

export function push(slot: Slot, operand: unknown): void {
  const { $each, $position, $sort, $slice } = modifiersOf('$push', operand, ['$position', '$sort', '$slice']);
  const items = arrayAt(slot);
  const position = typeof $position === 'number' ? $position : items.length;
  items.splice(position, 0, ...$each);
  if ($sort !== undefined) sortItems(items, $sort);
  if (typeof $slice === 'number') slot.put($slice < 0 ? items.slice($slice) : items.slice(0, $slice));
  else slot.put(items);
}

export function addToSet(slot: Slot, operand: unknown): void {
  const { $each } = modifiersOf('$addToSet', operand, []);
  const items = arrayAt(slot);
  for (const value of $each) if (!items.some((item) => equalValues(item, value))) items.push(value);
  slot.put(items);
}

export function pop(slot: Slot, operand: unknown): void {
  if (operand !== 1 && operand !== -1)
    throw requestFailed(`$pop expects 1 or -1, found: ${stringifyValue(operand)}`);
  if (slot.value === undefined) return;
  const items = presentArray(slot);
  slot.put(operand === 1 ? items.slice(0, -1) : items.slice(1));
}

export function pull(slot: Slot, operand: unknown): void {
  if (slot.value === undefined) return;
  const matches = elementCondition(operand);
  slot.put(presentArray(slot).filter((item) => !matches(item)));
}

export function pullAll(slot: Slot, operand: unknown): void {
  if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument');
  if (slot.value === undefined) return;
  const unwanted: unknown[] = operand;
  slot.put(presentArray(slot).filter((item) => !unwanted.some((value) => equalValues(item, value))));
}

interface PushModifiers {
  $each: unknown[];
  $position?: unknown;
  $sort?: unknown;
  $slice?: unknown;
}

function modifiersOf(operator: string, operand: unknown, allowed: string[]): PushModifiers {
  if (!isDocument(operand) || !('$each' in operand)) return { $each: [operand] };
  const unknown = Object.keys(operand).find((clause) => clause !== '$each' && !allowed.includes(clause));
  if (unknown !== undefined) throw requestFailed(`Unrecognized clause in ${operator}: ${unknown}`);
  const { $each, $position, $sort, $slice } = operand;
  if (!Array.isArray($each)) throw requestFailed(`The argument to $each in ${operator} must be an array`);
  for (const [name, value] of Object.entries({ $position, $slice })) {
    if (value !== undefined && !Number.isInteger(value))
      throw requestFailed(`The value for ${name} must be an integer`);
  }
  return { $each, $position, $sort, $slice };
}

function sortItems(items: unknown[], spec: unknown): void {
  const key = sorterOf(spec);
  const keyed = items.map((item) => ({ item, key: key(item) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  items.splice(0, items.length, ...keyed.map(({ item }) => item));
}

function sorterOf(spec: unknown): (item: unknown) => Buffer {
  if (spec === 1 || spec === -1) return (item) => encodeDirected(item, spec);
  if (!isDocument(spec))
    throw requestFailed('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}');
  const keys = Object.entries(spec).map(([field, direction]): IndexKey => {
    if (direction !== 1 && direction !== -1)
      throw requestFailed('The $sort element value must be either 1 or -1');
    return { field, direction };
  });
  if (keys.length === 0) throw requestFailed('The $sort pattern is empty when it should be a set of fields.');
  return (item) => sortKeyOf(isDocument(item) ? item : {}, keys);
}

/** The array to add to: the existing one, or a new one where the field is missing. */
function arrayAt(slot: Slot): unknown[] {
  return slot.value === undefined ? [] : [...presentArray(slot)];
}

function presentArray(slot: Slot): unknown[] {
  if (Array.isArray(slot.value)) return slot.value;
  throw requestFailed(`The field '${slot.path}' must be an array but is ${stringifyValue(slot.value)}`);
}

/** $pull takes a value, a pattern, a condition on the element, or a filter on the element's fields. */
function elementCondition(operand: unknown): (item: unknown) => boolean {
  if (isPattern(operand) || (isDocument(operand) && judgesElement(operand))) {
    const matches = compileFilter({ element: operand });
    return (element) => matches({ element });
  }
  if (!isDocument(operand)) return (item) => equalValues(item, operand);
  const matches = compileFilter(operand);
  return (item) => isDocument(item) && matches(item);
}

/** $or, $and and $nor are filters on the fields of an element, not conditions on the element. */
function judgesElement(operand: Document): boolean {
  const first = Object.keys(operand)[0] ?? '';
  return first.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first);
}
