import * as z from 'zod';
import { operation } from '../operation';
import { cardPlanId, couponPackId, cursor, fenAmount, instant, issueRuleId, storeId } from '../values';
import { issueRuleDraft, issueRuleView, named } from './issue-rule-values';

export * from './issue-rule-values';

export const issueRuleOperations = {
  /** By id, with the names of what they issue. */
  listIssueRules: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ rules: z.array(issueRuleView), nextCursor: cursor, now: instant }),
  }),
  /** What a rule may name: open plans, published packs, stores. */
  listIssueChoices: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ plans: named(cardPlanId), packs: named(couponPackId), stores: named(storeId) }),
  }),
  /**
   * Writes a rule, new or changed, enabled or not. Claims already made stay as they were promised. Refuses
   * `issue_rule_not_found`, `rule_changed_meanwhile`, `issue_priority_taken`.
   */
  saveIssueRule: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'issueRules/rule_<of request id>, or the version that was read',
      byRequest: true,
    },
    input: z.object({
      /** Null: a new one. */
      edit: z.object({ ruleId: issueRuleId, version: z.int().positive() }).nullable(),
      terms: issueRuleDraft,
    }),
    output: z.object({ rule: issueRuleView }),
  }),
  /** Which rule a first payment would match, as the rules stand or with one written differently. Nothing is saved. */
  previewIssue: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({
      payment: z.object({ amountFen: fenAmount, storeId, at: instant, atCounter: z.boolean() }),
      /** A rule as it would be saved; `ruleId` null: a new one. */
      draft: z.object({ ruleId: issueRuleId.nullable(), terms: issueRuleDraft }).nullable(),
    }),
    output: z.object({
      /** The highest priority first. */
      rules: z.array(
        z.object({
          /** Null: the new one. */
          ruleId: issueRuleId.nullable(),
          name: z.string(),
          priority: z.int(),
          /** Why it does not match; null when it does. */
          reason: z.string().nullable(),
          /** The one that counts. */
          counts: z.boolean(),
        }),
      ),
    }),
  }),
};
