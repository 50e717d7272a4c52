import * as z from 'zod';

/**
 * What a counter does without a second person: per clerk and China day. What is above waits for another person. The merchant's
 * opening hours say what is out of hours.
 */
const rules = z.strictObject({
  cashBillsPerDay: z.int().min(0).max(10_000).default(200),
  cashFenPerDay: z.int().min(0).max(100_000_000).default(1_000_000),
  refundFenPerDay: z.int().min(0).max(100_000_000).default(200_000),
  opensAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('06:00'),
  closesAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('23:00'),
});
export type CounterRules = z.output<typeof rules>;

/** As a variable: JSON, whatever is left out has its default. */
export const counterRules = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text === '' ? '{}' : text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(rules);
