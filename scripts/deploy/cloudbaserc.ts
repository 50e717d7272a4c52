import * as z from 'zod';
import { bytesOf, MOST_VARIABLE_BYTES, variablesOf } from './variable-bytes';

/**
 * What the CloudBase CLI deploys from. Variables are written out whole for every function, because an update replaces all
 * of them; runtime and type are named, because they are fixed when a function is created (platform-facts, section 5).
 */
export const RUNTIME = 'Nodejs20.19';
const DEFAULT_MEMORY_MB = 256;
/** A function's own config.json: WeChat DevTools' keys and the limits we deploy with. */
export const functionConfig = z.object({
  timeout: z.int().min(1).max(900),
  memorySize: z.int().min(64).max(3072).default(DEFAULT_MEMORY_MB),
  /** It calls the official account, whose allowlist wants an address that stays (platform-facts, section 9). */
  fixedEgress: z.boolean().default(false),
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
      envVariables: fittingVariables({ name, config }, variables),
      triggers: config.triggers,
      ...(config.fixedEgress && variables['OA_APPID'] ? FIXED_EGRESS : {}),
    })),
  };
}

/** 固定出口 IP: one address for all functions of the environment that have it. Spelled as the API's parameter; the CLI hands it on. */
const FIXED_EGRESS = {
  publicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } },
};

/** @throws RangeError over 4 KB */
function fittingVariables(
  deployed: DeployedFunction,
  variables: Deployment['variables'],
): Record<string, string> {
  const own = variablesOf(deployed, variables);
  const bytes = bytesOf(own);
  if (bytes > MOST_VARIABLE_BYTES)
    throw new RangeError(`the variables take ${bytes} bytes; a function may have ${MOST_VARIABLE_BYTES}`);
  return own;
}
