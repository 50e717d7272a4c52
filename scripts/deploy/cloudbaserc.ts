import { paySettingNames } from '../../cloudfunctions/kit/config/pay-settings';
import * as z from 'zod';

/**
 * What the CloudBase CLI deploys from. Variables are written out whole for every function, because an update replaces all
 * of them; runtime and type are named, because they are fixed when a function is created (platform-facts, section 5).
 */
export const RUNTIME = 'Nodejs20.19';
const DEFAULT_MEMORY_MB = 256;
/** SCF's limit for all variables of one function. */
const MOST_VARIABLE_BYTES = 4096;

/** They read paySettings(). */
const PAYING_FUNCTIONS = ['payment', 'payment-notify', 'payment-sweep'];

/** A function's own config.json: WeChat DevTools' keys and the limits we deploy with. */
export const functionConfig = z.object({
  timeout: z.int().min(1).max(900),
  memorySize: z.int().min(64).max(3072).default(DEFAULT_MEMORY_MB),
  /** WeChat allows one trigger per function. */
  triggers: z
    .array(z.object({ name: z.string().min(1), type: z.literal('timer'), config: z.string() }))
    .max(1)
    .default([]),
});
export type FunctionConfig = z.output<typeof functionConfig>;

export interface DeployedFunction {
  name: string;
  config: FunctionConfig;
}

interface Deployment {
  envId: string;
  functions: readonly DeployedFunction[];
  variables: Readonly<Record<string, string>>;
}

/** The content of cloudbaserc.json, to lie beside the folder `cloudfunctions`. @throws RangeError over 4 KB of variables */
export function cloudbaserc({ envId, functions, variables }: Deployment) {
  return {
    version: '2.0',
    envId,
    functionRoot: 'cloudfunctions',
    functions: functions.map(({ name, config }) => ({
      name,
      type: 'Event',
      handler: 'index.main',
      runtime: RUNTIME,
      timeout: config.timeout,
      memorySize: config.memorySize,
      installDependency: false,
      ignore: ['*.map'],
      envVariables: variablesOf(name, variables),
      triggers: config.triggers,
    })),
  };
}

/** WeChat Pay's keys go only to the functions that pay. @throws RangeError over 4 KB */
function variablesOf(name: string, variables: Deployment['variables']): Record<string, string> {
  const own = Object.entries(variables).filter(
    ([variable]) => PAYING_FUNCTIONS.includes(name) || !paySettingNames.includes(variable),
  );
  const bytes = own.reduce((sum, pair) => sum + Buffer.byteLength(pair.join('=')), 0);
  if (bytes > MOST_VARIABLE_BYTES)
    throw new RangeError(`the variables take ${bytes} bytes; a function may have ${MOST_VARIABLE_BYTES}`);
  return Object.fromEntries(own);
}
