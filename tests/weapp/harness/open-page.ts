import type { ScriptRealm } from './script-realm';
import type { SetDataLog } from './set-data-log';
import { bagOf, setByPath, type Bag } from './values';

/** A page that is open: the bundle's instance, with the data its view layer has. */
export interface OpenPage {
  route: string;
  instance: Bag;
  data: Bag;
}

export function createOpenPage(
  route: string,
  query: Bag,
  { realm, log }: { realm: ScriptRealm; log: SetDataLog },
): OpenPage {
  const definition = realm.registered.pages.get(route);
  if (!definition) throw new Error(`${route}.js did not call Page()`);
  const data = bagOf(realm.clone(definition['data'] ?? {}));
  const instance: Bag = Object.assign(bagOf(Object.create(definition)), {
    data,
    route,
    options: realm.clone(query),
    getPageId: () => `pageId:${route}`,
    getOpenerEventChannel: () => ({}),
    selectComponent: () => null,
    setData: (change: unknown, done?: () => void) => {
      log.record(route, change);
      for (const [key, value] of Object.entries(bagOf(realm.clone(change)))) setByPath(data, key, value);
      if (done) setTimeout(done, 0);
    },
  });
  return { route, instance, data };
}
