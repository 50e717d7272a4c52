/**
 * Faults on purpose: what can go wrong between a function and its database, by rule and with a seed, so that a test can break
 * any single call of a use case before or after its commit and see that nothing is done twice or lost.
 */
import { z } from 'zod';
import { seededRandom } from '../seeded-random';

const FAULT_KINDS = [
  'drop', // the request is lost: nothing is executed, the connection closes
  'drop-after', // executed, then the connection closes without an answer
  'delay',
  'error-before', // an error is answered and nothing is executed
  'error-after', // executed, and yet an error is answered
  'conflict', // DATABASE_TRANSACTION_CONFLICT, nothing executed, the transaction ends
  'duplicate', // delivered twice: executed twice, the second answer is returned
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultRuleSchema = z.object({
  /** With * for any run of characters, e.g. "database.modify*". Every action when absent. */
  action: z.string().optional(),
  collection: z.string().optional(),
  env: z.string().optional(),
  /** Fires on the nth matching call only, counted from 1 since the rule was set. */
  nth: z.number().int().positive().optional(),
  /** With `nth`: on that call and on all after it, as when the caller is killed there. */
  onwards: z.boolean().optional(),
  probability: z.number().min(0).max(1).optional(),
  kind: z.enum(FAULT_KINDS),
  delayMs: z.number().nonnegative().optional(),
  /** Fires at most so often. */
  times: z.number().int().positive().optional(),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;

export interface CallDescription {
  /** Position among all calls of the gateway, from 1. */
  sequence: number;
  env: string;
  action: string;
  collection: string | undefined;
  inTransaction: boolean;
}

export interface Fault {
  kind: FaultKind;
  delayMs: number;
}

export interface FaultInjector {
  /** Asked once per call, before it is executed; the gateway carries out what is answered. */
  decide(call: CallDescription): Fault | undefined;
  setRules(rules: FaultRule[], seed?: number): void;
  clear(): void;
  /** How many faults happened since the rules were set: a test of a fault makes sure that there was one. */
  readonly fired: number;
  /** The calls since the trace began: a test runs a use case once to learn them, then breaks each in turn. */
  readonly trace: readonly CallDescription[];
  startTrace(): void;
}

interface ArmedRule {
  rule: FaultRule;
  action: RegExp;
  matched: number;
  fired: number;
}

const MAX_TRACE = 10_000;

export function createFaultInjector(seed = 1): FaultInjector {
  let random = seededRandom(seed);
  let armed: ArmedRule[] = [];
  let trace: CallDescription[] = [];

  return {
    decide(call) {
      if (trace.length < MAX_TRACE) trace.push(call);
      for (const candidate of armed) if (fires(candidate, call, random)) return faultOf(candidate.rule);
      return undefined;
    },
    setRules(rules, newSeed = seed) {
      random = seededRandom(newSeed);
      armed = rules.map((rule) => ({
        rule,
        action: globToPattern(rule.action ?? '*'),
        matched: 0,
        fired: 0,
      }));
    },
    clear() {
      armed = [];
    },
    get fired() {
      return armed.reduce((sum, { fired }) => sum + fired, 0);
    },
    get trace() {
      return [...trace];
    },
    startTrace() {
      trace = [];
    },
  };
}

/** A stable one-line name of a call, for traces and test titles. */
export function describeCall({ sequence, action, collection, inTransaction }: CallDescription): string {
  const where = collection === undefined ? '' : ` ${collection}`;
  return `#${sequence} ${action.replace('database.', '')}${where}${inTransaction ? ' (in transaction)' : ''}`;
}

function fires(candidate: ArmedRule, call: CallDescription, random: () => number): boolean {
  const { rule, action } = candidate;
  const matches =
    action.test(call.action) &&
    (rule.collection === undefined || rule.collection === call.collection) &&
    (rule.env === undefined || rule.env === call.env);
  if (!matches) return false;
  candidate.matched++;
  if (rule.nth !== undefined && candidate.matched < rule.nth) return false;
  if (rule.nth !== undefined && !rule.onwards && candidate.matched !== rule.nth) return false;
  if (rule.times !== undefined && candidate.fired >= rule.times) return false;
  if (rule.probability !== undefined && random() >= rule.probability) return false;
  candidate.fired++;
  return true;
}

const faultOf = ({ kind, delayMs }: FaultRule): Fault => ({ kind, delayMs: delayMs ?? 0 });

function globToPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
