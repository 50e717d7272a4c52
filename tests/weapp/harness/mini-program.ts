import path from 'node:path';
import { readBundle } from './built-bundle';
import { deliverEvent } from './event-delivery';
import { createFakeWx, type CloudCall, type FakeWx, type FakeWxOptions } from './fake-wx';
import type { OpenPage } from './open-page';
import { PageStack, type Navigation } from './page-stack';
import { createScriptRealm, type ScriptRealm } from './script-realm';
import { createSetDataLog, type SetDataLog } from './set-data-log';
import { callMethod, type Bag } from './values';
import { findNodes, textOf, viewTreeOf, type FoundNode } from './view-tree';

export interface LaunchOptions {
  callFunction: (call: CloudCall) => Promise<unknown>;
  /** The page that was scanned or tapped, without a leading slash, and what it receives. */
  path?: string;
  query?: Record<string, string>;
  storage?: Record<string, unknown>;
  /** WeChat's launch scene (1047: a scanned mini-program code), and the ticket of a card opened in a group. */
  scene?: number;
  shareTicket?: string;
  answers?: FakeWxOptions['answers'];
  viewQuery?: FakeWxOptions['viewQuery'];
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
  /** Waits until the page says this: what comes after a pause of the program's own. */
  until: (text: string) => Promise<void>;
  storage: Map<string, unknown>;
  wxCalls: FakeWx['calls'];
  files: FakeWx['files'];
  /** Native components that the pages opened so far have loaded, by their path. */
  components: ScriptRealm['registered']['components'];
  setData: SetDataLog['entries'];
  errors: unknown[][];
}

interface Launch {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: object;
}

/** What a running program is made of. */
interface Stage {
  bundle: ReturnType<typeof readBundle>;
  realm: ScriptRealm;
  stack: PageStack;
  wx: FakeWx;
  log: SetDataLog;
  storage: Map<string, unknown>;
  errors: unknown[][];
}

const SCANNED_A_CODE = 1047;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Rests: no cloud call is waiting and no setData has come for a while. */
async function comeToRest({ log, wx }: Stage): Promise<void> {
  let quiet = 0;
  let last = -1;
  for (let round = 0; round < 2000 && quiet < 6; round += 1) {
    await pause(5);
    const rests = wx.pending() === 0 && log.entries.length === last;
    quiet = rests ? quiet + 1 : 0;
    last = log.entries.length;
  }
}

function createStage(options: LaunchOptions, launch: Launch, bundle: Stage['bundle']): Stage {
  const log = createSetDataLog();
  const storage = new Map(Object.entries(options.storage ?? {}));
  const errors: unknown[][] = [];
  // wx, the realm and the stack know each other: wx reaches the other two through functions that are called later.
  const wx = createFakeWx({
    callFunction: options.callFunction,
    pages: () => stack,
    clone: (value) => realm.clone(value),
    storage,
    launchOptions: () => ({ ...launch }),
    answers: options.answers ?? {},
    viewQuery: options.viewQuery,
  });
  const realm = createScriptRealm({
    dist: bundle.dist,
    wx: wx.wx,
    currentPages: () => stack.instances(),
    onConsole: (level, args) => {
      if (level === 'error') errors.push(args);
    },
  });
  const stack = new PageStack(bundle, realm, log);
  return { bundle, realm, stack, wx, log, storage, errors };
}

async function start(stage: Stage, launch: Launch): Promise<void> {
  const { realm, stack } = stage;
  realm.run('app');
  callMethod(realm.registered.app, 'onLaunch', realm.clone(launch));
  callMethod(realm.registered.app, 'onShow', realm.clone(launch));
  const query = Object.entries(launch.query).map(([name, value]) => `${name}=${value}`);
  stack.go('reLaunch', `/${launch.path}?${query.join('&')}`);
  await comeToRest(stage);
}

function handlesOf(stage: Stage): MiniProgram {
  const { bundle, realm, stack, wx, log, storage, errors } = stage;
  const view = () => viewTreeOf(stack.top().data);
  const findAll = (selector: string) => findNodes(view(), selector, bundle.templates);
  const fire = async (selector: string, type: string, detail: Bag = {}) => {
    const found = findAll(selector)[0];
    if (!found)
      throw new Error(`nothing matches ${selector} on ${stack.top().route}, which says:\n${textOf(view())}`);
    deliverEvent(bundle.templates, stack.top().instance, found, { type, detail }, realm.clone);
    await comeToRest(stage);
  };
  return {
    page: () => stack.top(),
    text: () => textOf(view()),
    has: (selector) => findAll(selector).length > 0,
    findAll,
    fire,
    tap: (selector) => fire(selector, 'tap', { x: 1, y: 1 }),
    go: async (how, url) => {
      stack.go(how, url);
      await comeToRest(stage);
    },
    until: async (text) => {
      for (let round = 0; !textOf(view()).includes(text); round += 1) {
        if (round > 1000) throw new Error(`the page never said ${text}, but:\n${textOf(view())}`);
        await comeToRest(stage);
      }
    },
    storage,
    wxCalls: wx.calls,
    files: wx.files,
    components: realm.registered.components,
    setData: log.entries,
    errors,
  };
}

/** Opens the built mini-program as a scan does and waits until it rests. */
export async function launchMiniProgram(options: LaunchOptions): Promise<MiniProgram> {
  const bundle = readBundle(options.dist ?? path.resolve('dist/weapp'));
  const launch: Launch = {
    path: options.path ?? bundle.pages[0] ?? '',
    query: options.query ?? {},
    scene: options.scene ?? SCANNED_A_CODE,
    ...(options.shareTicket !== undefined && { shareTicket: options.shareTicket }),
    referrerInfo: {},
  };
  const stage = createStage(options, launch, bundle);
  await start(stage, launch);
  return handlesOf(stage);
}
