/** Groups by MongoDB's equality: objects whose fields stand in another order are others, and a missing value is null. */
import { evalExpr } from 'mingo/core';
import { isDocument } from '../values/document-text';
import { encodeValue } from '../values/key-encoding';
import type { Expression } from './expressions/operands';

/** What stands for a group while it is gathered → its id. */
export type GroupKeys = Map<string, unknown>;

const withoutMissing = (value: unknown): unknown =>
  isDocument(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) =>
          each === undefined ? [] : [[name, withoutMissing(each)]],
        ),
      )
    : (value ?? null);

/** Most are text or numbers, which need no encoding to be told apart. */
function keyOf(id: unknown): string {
  if (typeof id === 'string') return `s${id}`;
  if (typeof id === 'number') return `n${id}`;
  return `e${encodeValue(id).toString('latin1')}`;
}

/** `[expression, keys]` */
const groupKey: Expression = (document, operands, options) => {
  const given: unknown[] = Array.isArray(operands) ? operands : [];
  const [expression, keys] = given;
  if (!(keys instanceof Map)) throw new Error('a group without its keys');
  const id = withoutMissing(evalExpr(document, expression, options));
  const key = keyOf(id);
  if (!keys.has(key)) keys.set(key, id);
  return key;
};

export const GROUP_KEY = { $groupKey: groupKey };
