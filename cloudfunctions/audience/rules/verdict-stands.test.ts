import fc from 'fast-check';
import type { Condition, SegmentRule } from '../../../contracts/audience/segment-rule';
import {
  addMs,
  HOUR_MS,
  instant,
  type Instant,
  chinaDayNumber,
  startOfChinaDay,
} from '../../../contracts/primitives/time';
import { assertRule } from '../../../tests/stage/property';
import { judge } from './judge';
import { NOBODY } from './nobody';

const noon = instant(Date.parse('2026-11-15T12:00:00+08:00'));
const today = chinaDayNumber(noon);
const midnight = (days: number): Instant => startOfChinaDay(today + days);

const ends = fc.tuple(fc.option(fc.nat(40)), fc.option(fc.nat(40))).map(([a, b]) => {
  if (a === null && b === null) return { min: 1, max: null };
  return a !== null && b !== null ? { min: Math.min(a, b), max: Math.max(a, b) } : { min: a, max: b };
});
const days = fc.option(fc.integer({ min: 1, max: 60 }));
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ what: fc.constantFrom<'order' | 'joined' | 'opened'>('order', 'joined', 'opened'), of: ends })
    .map(({ what, of }): Condition => ({ if: 'since', what, ...of })),
  fc.record({ days, of: ends }).map((one): Condition => ({ if: 'orders', days: one.days, ...one.of })),
  fc.record({ days, of: ends }).map((one): Condition => ({ if: 'amount', days: one.days, ...one.of })),
  fc.record({ days, of: ends }).map((one): Condition => ({ if: 'average', days: one.days, ...one.of })),
  ends.map((of): Condition => ({ if: 'coupons', ...of })),
  fc.integer({ min: 1, max: 40 }).map((n): Condition => ({ if: 'expiring', what: 'coupons', days: n })),
  fc.constant<Condition>({ if: 'birthday', months: [] }),
  fc.constant<Condition>({ if: 'silent', days: 10, gaps: 2 }),
  fc.constant<Condition>({ if: 'tag', anyOf: ['A'] }),
);
const { rule: anyRule } = fc.letrec<{ rule: SegmentRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    anyCondition,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
}));
const moment = fc.integer({ min: -60 * 24, max: 60 * 24 }).map((hours) => addMs(noon, hours * HOUR_MS));
const anybody = fc
  .record({
    joinedAt: moment,
    lastOrderAt: fc.option(moment),
    lastOpenedAt: fc.option(moment),
    couponsExpire: fc.array(moment, { maxLength: 4 }),
    birthMonth: fc.option(fc.integer({ min: 1, max: 12 })),
    gapDays: fc.option(fc.nat(9)),
    tags: fc.subarray(['A', 'B']),
    days: fc.uniqueArray(
      fc.record({ day: fc.nat(60), n: fc.integer({ min: 1, max: 3 }), amountFen: fc.nat(20) }),
      {
        selector: ({ day }) => day,
        maxLength: 8,
      },
    ),
  })
  .map(({ days: on, ...of }) => ({
    ...of,
    days: on.map((one) => ({ ...one, day: today - one.day })).sort((a, b) => a.day - b.day),
  }));

it('what is said stands until it is said to, by whatever rule, and is no shorter than it must be for one condition', () => {
  assertRule(
    fc.property(anyRule, anybody, (rule, of) => {
      const subject = { bucket: 0, of: { ...NOBODY.of, ...of } };
      const { value, validUntil } = judge(rule, subject, noon, () => null);
      const end = Math.min(validUntil ?? Infinity, midnight(120));
      const midnights = Array.from({ length: 120 }, (_, day) => midnight(day + 1));
      const looked = [...midnights, ...of.couponsExpire].flatMap((at) => [addMs(at, -1), at]);
      for (const at of looked.filter((one) => one > noon && one < end))
        expect(judge(rule, subject, at, () => null).value).toBe(value);
      if ('if' in rule && validUntil !== null)
        expect(judge(rule, subject, validUntil, () => null).value).toBe(!value);
    }),
    { keptSeeds: [18, 2026], numRuns: 25 },
  );
});
