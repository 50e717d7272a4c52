import * as z from 'zod';
import { createFunctionFaults } from './cloudbase/functions/function-fault';
import type { FunctionFaults } from './cloudbase/functions/function-fault';
import { createFaultInjector, faultRuleSchema } from './cloudbase/gateway';
import type { FaultInjector, FaultRule } from './cloudbase/gateway';
import { createWechatFaults } from './wechat';
import type { RuleBasedWechatFaults } from './wechat';

/** Every kind of trouble the local cloud can make, behind one door: `POST /local/faults`. */
export interface LocalFaults {
  database: FaultInjector;
  wechat: RuleBasedWechatFaults;
  functions: FunctionFaults;
  /**
   * `{ target: 'database' | 'wechat' | 'function', ...rule }`, `{ rules: [...], seed? }` or `{ clear: true }`.
   * Throws a ZodError when it is none of these.
   */
  apply(instruction: unknown): void;
  clear(): void;
}

const ruleSchema = z.looseObject({ target: z.enum(['database', 'wechat', 'function']) });
const instructionSchema = z.union([
  z.object({ clear: z.literal(true) }),
  z.object({ rules: z.array(ruleSchema), seed: z.number().int().optional() }),
  ruleSchema.transform((rule) => ({ rules: [rule], seed: undefined })),
]);

export function createLocalFaults(): LocalFaults {
  const database = createFaultInjector();
  const wechat = createWechatFaults();
  const functions = createFunctionFaults();
  let databaseRules: FaultRule[] = [];

  const clear = (): void => {
    databaseRules = [];
    database.clear();
    wechat.clear();
    functions.clear();
  };

  const add = ({ target, ...rule }: z.output<typeof ruleSchema>): void => {
    if (target === 'wechat') wechat.add(rule);
    else if (target === 'function') functions.add(rule);
    else databaseRules = [...databaseRules, faultRuleSchema.parse(rule)];
  };

  const apply = (instruction: unknown): void => {
    const parsed = instructionSchema.parse(instruction);
    if ('clear' in parsed) return clear();
    parsed.rules.forEach(add);
    // The injector takes its rules as a whole, and then counts afresh.
    if (parsed.rules.some(({ target }) => target === 'database'))
      database.setRules(databaseRules, parsed.seed);
  };

  return { database, wechat, functions, apply, clear };
}
