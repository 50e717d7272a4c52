import fc from 'fast-check';
import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { entryOf, reversalOf, type GrowthEntry } from './growth-entry';
import { progressAt, progressText } from './progress';
import { noticesOf, reviewAfter } from './review/review-date';
import { tiersEntered, tierStateAt, type TierFacts } from './tier-state';
import { assertRule } from '../../../tests/stage/property';

const at = (text: string) => instant(Date.parse(`${text.length > 10 ? text : `${text}T00:00:00`}+08:00`));
const off = { growth: 0, timesAYear: null };
const rule: GrowthRule = {
  tiers: [
    { name: '新锐', entry: 0, keep: 0 },
    { name: '成长', entry: 300, keep: 200 },
    { name: '黄金', entry: 1200, keep: 800 },
    { name: '铂金', entry: 3600, keep: 2400 },
  ],
  perYuan: 100,
  perOrderCap: null,
  frequency: null,
  behaviours: { review: off, invite: off, checkIn: off, profile: off },
  pendingDays: 0,
  lifetime: 'rolling_year',
  review: { kind: 'anniversary' },
  graceDays: 0,
  refundFalls: 'at_review',
  gifts: [],
  privileges: [],
};
const joinedAt = at('2027-01-01');
const earn = (delta: number, when: string): GrowthEntry => entryOf(rule.lifetime, delta, at(when), at(when));
const facts = (entries: readonly GrowthEntry[], change: Partial<GrowthRule> = {}): TierFacts => ({
  joinedAt,
  entries,
  rules: [{ from: joinedAt, rule: { ...rule, ...change } }],
  floors: [],
  locks: [],
});
const levelAt = (story: TierFacts, when: string) => tierStateAt(story, at(when)).level;

describe('a tier is entered', () => {
  it.each([
    [299, 0],
    [300, 1],
    [1199, 1],
    [1200, 2],
    [3600, 3],
    [99_999, 3],
  ])('with %i: level %i', (growth, level) => {
    expect(levelAt(facts([earn(growth, '2027-02-01')]), '2027-02-01')).toBe(level);
  });

  it('at the instant at which growth begins to count, not while it is pending', () => {
    const story = facts([entryOf('rolling_year', 300, at('2027-02-01'), at('2027-02-08'))]);
    expect(levelAt(story, '2027-02-07T23:59:59.999')).toBe(0);
    expect(levelAt(story, '2027-02-08')).toBe(1);
  });

  it('through two others in one move, and each of them once', () => {
    const once = tierStateAt(facts([earn(3600, '2027-02-01')]), at('2027-03-01'));
    expect(once.moves).toEqual([{ at: at('2027-02-01'), from: 0, to: 3, why: 'rose' }]);
    expect(once.moves.map((move) => tiersEntered(rule, move))).toEqual([[1, 2, 3]]);
    const again = tierStateAt(facts([earn(300, '2027-02-01'), earn(300, '2028-06-01')]), at('2028-07-01'));
    expect(again.moves.map(({ to }) => to)).toEqual([1, 0, 1]);
    expect(again.moves.map((move) => tiersEntered(rule, move))).toEqual([[1], [], [1]]);
  });

  it('when a rule asks for less from an instant on; one that asks for more takes nothing away', () => {
    const tiers = (entry: number) =>
      rule.tiers.map((tier, level) => (level === 1 ? { ...tier, entry } : tier));
    const changed = (entry: number): TierFacts => ({
      ...facts([earn(300, '2027-02-01')]),
      rules: [
        { from: joinedAt, rule: { ...rule, tiers: tiers(entry) } },
        { from: at('2027-03-01'), rule: { ...rule, tiers: tiers(700 - entry) } },
      ],
    });
    expect([levelAt(changed(400), '2027-02-28'), levelAt(changed(400), '2027-03-01')]).toEqual([0, 1]);
    expect([levelAt(changed(300), '2027-02-28'), levelAt(changed(300), '2027-03-01')]).toEqual([1, 1]);
  });
});

describe('a review', () => {
  it.each([
    ['2027-05-10T09:30:00', '2028-05-11'],
    ['2028-02-29T12:00:00', '2029-03-01'],
    ['2027-02-28T12:00:00', '2028-02-29'],
  ])('of what was reached at %s is at the midnight of %s', (since, due) => {
    expect(reviewAfter({ kind: 'anniversary' }, at(since), at(since))).toBe(at(due));
  });
  it('comes back to 29 February when there is one', () => {
    const since = at('2028-02-29T12:00:00');
    expect(reviewAfter({ kind: 'anniversary' }, since, at('2031-06-01'))).toBe(at('2032-03-01'));
  });
  it.each([
    ['2027-01-01T00:00:00', '2028-01-01'],
    ['2027-01-01T00:00:01', '2029-01-01'],
    ['2027-12-31T23:00:00', '2029-01-01'],
  ])('on a fixed day leaves a year to who rose at %s: %s', (since, due) => {
    expect(reviewAfter({ kind: 'fixed', day: '01-01' }, at(since), at(since))).toBe(at(due));
  });
  it('is announced 30 and 7 days before', () => {
    expect(noticesOf(at('2028-05-11'))).toEqual([at('2028-04-11'), at('2028-05-04')]);
  });

  const gold = earn(1200, '2027-02-01T12:00:00');
  const review = '2028-02-02';
  const before = '2028-02-01T23:59:59.999';
  it.each([
    [799, before, 1],
    [800, before, 2],
    // In the minute of the review it is in time, after it not.
    [800, review, 2],
    [800, '2028-02-02T00:00:00.001', 1],
  ])('keeps gold for %i earned by %s: level %i', (delta, when, level) => {
    const state = tierStateAt(facts([gold, earn(delta, when)]), at('2028-02-03'));
    expect(state.level).toBe(level);
  });

  it('and nothing before takes a tier away, not even the expiry of all growth', () => {
    expect(levelAt(facts([gold]), before)).toBe(2);
    const fixed = facts([gold], { review: { kind: 'fixed', day: '12-31' } });
    expect(levelAt(fixed, '2028-12-30T23:59:59.999')).toBe(2);
    expect(levelAt(fixed, '2028-12-31')).toBe(1);
  });

  it.each([
    ['in time', '2028-12-20', 20],
    ['within the grace', '2029-01-10', 20],
    ['at the end of the grace', '2029-01-20', 20],
    ['after a review that a lock put off, and the grace', '2029-01-18', 0],
  ])('on a fixed day is next reviewed in a year, whenever it was paid: %s', (_when, paid, graceDays) => {
    const story = facts([earn(1200, '2027-02-01'), earn(800, paid)], {
      review: { kind: 'fixed', day: '12-31' },
      graceDays,
    });
    const locks = graceDays === 0 ? [{ from: at('2028-12-31'), until: at('2029-01-20') }] : [];
    expect(tierStateAt({ ...story, locks }, at('2029-02-01'))).toMatchObject({
      ...{ earned: 2, isInGrace: false, reviewedAt: null },
      nextReviewAt: at('2029-12-31'),
    });
  });

  it.each([0, 20])(
    'on a fixed day is next reviewed in a year, fallen after %i days of grace',
    (graceDays) => {
      const story = facts([earn(1200, '2027-02-01')], { review: { kind: 'fixed', day: '12-31' }, graceDays });
      expect(tierStateAt(story, at('2029-02-01'))).toMatchObject({
        ...{ earned: 1, isInGrace: false },
        nextReviewAt: at('2029-12-31'),
      });
    },
  );

  it('takes one level at a time', () => {
    const story = facts([earn(3600, '2027-02-01T12:00:00')]);
    expect([review, '2029-02-03', '2030-02-04', '2040-01-01'].map((day) => levelAt(story, day))).toEqual([
      2, 1, 0, 0,
    ]);
    expect(tierStateAt(story, at('2040-01-01')).nextReviewAt).toBeNull();
  });

  it.each([
    ['2028-02-11T23:59:59.999', 0, 2, true],
    ['2028-02-12', 0, 1, false],
    ['2028-02-12', 800, 2, false],
  ])('leaves ten days of grace: at %s with %i earned in them level %i', (when, delta, level, isInGrace) => {
    const entries = delta === 0 ? [gold] : [gold, earn(delta, '2028-02-11T12:00:00')];
    expect(tierStateAt(facts(entries, { graceDays: 10 }), at(when))).toMatchObject({ level, isInGrace });
  });

  it('waits for the end of a lock', () => {
    const story = { ...facts([gold]), locks: [{ from: at('2028-02-01'), until: at('2028-06-01') }] };
    expect(levelAt(story, '2028-05-31T23:59:59.999')).toBe(2);
    expect(levelAt(story, '2028-06-01')).toBe(1);
  });
});

describe('money that comes back', () => {
  const gold = earn(1200, '2027-02-01T12:00:00');
  const back = reversalOf(gold, 1000, at('2027-03-01'));
  it('takes the tier at the review, or at once where the merchant says so', () => {
    expect(levelAt(facts([gold, back]), '2028-02-01')).toBe(2);
    expect(levelAt(facts([gold, back]), '2028-02-02')).toBe(1);
    expect(levelAt(facts([gold, back], { refundFalls: 'at_once' }), '2027-02-28')).toBe(2);
    expect(levelAt(facts([gold, back], { refundFalls: 'at_once' }), '2027-03-01')).toBe(0);
  });
  it('at once takes nothing that was held before or is earned anew', () => {
    const held = earn(300, '2027-01-15');
    const atOnce = (entries: GrowthEntry[]) =>
      levelAt(facts(entries, { refundFalls: 'at_once' }), '2027-03-01');
    expect(atOnce([held, gold, back])).toBe(1);
    expect(atOnce([gold, earn(1000, '2027-02-20'), back])).toBe(2);
  });
  it('after the review it takes nothing away before the next', () => {
    const kept = earn(800, '2027-06-01');
    const later = reversalOf(kept, 800, at('2028-03-01'));
    for (const refundFalls of ['at_review', 'at_once'] as const) {
      expect(levelAt(facts([gold, kept, later], { refundFalls }), '2029-02-01')).toBe(2);
      expect(levelAt(facts([gold, kept, later], { refundFalls }), '2029-02-02')).toBe(1);
    }
  });
});

describe('a floor', () => {
  const floors = [{ level: 2, from: at('2027-03-01'), until: at('2027-04-01') }];
  it.each([
    ['2027-02-28T23:59:59.999', 0],
    ['2027-03-01', 2],
    ['2027-03-31T23:59:59.999', 2],
    ['2027-04-01', 0],
  ])('at %s: level %i, and what was earned stays as it was', (when, level) => {
    const state = tierStateAt({ ...facts([]), floors }, at(when));
    expect([state.level, state.earned, state.moves]).toEqual([level, 0, []]);
  });
  it('never stands in the way of what is higher, nor above the highest tier there is', () => {
    expect(levelAt({ ...facts([earn(3600, '2027-02-01')]), floors }, '2027-03-01')).toBe(3);
    const beyond = [{ level: 9, from: joinedAt, until: at('2030-01-01') }];
    expect(levelAt({ ...facts([]), floors: beyond }, '2027-03-01')).toBe(3);
  });
});

describe('progress', () => {
  const low = [earn(300, '2027-02-01'), earn(-50, '2027-02-02')];
  it.each([
    [100, low, '再消费 ¥950 即可升级至黄金'],
    [300, low, '再消费 ¥317 即可升级至黄金'],
    [0, low, '再得 950 成长值即可升级至黄金'],
    [100, [earn(3600, '2027-02-01')], '你已是最高等级'],
  ])('at %i hundredths per yuan', (perYuan, entries, text) => {
    const story = facts(entries, { perYuan });
    const now = at('2027-02-03');
    expect(
      progressText(
        progressAt([{ from: joinedAt, rule: { ...rule, perYuan } }], entries, tierStateAt(story, now), now),
      ),
    ).toBe(text);
  });

  it('says what is pending, what keeps the tier, and until when', () => {
    const pending = entryOf('rolling_year', 70, at('2027-05-30'), at('2027-06-06'));
    const story = facts([earn(1200, '2027-02-01T12:00:00'), earn(300, '2027-05-01'), pending]);
    const now = at('2027-06-01');
    expect(progressAt(story.rules, story.entries, tierStateAt(story, now), now)).toMatchObject({
      growth: 1500,
      pending: 70,
      keep: { tier: '黄金', until: at('2028-02-02'), growth: 430, yuan: 430 },
    });
  });
});

const purchase = fc.record({
  day: fc.nat(1500),
  growth: fc.nat(1500),
  window: fc.nat(15),
  backAfter: fc.option(fc.nat(400)),
});

describe('any story', () => {
  it('never rewrites its past, whatever order it is read in, and falls by one after a whole year only', () => {
    assertRule(
      fc.property(fc.array(purchase, { maxLength: 14 }), fc.nat(30), (purchases, graceDays) => {
        const day = (n: number): Instant => addMs(joinedAt, n * DAY_MS);
        const entries = purchases.flatMap(({ day: bought, growth, window, backAfter }) => {
          const entry = entryOf('rolling_year', growth, day(bought), day(bought + window));
          return backAfter === null ? [entry] : [entry, reversalOf(entry, growth, day(bought + backAfter))];
        });
        const story = facts(entries, { graceDays });
        const whole = tierStateAt(story, day(2500));
        for (const end of [400, 800, 1200]) {
          const { moves } = tierStateAt(story, day(end));
          expect(whole.moves.slice(0, moves.length)).toEqual(moves);
        }
        expect(tierStateAt({ ...story, entries: [...entries].reverse() }, day(2500))).toEqual(whole);
        whole.moves.forEach((move, place) => {
          if (move.why !== 'fell') return;
          expect(move.from - move.to).toBe(1);
          expect(move.at - (whole.moves[place - 1]?.at ?? joinedAt)).toBeGreaterThanOrEqual(365 * DAY_MS);
        });
      }),
      { keptSeeds: [1], numRuns: 150 },
    );
  });
});
