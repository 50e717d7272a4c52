import { readFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * How often a function of a cloud function's bundle is called while that starts: what a cold start costs beside reading it, most of
 * all the schemas that are built, and the same on every machine.
 */
export function callsAtStart(bundle: string): number {
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    load(bundle);
    const scripts: Profiler.ScriptCoverage[] = [];
    // It calls back at once.
    session.post('Profiler.takePreciseCoverage', (_error, taken) => scripts.push(...taken.result));
    session.post('Profiler.stopPreciseCoverage');
    // Test files share their worker: the same bundle may have been loaded there before, and does little meanwhile.
    const runs = scripts.filter(({ url }) => url === pathToFileURL(bundle).href).map(callsOf);
    if (runs.length === 0) throw new Error(`${bundle} did not run`);
    return Math.max(...runs);
  } finally {
    session.disconnect();
  }
}

const callsOf = ({ functions }: Profiler.ScriptCoverage): number =>
  functions.reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);

function load(bundle: string): void {
  const run: unknown = vm.compileFunction(readFileSync(bundle, 'utf8'), PARAMETERS, { filename: bundle });
  if (typeof run !== 'function') throw new Error(`${bundle} could not be compiled`);
  const module = { exports: {} };
  Reflect.apply(run, undefined, [module.exports, createRequire(bundle), module, bundle, '']);
}
