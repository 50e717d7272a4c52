import path from 'node:path';
import type { BuiltBundle } from './built-bundle';
import { createOpenPage, type OpenPage } from './open-page';
import type { ScriptRealm } from './script-realm';
import type { SetDataLog } from './set-data-log';
import { callMethod, type Bag } from './values';

export type Navigation = 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch';

const MOST_PAGES = 10;

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
export class PageStack {
  readonly #stack: OpenPage[] = [];
  readonly #keptTabs = new Map<string, OpenPage>();
  readonly #loaded = new Set<string>();

  constructor(
    private readonly bundle: BuiltBundle,
    private readonly realm: ScriptRealm,
    private readonly log: SetDataLog,
  ) {}

  instances(): Bag[] {
    return this.#stack.map(({ instance }) => instance);
  }

  /** @throws Error before the first page is open */
  top(): OpenPage {
    const page = this.#stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  /** @throws Error where WeChat refuses the navigation */
  go(how: Navigation, url: string): void {
    const { route, query } = splitUrl(url, this.#stack.at(-1)?.route ?? '');
    const isTab = this.bundle.tabs.includes(route);
    if (how === 'switchTab' && !isTab) throw new Error('can not switchTab to no-tabBar page');
    if (isTab && (how === 'navigateTo' || how === 'redirectTo'))
      throw new Error(`can not ${how} a tabbar page`);
    if (how === 'navigateTo' && this.#stack.length >= MOST_PAGES)
      throw new Error('webview count limit exceed');

    if (how === 'switchTab') {
      this.#switchTab(route);
      return;
    }
    if (how === 'navigateTo') callMethod(this.#stack.at(-1)?.instance, 'onHide');
    if (how === 'redirectTo') this.#close();
    if (how === 'reLaunch') while (this.#stack.length > 0) this.#close();
    const page = this.#open(route, query);
    if (isTab) this.#keptTabs.set(route, page);
  }

  back(delta: number): void {
    for (let left = Math.min(delta, this.#stack.length - 1); left > 0; left -= 1) this.#close();
    callMethod(this.top().instance, 'onShow', {});
  }

  #load(name: string): void {
    if (this.#loaded.has(name)) return;
    this.#loaded.add(name);
    this.bundle.componentsOf(name).forEach((component) => this.#load(component));
    this.realm.run(name);
  }

  #open(route: string, query: Bag): OpenPage {
    if (!this.bundle.pages.includes(route)) throw new Error(`page "${route}" is not found`);
    this.#load(route);
    const page = createOpenPage(route, query, { realm: this.realm, log: this.log });
    this.#stack.push(page);
    callMethod(page.instance, 'onLoad', this.realm.clone(query));
    callMethod(page.instance, 'onShow', {});
    setTimeout(() => callMethod(page.instance, 'onReady'), 0);
    return page;
  }

  #close(): void {
    callMethod(this.#stack.pop()?.instance, 'onUnload');
  }

  #switchTab(route: string): void {
    while (this.#stack.length > 1) this.#close();
    const current = this.#stack.pop();
    if (current?.route === route) {
      this.#stack.push(current);
      return;
    }
    callMethod(current?.instance, this.bundle.tabs.includes(current?.route ?? '') ? 'onHide' : 'onUnload');
    const kept = this.#keptTabs.get(route);
    if (!kept) {
      this.#keptTabs.set(route, this.#open(route, {}));
      return;
    }
    this.#stack.push(kept);
    callMethod(kept.instance, 'onShow', {});
  }
}
