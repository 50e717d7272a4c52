import { collectionNames, type CollectionName } from '../store/schema';

const names = new Set<string>(collectionNames);
const isCollectionName = (key: string | symbol): key is CollectionName =>
  typeof key === 'string' && names.has(key);

/**
 * Every collection by its name, each opened when it is first asked for: a call uses a handful of some fifty, and a
 * transaction opens them all over again.
 */
export function openedOnUse<Opened extends object>(
  open: (name: CollectionName) => unknown,
  others: object = {},
): Opened {
  const opened = new Map<CollectionName, unknown>();
  const proxy: unknown = new Proxy(others, {
    get: (target, key): unknown => {
      if (!isCollectionName(key)) return Reflect.get(target, key);
      if (!opened.has(key)) opened.set(key, open(key));
      return opened.get(key);
    },
    has: (target, key) => isCollectionName(key) || key in target,
  });
  // The mapped type of the caller says which name has which collection; a proxy cannot.
  return proxy as Opened;
}
