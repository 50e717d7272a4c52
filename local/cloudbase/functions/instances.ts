import path from 'node:path';
import { PlatformRefusal } from './function-error';
import { bundleTime, loadMain } from './function-module';
import type { Main } from './function-module';
import { functionGlobals } from './function-runtime';
import type { LogLine } from './function-runtime';

/** The running module instances: one per environment and function, loaded when first called, replaced when its bundle is rebuilt. */
export interface Instances {
  mainOf(functionName: string, env: string): Main;
  drop(functionName: string, env: string): void;
  dropAll(): void;
}

export interface InstanceOptions {
  functionsDir: string;
  now: () => number;
  variables: (env: string, functionName: string) => Record<string, string>;
  onLog: (line: LogLine) => void;
}

export function createInstances({ functionsDir, now, variables, onLog }: InstanceOptions): Instances {
  const running = new Map<string, { builtAt: number; main: Main }>();
  const keyOf = (functionName: string, env: string): string => `${env}/${functionName}`;

  const mainOf = (functionName: string, env: string): Main => {
    const bundle = path.join(functionsDir, functionName, 'index.js');
    const builtAt = /^[\w-]+$/.test(functionName) ? bundleTime(bundle) : undefined;
    if (builtAt === undefined) {
      throw new PlatformRefusal('FUNCTION_NOT_FOUND', `function ${functionName} does not exist`);
    }
    const known = running.get(keyOf(functionName, env));
    if (known?.builtAt === builtAt) return known.main;

    const own = variables(env, functionName);
    const main = loadMain(bundle, functionGlobals({ functionName, env, now, variables: own, onLog }));
    running.set(keyOf(functionName, env), { builtAt, main });
    return main;
  };

  return {
    mainOf,
    drop: (functionName, env) => running.delete(keyOf(functionName, env)),
    dropAll: () => running.clear(),
  };
}
