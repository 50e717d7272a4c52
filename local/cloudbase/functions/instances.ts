import path from 'node:path';
import { readFunctionConfig } from './function-config';
import type { FunctionConfig } from './function-config';
import { PlatformRefusal } from './function-error';
import { bundleTime, loadMain } from './function-module';
import type { Main } from './function-module';
import { functionGlobals } from './function-runtime';
import type { LogLine } from './function-runtime';

/** The running module instances: one per environment and function, loaded when first called, replaced when its bundle is rebuilt. */
export interface Instances {
  /** Loads it when needed; throws what the platform would answer when it cannot. */
  get(functionName: string, env: string): Instance;
  drop(functionName: string, env: string): void;
  dropAll(): void;
}

export interface Instance {
  main: Main;
  config: FunctionConfig;
}

export interface InstanceOptions {
  functionsDir: string;
  now: () => number;
  variables: (env: string, functionName: string) => Record<string, string>;
  onLog: (line: LogLine) => void;
}

export function createInstances({ functionsDir, now, variables, onLog }: InstanceOptions): Instances {
  const running = new Map<string, Instance & { builtAt: number }>();
  const keyOf = (functionName: string, env: string): string => `${env}/${functionName}`;

  const get = (functionName: string, env: string): Instance => {
    const bundle = path.join(functionsDir, functionName, 'index.js');
    const builtAt = /^[\w-]+$/.test(functionName) ? bundleTime(bundle) : undefined;
    if (builtAt === undefined) {
      throw new PlatformRefusal('FUNCTION_NOT_FOUND', `function ${functionName} does not exist`);
    }
    const known = running.get(keyOf(functionName, env));
    if (known?.builtAt === builtAt) return known;

    const config = readFunctionConfig(path.dirname(bundle));
    const own = variables(env, functionName);
    const main = loadMain(bundle, functionGlobals({ functionName, env, now, variables: own, onLog }));
    const loaded = { builtAt, main, config };
    running.set(keyOf(functionName, env), loaded);
    return loaded;
  };

  return {
    get,
    drop: (functionName, env) => running.delete(keyOf(functionName, env)),
    dropAll: () => running.clear(),
  };
}
