import path from 'node:path';
import type { BuiltBundle } from './built-bundle';
import type { ScriptRealm } from './script-realm';
import type { SetDataLog } from './set-data-log';
import { bagOf, callMethod, setByPath, type Bag } from './values';

export type Navigation = 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch';

/** A page that is open: the bundle's instance, with the data its view layer has. */
export interface OpenPage {
  route: string;
  instance: Bag;
  data: Bag;
}

export interface PageStack {
  top: () => OpenPage;
  all: () => OpenPage[];
  go: (how: Navigation, url: string) => void;
  back: (delta: number) => void;
}

function splitUrl(url: string, from: string): { route: string; query: Record<string, string> } {
  const [place = '', search = ''] = url.split('?', 2);
  const pairs = search.split('&').filter(Boolean);
  const query = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const route = place.startsWith('/') ? place.slice(1) : path.posix.join(path.posix.dirname(from), place);
  return { route, query };
}

/** WeChat's page stack: what may be opened how, and which lifecycle functions are called meanwhile. */
export function createPageStack(bundle: BuiltBundle, realm: ScriptRealm, log: SetDataLog): PageStack {
  const stack: OpenPage[] = [];
  const keptTabs = new Map<string, OpenPage>();
  const loaded = new Set<string>();

  function load(name: string): void {
    if (loaded.has(name)) return;
    loaded.add(name);
    bundle.componentsOf(name).forEach(load);
    realm.run(name);
  }

  function createPage(route: string, query: Bag): OpenPage {
    if (!bundle.pages.includes(route)) throw new Error(`page "${route}" is not found`);
    load(route);
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

  function open(route: string, query: Bag): OpenPage {
    const page = createPage(route, query);
    stack.push(page);
    callMethod(page.instance, 'onLoad', realm.clone(query));
    callMethod(page.instance, 'onShow', {});
    setTimeout(() => callMethod(page.instance, 'onReady'), 0);
    return page;
  }

  const top = (): OpenPage => {
    const page = stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  };
  const close = () => callMethod(stack.pop()?.instance, 'onUnload');

  function switchTab(route: string): void {
    while (stack.length > 1) close();
    const current = stack.pop();
    if (current?.route === route) {
      stack.push(current);
      return;
    }
    if (current && bundle.tabs.includes(current.route)) callMethod(current.instance, 'onHide');
    else callMethod(current?.instance, 'onUnload');
    const kept = keptTabs.get(route);
    if (kept) {
      stack.push(kept);
      callMethod(kept.instance, 'onShow', {});
    } else {
      keptTabs.set(route, open(route, {}));
    }
  }

  return {
    top,
    all: () => stack,
    go(how, url) {
      const { route, query } = splitUrl(url, stack.at(-1)?.route ?? '');
      const isTab = bundle.tabs.includes(route);
      if (how === 'switchTab') {
        if (!isTab) throw new Error('can not switchTab to no-tabBar page');
        switchTab(route);
        return;
      }
      if (isTab && how !== 'reLaunch') throw new Error(`can not ${how} a tabbar page`);
      if (how === 'navigateTo') {
        if (stack.length >= 10) throw new Error('webview count limit exceed');
        callMethod(stack.at(-1)?.instance, 'onHide');
      } else {
        do close();
        while (how === 'reLaunch' && stack.length > 0);
      }
      const page = open(route, query);
      if (isTab) keptTabs.set(route, page);
    },
    back(delta) {
      for (let left = Math.min(delta, stack.length - 1); left > 0; left -= 1) close();
      callMethod(top().instance, 'onShow', {});
    },
  };
}
