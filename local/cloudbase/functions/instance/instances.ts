import path from 'node:path';
import { readFunctionConfig } from '../function-config';
import type { FunctionConfig } from '../function-config';
import { PlatformRefusal } from '../function-error';
import { bundleTime, loadMain } from './function-module';
import type { Main } from './function-module';
import { functionGlobals } from './function-runtime';
import { createInstanceMemory, type InstanceMemory } from './instance-memory';
import type { LogLine } from './function-runtime';
import { egressOf } from '../network/egress';
import type { Loopback } from '../network/loopback';

/** The running module instances: one per environment and function, loaded when first called, replaced when its bundle is rebuilt. */
export interface Instances {
  /** Loads it when needed; throws what the platform would answer when it cannot. */
  get(functionName: string, env: string): Instance;
  drop(functionName: string, env: string): void;
  dropAll(): void;
  /** They go on without what they remember; see instance-memory.ts. */
  startOver(): void;
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
  loopback?: Loopback | undefined;
}

export function createInstances(options: InstanceOptions): Instances {
  const { functionsDir, now, variables, onLog, loopback } = options;
  const running = new Map<string, Instance & { builtAt: number; memory: InstanceMemory }>();
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
    const address = egressOf(functionName, config.fixedEgress);
    const globals = functionGlobals({ functionName, env, now, variables: own, onLog, loopback, address });
    const memory = createInstanceMemory();
    const main = loadMain(bundle, globals, memory, loopback);
    const loaded = { builtAt, main, config, memory };
    running.set(keyOf(functionName, env), loaded);
    return loaded;
  };

  return {
    get,
    drop: (functionName, env) => running.delete(keyOf(functionName, env)),
    dropAll: () => running.clear(),
    startOver: () => running.forEach(({ memory }) => memory.startOver()),
  };
}
