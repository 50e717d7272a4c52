import * as z from 'zod';
import { seededRandom } from '../seeded-random';

/**
 * What may go wrong with a call: it never arrives (drop-before), it runs and its answer is lost (drop-after), it is delivered
 * twice at once (duplicate), it is late (delay), or the platform refuses it (error).
 */
export type FunctionFault =
  { kind: 'drop-before' | 'drop-after' | 'duplicate' | 'error' } | { kind: 'delay'; delayMs: number };

const functionFaultRuleSchema = z
  .object({
    /** A function's name, or `*` for every function. */
    name: z.string().min(1).default('*'),
    kind: z.enum(['drop-before', 'drop-after', 'duplicate', 'error', 'delay']),
    delayMs: z.number().int().min(0).max(60_000).default(1000),
    /** The first matching call that fails, counted from 1. */
    nth: z.number().int().min(1).default(1),
    /** How many calls in a row fail from there on; without it just one, or with a probability every one it hits. */
    times: z.number().int().min(1).optional(),
    /** Fails this share of the calls instead of all, reproducibly by seed. */
    probability: z.number().min(0).max(1).default(1),
    seed: z.number().int().default(1),
  })
  .transform((rule) => ({ ...rule, times: rule.times ?? (rule.probability < 1 ? Infinity : 1) }));

type Rule = z.output<typeof functionFaultRuleSchema>;
export type FunctionFaultRule = z.input<typeof functionFaultRuleSchema>;

export interface FunctionFaults {
  /** Throws a ZodError when the rule is not one. */
  add(rule: unknown): void;
  clear(): void;
  /** Asked once per call; the first rule that is due wins. */
  faultFor(functionName: string): FunctionFault | undefined;
}

export function createFunctionFaults(): FunctionFaults {
  let rules: { rule: Rule; seen: number; draw: () => number }[] = [];
  return {
    add: (input) => {
      const rule = functionFaultRuleSchema.parse(input);
      rules.push({ rule, seen: 0, draw: seededRandom(rule.seed) });
    },
    clear: () => {
      rules = [];
    },
    faultFor: (functionName) => {
      const matching = rules.filter(({ rule }) => rule.name === '*' || rule.name === functionName);
      const due = matching.filter((entry) => {
        entry.seen += 1;
        const { nth, times, probability } = entry.rule;
        return entry.seen >= nth && entry.seen < nth + times && entry.draw() < probability;
      });
      const rule = due[0]?.rule;
      return rule && faultOf(rule);
    },
  };
}

const faultOf = ({ kind, delayMs }: Rule): FunctionFault => (kind === 'delay' ? { kind, delayMs } : { kind });
