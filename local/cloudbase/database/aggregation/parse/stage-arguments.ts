/** The plain arguments of stages, read with MongoDB's refusals. */
import { requestFailed } from '../../errors';
import type { IndexKey } from '../../schema';
import { isDocument } from '../../values/document-text';

export function countNameOf(name: unknown): string {
  if (typeof name !== 'string' || name === '')
    throw requestFailed('the count field must be a non-empty string');
  if (name.startsWith('$')) throw requestFailed('the count field cannot be a $-prefixed path');
  if (name.includes('.')) throw requestFailed("the count field cannot contain '.'");
  return name;
}

export function limitOf(size: unknown): number {
  if (typeof size !== 'number' || !Number.isInteger(size))
    throw requestFailed('the limit must be specified as a number');
  if (size <= 0) throw requestFailed('the limit must be positive');
  return size;
}

export function skipOf(size: unknown): number {
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 0)
    throw requestFailed('Argument to $skip must be a non-negative number');
  return size;
}

export function orderOf(spec: unknown): IndexKey[] {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw requestFailed('$sort stage must have at least one sort key');
  return Object.entries(spec).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { field, direction };
  });
}

export function sampleSizeOf(spec: unknown): number {
  const size = isDocument(spec) ? spec.size : undefined;
  if (typeof size !== 'number') throw requestFailed('size argument to $sample must be a number');
  if (size < 0) throw requestFailed('size argument to $sample must not be negative');
  return size;
}
