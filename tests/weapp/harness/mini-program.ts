import path from 'node:path';
import { readBundle, type BuiltBundle } from './built-bundle';
import { createFakeWx, type CloudCall, type FakeWx, type FakeWxOptions } from './fake-wx';
import { createPageStack, type Navigation, type OpenPage, type PageStack } from './page-stack';
import { createScriptRealm } from './script-realm';
import { createSetDataLog, type SetDataLog } from './set-data-log';
import { callMethod, type Bag } from './values';
import { findNodes, textOf, viewTreeOf, type FoundNode, type ViewNode } from './view-tree';

export interface LaunchOptions {
  callFunction: (call: CloudCall) => Promise<unknown>;
  /** The page that was scanned or tapped, without a leading slash, and what it receives. */
  path?: string;
  query?: Record<string, string>;
  storage?: Record<string, unknown>;
  answers?: FakeWxOptions['answers'];
  dist?: string;
}

/** The built mini-program, running: what a person sees and does, and what it asked of WeChat. */
export interface MiniProgram {
  page: () => OpenPage;
  text: () => string;
  has: (selector: string) => boolean;
  findAll: (selector: string) => FoundNode[];
  /** Delivers an event as the view layer would, then waits until the program rests. */
  fire: (selector: string, event: string, detail?: Bag) => Promise<void>;
  tap: (selector: string) => Promise<void>;
  go: (how: Navigation, url: string) => Promise<void>;
  settle: () => Promise<void>;
  storage: Map<string, unknown>;
  wxCalls: FakeWx['calls'];
  setData: SetDataLog['entries'];
  errors: unknown[][];
}

const BUBBLING = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend']);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Rests: no cloud call is waiting and no setData has come for a while. */
async function settle(log: SetDataLog, pending: () => number): Promise<void> {
  let quiet = 0;
  let last = -1;
  for (let round = 0; round < 2000 && quiet < 6; round += 1) {
    await pause(5);
    const rests = pending() === 0 && log.entries.length === last;
    quiet = rests ? quiet + 1 : 0;
    last = log.entries.length;
  }
}

/** Per bound ancestor, innermost first, and only where base.wxml binds the event: elsewhere WeChat reports nothing. */
function deliver(
  bundle: BuiltBundle,
  page: OpenPage,
  { node, ancestors }: FoundNode,
  event: string,
  detail: Bag,
  clone: (value: unknown) => unknown,
): void {
  const chain = BUBBLING.has(event) ? [node, ...ancestors] : [node];
  const target = ({ uid, sid }: ViewNode) => ({
    id: uid || sid,
    offsetLeft: 0,
    offsetTop: 0,
    dataset: { sid },
  });
  let delivered = 0;
  for (const current of chain) {
    const binding = bundle.templates.get(current.nn)?.on[event];
    if (!binding) continue;
    delivered += 1;
    const report = {
      type: event,
      timeStamp: Date.now(),
      target: target(node),
      currentTarget: target(current),
      mark: {},
      detail,
      touches: [],
      changedTouches: [],
    };
    callMethod(page.instance, 'eh', clone(report));
    if (binding === 'catch') break;
  }
  if (delivered === 0) throw new Error(`no template binds "${event}" at or above ${node.uid || node.nn}`);
}

export async function launchMiniProgram(options: LaunchOptions): Promise<MiniProgram> {
  const bundle = readBundle(options.dist ?? path.resolve('dist/weapp'));
  const log = createSetDataLog();
  const errors: unknown[][] = [];
  const storage = new Map(Object.entries(options.storage ?? {}));
  const launch = {
    path: options.path ?? bundle.pages[0] ?? '',
    query: options.query ?? {},
    scene: 1047,
    referrerInfo: {},
  };
  // wx, realm and stack know each other; each is reached through a function so that the order does not matter.
  const parts: { realm?: ReturnType<typeof createScriptRealm>; stack?: PageStack } = {};
  const realmOf = () => parts.realm ?? fail('the realm is not there yet');
  const stackOf = () => parts.stack ?? fail('the page stack is not there yet');
  const clone = (value: unknown) => realmOf().clone(value);
  const { wx, calls, pending } = createFakeWx({
    callFunction: options.callFunction,
    pages: stackOf,
    clone,
    storage,
    launchOptions: () => launch,
    answers: options.answers ?? {},
  });
  parts.realm = createScriptRealm({
    dist: bundle.dist,
    wx,
    currentPages: () =>
      stackOf()
        .all()
        .map(({ instance }) => instance),
    onConsole: (level, args) => {
      if (level === 'error') errors.push(args);
    },
  });
  parts.stack = createPageStack(bundle, parts.realm, log);

  const rest = () => settle(log, pending);
  const find = (selector: string) => findNodes(viewTreeOf(stackOf().top().data), selector, bundle.templates);
  const fire = async (selector: string, event: string, detail: Bag = {}) => {
    const found =
      find(selector)[0] ??
      fail(
        `nothing matches ${selector} on ${stackOf().top().route}:\n${textOf(viewTreeOf(stackOf().top().data))}`,
      );
    deliver(bundle, stackOf().top(), found, event, detail, clone);
    await rest();
  };

  parts.realm.run('app');
  callMethod(parts.realm.registered.app, 'onLaunch', clone(launch));
  callMethod(parts.realm.registered.app, 'onShow', clone(launch));
  const query = Object.entries(launch.query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  parts.stack.go('reLaunch', `/${launch.path}?${query}`);
  await rest();

  return {
    page: stackOf().top,
    text: () => textOf(viewTreeOf(stackOf().top().data)),
    has: (selector) => find(selector).length > 0,
    findAll: find,
    fire,
    tap: (selector) => fire(selector, 'tap', { x: 1, y: 1 }),
    go: async (how, url) => {
      stackOf().go(how, url);
      await rest();
    },
    settle: rest,
    storage,
    wxCalls: calls,
    setData: log.entries,
    errors,
  };
}

function fail(message: string): never {
  throw new Error(message);
}
