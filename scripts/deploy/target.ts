import { createHash } from 'node:crypto';
import type { DeployedFunction } from './cloudbaserc';

/** Where a deployment goes: `--to staging` reads `.env.staging`, `--to production` `.env.production`, without it `.env`. */
export const TARGETS = ['staging', 'production'] as const;
export type Target = (typeof TARGETS)[number] | null;

/** What somebody asked for on the command line; undefined: there is no such environment. */
export function targetOf(to: string | undefined): Target | undefined {
  if (to === undefined) return null;
  return TARGETS.find((target) => target === to);
}

export const fileOf = (target: Target): string => (target === null ? '.env' : `.env.${target}`);

/** Members may be in it: whatever is not called staging. */
export const isWatched = (target: Target): boolean => target !== 'staging';

interface Planned {
  target: Target;
  envId: string;
  variables: Readonly<Record<string, string>>;
  functions: readonly (DeployedFunction & { sha256: string })[];
  /** What would be done to the database. */
  collections: readonly string[];
}

/**
 * Names what a plan would deploy, and nothing of it can be read from the name: other code, another variable or another environment
 * have another. Who confirms by it has seen this plan.
 */
export function planCode({ target, envId, variables, functions, collections }: Planned): string {
  const content = {
    target,
    envId,
    variables: Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1)),
    functions: functions.map(({ name, sha256, config }) => [name, sha256, config]),
    collections,
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8);
}

/** What no two environments may share: who has staging's would have production's, and what one writes the other would read. */
const OWN = ['CLOUDBASE_ENV', 'PHONE_KEYS', 'PHONE_HASH_KEY', 'MEMBER_CODE_KEY'] as const;

export const sharedVariables = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): string[] => OWN.filter((name) => one[name] !== undefined && one[name] !== '' && one[name] === other[name]);
