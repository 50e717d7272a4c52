import { readFileSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { FunctionGlobals } from './function-runtime';
import { PlatformRefusal } from '../function-error';
import type { InstanceMemory } from './instance-memory';
import type { Loopback } from '../network/loopback';
import { watchedHttp } from '../network/outgoing-calls';

/** The handler CloudBase calls: `index.main`. */
export type Main = (event: unknown, context: unknown) => unknown;

/** Globals of ours that a function sees instead of Node's, by name. */
const GLOBALS = [
  'Date',
  'process',
  'console',
  'performance',
  'setTimeout',
  'clearTimeout',
  'fetch',
] as const satisfies readonly (keyof FunctionGlobals)[];
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', 'Map', 'Set', ...GLOBALS];

interface Compiled {
  mtimeMs: number;
  run: unknown;
}

/** Compiling half a megabyte takes longer than running it: every cloud of a process shares the compiled code. */
const compiledByFile = new Map<string, Compiled>();

/** When the bundle was last built; a newer one replaces the running instance. */
export function bundleTime(bundle: string): number | undefined {
  return statSync(bundle, { throwIfNoEntry: false })?.mtimeMs;
}

export function loadMain(
  bundle: string,
  globals: FunctionGlobals,
  memory: InstanceMemory,
  loopback?: Loopback,
): Main {
  const module: { exports: unknown } = { exports: {} };
  const run = compile(bundle);
  if (typeof run !== 'function') throw new Error(`${bundle} could not be compiled`);
  Reflect.apply(run, module.exports, [
    module.exports,
    builtinsOnly(bundle, loopback),
    module,
    bundle,
    path.dirname(bundle),
    memory.Map,
    memory.Set,
    ...GLOBALS.map((name) => globals[name]),
  ]);
  memory.loaded();
  return mainOf(module.exports, bundle);
}

function compile(bundle: string): unknown {
  const mtimeMs = bundleTime(bundle) ?? 0;
  const known = compiledByFile.get(bundle);
  if (known?.mtimeMs === mtimeMs) return known.run;
  const run: unknown = vm.compileFunction(readFileSync(bundle, 'utf8'), PARAMETERS, { filename: bundle });
  compiledByFile.set(bundle, { mtimeMs, run });
  return run;
}

/** Nothing is installed beside a deployed function, so nothing but Node itself can be required here either. */
function builtinsOnly(bundle: string, loopback: Loopback | undefined): (id: string) => unknown {
  const require = createRequire(bundle);
  return (id) => {
    if (/^(node:)?https?$/.test(id)) return watchedHttp(require(id), loopback);
    if (isBuiltin(id)) return require(id) as unknown;
    throw new PlatformRefusal('FUNCTIONS_EXECUTE_FAIL', `Cannot find module '${id}'`);
  };
}

function mainOf(exports: unknown, bundle: string): Main {
  const main: unknown =
    typeof exports === 'object' && exports !== null ? Reflect.get(exports, 'main') : undefined;
  if (typeof main !== 'function') {
    throw new PlatformRefusal(
      'FUNCTIONS_EXECUTE_FAIL',
      `${path.basename(path.dirname(bundle))} does not export main`,
    );
  }
  return (event, context) => Reflect.apply(main, undefined, [event, context]) as unknown;
}
