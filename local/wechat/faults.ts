import * as z from 'zod';

/**
 * Trouble on the way to WeChat. A lost answer after the work was done is the one that decides whether a sender is
 * correct: the message arrived, the credit is gone, and nobody told the caller.
 */
export type WechatFault =
  | { kind: 'errcode'; errcode: number; errmsg?: string }
  /** The connection breaks before WeChat does anything. */
  | { kind: 'drop-before' }
  /** WeChat executes, then the connection breaks: outcome unknown to the caller. */
  | { kind: 'drop-after' }
  /** WeChat Pay refuses with this code. */
  | { kind: 'pay-error'; code: string };

/** Asked once per request, with the path as WeChat documents it and, where it can be told, the account that asks. */
export interface WechatFaults {
  faultFor(path: string, appid?: string): WechatFault | null;
}

export const wechatFaultRuleSchema = z
  .object({
    /** `/cgi-bin/message/subscribe/send`, or `*` for every path. */
    path: z.string().min(1),
    /** Only requests of this account: its token is fetched, or used. */
    appid: z.string().optional(),
    kind: z.enum(['errcode', 'drop-before', 'drop-after', 'pay-error']),
    errcode: z.number().int().optional(),
    errmsg: z.string().optional(),
    /** WeChat Pay's `code`. */
    code: z.string().default('SYSTEM_ERROR'),
    /** The first matching request that fails, counted from 1. */
    nth: z.number().int().min(1).default(1),
    /** How many requests in a row fail from there on. */
    times: z.number().int().min(1).default(1),
  })
  .refine((rule) => rule.kind !== 'errcode' || rule.errcode !== undefined, {
    message: 'errcode is required',
  });

export type WechatFaultRule = z.input<typeof wechatFaultRuleSchema>;

export interface RuleBasedWechatFaults extends WechatFaults {
  /** Throws a ZodError when the rule is not one. */
  add(rule: unknown): void;
  /** How many requests to a path a rule has made fail since the rules were cleared. */
  failed(path: string): number;
  clear(): void;
}

type Rule = z.infer<typeof wechatFaultRuleSchema>;

function faultOf(rule: Rule): WechatFault {
  if (rule.kind === 'errcode') return { kind: 'errcode', errcode: rule.errcode ?? -1, errmsg: rule.errmsg };
  return rule.kind === 'pay-error' ? { kind: 'pay-error', code: rule.code } : { kind: rule.kind };
}

/** Each rule counts the requests to its own path; the first rule that is due wins. */
export function createWechatFaults(): RuleBasedWechatFaults {
  let rules: { rule: Rule; seen: number }[] = [];
  const failures = new Map<string, number>();
  return {
    add: (rule) => rules.push({ rule: wechatFaultRuleSchema.parse(rule), seen: 0 }),
    clear: () => {
      rules = [];
      failures.clear();
    },
    failed: (path) => failures.get(path) ?? 0,
    faultFor(path, appid) {
      let due: Rule | undefined;
      for (const entry of rules) {
        if (entry.rule.path !== '*' && entry.rule.path !== path) continue;
        if (entry.rule.appid !== undefined && entry.rule.appid !== appid) continue;
        entry.seen++;
        const { nth, times } = entry.rule;
        if (!due && entry.seen >= nth && entry.seen < nth + times) due = entry.rule;
      }
      if (!due) return null;
      failures.set(path, (failures.get(path) ?? 0) + 1);
      return faultOf(due);
    },
  };
}
