import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { bagOf, isFunction, type Bag } from './values';

/** Names that WeChat shadows with undefined in every module. */
const SHADOWED = [
  'window',
  'document',
  'frames',
  'self',
  'location',
  'navigator',
  'localStorage',
  'history',
  'Caches',
  'screen',
  'alert',
  'confirm',
  'prompt',
  'XMLHttpRequest',
  'WebSocket',
  'Reporter',
  'webkit',
  'WeixinJSCore',
  'process',
  'global',
];

/** Every launch runs the bundle in a realm of its own; it is compiled once. */
const compiled = new Map<string, { source: string; script: vm.Script }>();

function compile(file: string): vm.Script {
  const source = `(function(require,module,exports,${SHADOWED.join(',')}){${readFileSync(file, 'utf8')}\n})`;
  const known = compiled.get(file);
  if (known?.source === source) return known.script;
  const script = new vm.Script(source, { filename: file });
  compiled.set(file, { source, script });
  return script;
}

/** What the bundle registered by calling App(), Page() and Component(), by the script that called. */
export interface Registered {
  app: Bag;
  pages: Map<string, Bag>;
  components: Map<string, Bag>;
}

export interface ScriptRealm {
  registered: Registered;
  /** Runs a script of the bundle; what it registers is kept under its name. */
  run: (name: string) => void;
  /** A copy that belongs to the bundle's realm, as data that comes from WeChat does. */
  clone: (value: unknown) => unknown;
}

export interface RealmOptions {
  dist: string;
  wx: Bag;
  currentPages: () => unknown[];
  onConsole: (level: string, args: unknown[]) => void;
}

function consoleOf(onConsole: RealmOptions['onConsole']): Bag {
  const levels = ['log', 'info', 'warn', 'error', 'debug'];
  return Object.fromEntries(levels.map((level) => [level, (...args: unknown[]) => onConsole(level, args)]));
}

function scriptFile(dist: string, name: string): string {
  const withExtension = name.endsWith('.js') ? name : `${name}.js`;
  const file = path.join(
    dist,
    existsSync(path.join(dist, withExtension)) ? withExtension : `${name}/index.js`,
  );
  if (path.relative(dist, file).startsWith('..')) throw new Error(`require outside dist: ${name}`);
  return file;
}

/**
 * The JavaScript side of WeChat: one realm per mini-program, no window, no eval, CommonJS confined to the bundle.
 * It is our model of WeChat, not WeChat: it shows what the view layer would have received, not how it looks.
 */
export function createScriptRealm({ dist, wx, currentPages, onConsole }: RealmOptions): ScriptRealm {
  const registered: Registered = { app: {}, pages: new Map(), components: new Map() };
  let running = '';
  const sandbox = {
    wx,
    console: consoleOf(onConsole),
    setTimeout,
    clearTimeout,
    // What the program repeats ends with it.
    setInterval: (run: () => void, ms: number) => setInterval(run, ms).unref(),
    clearInterval,
    App: (definition: unknown) => {
      registered.app = bagOf(definition);
    },
    Page: (definition: unknown) => registered.pages.set(running, bagOf(definition)),
    Component: (definition: unknown) => registered.components.set(running, bagOf(definition)),
    Behavior: (definition: unknown) => definition,
    getApp: () => registered.app,
    getCurrentPages: currentPages,
    __wxConfig: { envVersion: 'develop' },
  };
  const context = vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
  const parse: unknown = vm.runInContext('JSON.parse', context);
  const modules = new Map<string, { exports: unknown }>();

  function load(name: string): unknown {
    const file = scriptFile(dist, name);
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    modules.set(file, module);
    const body: unknown = compile(file).runInContext(context);
    const requireFrom = (id: string) =>
      load(path.posix.join(path.posix.dirname(path.relative(dist, file)), id));
    if (isFunction(body)) body.call(undefined, requireFrom, module, module.exports);
    return module.exports;
  }

  return {
    registered,
    run(name) {
      const before = running;
      running = name;
      load(name);
      running = before;
    },
    clone: (value) =>
      value === undefined || !isFunction(parse) ? undefined : parse.call(undefined, JSON.stringify(value)),
  };
}
