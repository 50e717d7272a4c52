/** Values that cross between the bundle's realm and the test's. */
export type Bag = Record<string, unknown>;

export const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;

/** Functions of the bundle belong to another realm; they are only ever called. */
export const isFunction = (value: unknown): value is (this: unknown, ...args: unknown[]) => unknown =>
  typeof value === 'function';

export const bagOf = (value: unknown): Bag => (isBag(value) ? value : {});

export function callMethod(target: unknown, name: string, ...args: unknown[]): unknown {
  const method = isBag(target) ? target[name] : undefined;
  return isFunction(method) ? method.call(target, ...args) : undefined;
}

const keysOf = (dataPath: string): string[] =>
  dataPath
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);

/** `setByPath(data, 'root.cn.[0].v', 1)`, as WeChat's setData reads its keys. */
export function setByPath(data: Bag, dataPath: string, value: unknown): void {
  const keys = keysOf(dataPath);
  const last = keys.pop();
  if (last === undefined) return;
  let place = data;
  for (const [index, key] of keys.entries()) {
    const next = place[key];
    const following = keys[index + 1] ?? last;
    const found: Bag = isBag(next) ? next : /^\d+$/.test(following) ? bagOf([]) : {};
    place[key] = found;
    place = found;
  }
  place[last] = value;
}
