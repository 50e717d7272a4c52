/** What a schema becomes when it is first asked for (schemas-on-use.ts): itself, in place of its getter. */
export function onUse<Value>(of: object, key: string, value: Value): Value {
  Object.defineProperty(of, key, { value, enumerable: true });
  return value;
}
