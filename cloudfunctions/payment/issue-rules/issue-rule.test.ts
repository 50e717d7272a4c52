import { fen } from '../../../contracts/primitives/fen';
import { isCardPlanId, isIssueRuleId, isStoreId } from '../../../contracts/primitives/ids';
import { instant } from '../../../contracts/primitives/time';
import { matches, ruleFor, type IssueRule } from './issue-rule';

const parsed = <T>(check: (value: unknown) => value is T, value: unknown): T => {
  if (!check(value)) throw new Error(String(value));
  return value;
};
const store = (slug: string) => parsed(isStoreId, `sto_${slug}`);

const rule = (change: Partial<IssueRule> = {}, slug = 'a'): IssueRule => ({
  _id: parsed(isIssueRuleId, `rule_${slug}`),
  enabled: true,
  priority: 1,
  fromFen: fen(1000),
  untilFen: fen(5000),
  fromDate: null,
  untilDate: null,
  weekdays: null,
  timeOfDay: null,
  storeIds: null,
  counterPayments: false,
  planId: parsed(isCardPlanId, 'plan_a'),
  packId: null,
  claimValidForMs: 1,
  ...change,
});
/** A time in China. */
const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const paid = (time = '2026-11-21T12:00:00', amountFen = 3000, atCounter = false, slug = 'a') => ({
  amountFen: fen(amountFen),
  storeId: store(slug),
  at: at(time),
  atCounter,
});

describe('which first payment a rule matches', () => {
  it.each([
    [999, false],
    [1000, true],
    [4999, true],
    [5000, false],
  ])('an amount of %i fen in [1000, 5000): %s', (amountFen, expected) => {
    expect(matches(rule(), paid(undefined, amountFen))).toBe(expected);
  });

  it('an open upper end has none', () => {
    expect(matches(rule({ untilFen: null }), paid(undefined, 10_000_000))).toBe(true);
  });

  it.each([
    ['2026-10-31T23:59:59.999', false],
    ['2026-11-01T00:00:00.000', true],
    ['2026-11-30T23:59:59.999', true],
    ['2026-12-01T00:00:00.000', false],
  ])('November only, at %s: %s', (time, expected) => {
    expect(matches(rule({ fromDate: '2026-11-01', untilDate: '2026-12-01' }), paid(time))).toBe(expected);
  });

  it.each([
    ['2028-02-28T23:59:59.999', false],
    ['2028-02-29T00:00:00.000', true],
    ['2028-02-29T23:59:59.999', true],
    ['2028-03-01T00:00:00.000', false],
  ])('the leap day alone, at %s: %s', (time, expected) => {
    expect(matches(rule({ fromDate: '2028-02-29', untilDate: '2028-03-01' }), paid(time))).toBe(expected);
  });

  it.each([
    ['2026-11-20T23:59:59.999', false],
    ['2026-11-21T00:00:00.000', true],
    ['2026-11-22T23:59:59.999', true],
    ['2026-11-23T00:00:00.000', false],
  ])('weekends, at %s: %s', (time, expected) => {
    expect(matches(rule({ weekdays: [6, 7] }), paid(time))).toBe(expected);
  });

  it.each([
    ['08:59:59.999', false],
    ['09:00:00.000', true],
    ['10:59:59.999', true],
    ['11:00:00.000', false],
  ])('from 9 to 11 o’clock, at %s: %s', (time, expected) => {
    const timeOfDay = { fromMinute: 540, untilMinute: 660 };
    expect(matches(rule({ timeOfDay }), paid(`2026-11-21T${time}`))).toBe(expected);
  });

  it('until midnight includes the last minute of the day', () => {
    const timeOfDay = { fromMinute: 1320, untilMinute: 1440 };
    expect(matches(rule({ timeOfDay }), paid('2026-11-21T23:59:59.999'))).toBe(true);
    expect(matches(rule({ timeOfDay }), paid('2026-11-22T00:00:00'))).toBe(false);
  });

  // 20 November 2026 is a Friday.
  it.each([
    ['2026-11-20T21:59:59.999', false],
    ['2026-11-20T22:00:00.000', true],
    ['2026-11-21T01:59:59.999', true],
    ['2026-11-21T02:00:00.000', false],
    ['2026-11-20T01:00:00.000', false],
    ['2026-11-21T22:00:00.000', false],
  ])('Friday night from 22 to 2, at %s: %s', (time, expected) => {
    const timeOfDay = { fromMinute: 1320, untilMinute: 120 };
    expect(matches(rule({ timeOfDay, weekdays: [5] }), paid(time))).toBe(expected);
  });

  it('the hours after midnight of the last night still count, those of the first morning do not', () => {
    const night = rule({
      timeOfDay: { fromMinute: 1320, untilMinute: 120 },
      fromDate: '2026-11-01',
      untilDate: '2026-12-01',
    });
    expect(matches(night, paid('2026-11-01T01:00:00'))).toBe(false);
    expect(matches(night, paid('2026-12-01T01:59:59'))).toBe(true);
  });

  it('stores, counter payments and a switched-off rule', () => {
    expect(matches(rule({ storeIds: [store('a')] }), paid())).toBe(true);
    expect(matches(rule({ storeIds: [store('b')] }), paid())).toBe(false);
    expect(matches(rule(), paid(undefined, 3000, true))).toBe(false);
    expect(matches(rule({ counterPayments: true }), paid(undefined, 3000, true))).toBe(true);
    expect(matches(rule({ enabled: false }), paid())).toBe(false);
  });
});

describe('which of several rules counts', () => {
  it('the highest priority that matches, then the smallest id', () => {
    const low = rule({ priority: 1 }, 'low');
    const high = rule({ priority: 9 }, 'z-high');
    const alsoHigh = rule({ priority: 9 }, 'a-high');
    const tooHigh = rule({ priority: 99, fromFen: fen(4000) }, 'expensive');
    expect(ruleFor([low, high, alsoHigh, tooHigh], paid())?._id).toBe('rule_a-high');
    expect(ruleFor([low, high, alsoHigh, tooHigh], paid(undefined, 4000))?._id).toBe('rule_expensive');
    expect(ruleFor([low], paid(undefined, 9999))).toBeNull();
  });
});
