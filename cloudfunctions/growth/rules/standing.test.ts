import fc from 'fast-check';
import { DAY_MS, instant } from '../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { day, Life, start, version } from '../../../tests/stage/growth/life';
import { assertRule } from '../../../tests/stage/property';
import { inOrder, recomputed } from './standing';

describe('what a fact brings', () => {
  it('a payment at the rate of its rule, pending for the refund window; a refund what it brought, in parts', () => {
    const life = new Life(inOrder([version(1, start, { pendingDays: 7 })]));
    expect(life.pay('o', 1000, day(0))).toMatchObject([{ delta: 1000, countsFrom: day(7) }]);
    expect(life.pay('o', 1000, day(0))).toEqual([]);
    expect(life.refund('o', 'r1', 333, day(1))).toMatchObject([{ delta: -333, countsFrom: day(7) }]);
    expect(life.refund('o', 'r1', 333, day(1))).toEqual([]);
    expect(life.refund('o', 'r2', 667, day(9))).toMatchObject([{ delta: -667, countsFrom: day(9) }]);
    expect(life.refund('unknown', 'r3', 1, day(9))).toEqual([]);
  });

  it('nothing counts from before what is evaluated, nor from before it was told', () => {
    const life = new Life().move(day(10));
    expect(life.pay('late', 300, day(1), day(9))[0]!.countsFrom).toBe(day(10) + 1);
    expect(life.pay('told later', 300, day(1), day(12))[0]!.countsFrom).toBe(day(12));
  });

  it('the third order of a month once, gone with that order; one that came back whole is none', () => {
    const life = new Life(inOrder([version(1, start, { frequency: { order: 3, growth: 50 } })]));
    life.pay('a', 10, day(0));
    life.pay('b', 10, day(1));
    life.refund('b', 'rb', 10, day(2));
    expect(life.pay('c', 10, day(3))).toHaveLength(1);
    expect(life.pay('d', 10, day(4)).map(({ delta }) => delta)).toEqual([10, 50]);
    life.refund('a', 'ra', 10, day(5));
    expect(life.pay('e', 10, day(6))).toHaveLength(1);
    expect(life.refund('d', 'rd', 10, day(7)).map(({ delta }) => delta)).toEqual([-10, -50]);
  });

  it('behaviour as often in a year as the rule says, a whole profile once', () => {
    const behaviours = {
      ...PROPOSED_RULE.behaviours,
      invite: { growth: 20, timesAYear: 2 },
      profile: { growth: 30, timesAYear: null },
    };
    const life = new Life(inOrder([version(1, start, { behaviours })]));
    const invites = [1, 2, 3, 366].map((n) => life.tell('invited', day(n)).length);
    expect(invites).toEqual([1, 1, 0, 1]);
    expect([1, 2].map((n) => life.tell('birthday_set', day(n)).length)).toEqual([1, 0]);
    expect(life.tell('checked_in', day(3))).toEqual([]);
  });
});

describe('a member is moved on', () => {
  it.each([
    [2999.99, 0],
    [3000, 1],
  ])('¥%d at a tenth per yuan: level %i, and when it counts', (yuan, level) => {
    const life = new Life(inOrder([version(1, start, { perYuan: 10, pendingDays: 7 })]));
    life.pay('o', yuan, day(0));
    expect(life.move(instant(day(7) - 1)).state).toMatchObject({ level: 0, nextDueAt: day(7) });
    expect(life.move(day(7)).state).toMatchObject({ level, tier: level ? '成长' : '新锐' });
  });

  it('two tiers at once, is told 30 and 7 days before what is missing, and falls by one', () => {
    const life = new Life();
    life.pay('o', 1200, day(0));
    life.live(0, 330);
    const review = life.state.held.nextReviewAt!;
    expect([life.state.level, life.state.reached, life.announced]).toEqual([2, [1, 2], []]);
    life.live(331, 368);
    expect(life.announced.map(({ days, reviewAt }) => [days, reviewAt])).toEqual([
      [30, review],
      [7, review],
    ]);
    expect(life.falls.map(({ from, to }) => [from, to])).toEqual([[2, 1]]);
  });

  it('is not reviewed without a notice: after a month without a sweep it waits a week', () => {
    const life = new Life();
    life.pay('o', 1200, day(0));
    life.live(0, 300).move(day(380));
    expect([life.state.level, life.state.held.nextReviewAt]).toEqual([2, day(387)]);
    expect(life.announced).toHaveLength(1);
    life.pay('kept', 800, day(386));
    expect(life.move(day(386)).state.held).toMatchObject({ earned: 2, isInGrace: false });
    expect(life.move(day(400)).falls).toEqual([]);
  });

  it('by a floor to its end, without another history', () => {
    const life = new Life().move(day(1));
    const floor = { level: 3, from: day(1), until: day(10), by: 'staff', reason: '老顾客' };
    life.state = { ...life.state, floor };
    expect(life.move(day(2)).state).toMatchObject({ level: 3, tier: '铂金', nextDueAt: day(10) });
    expect(life.move(day(10)).state).toMatchObject({ level: 0, tier: '新锐', floor: null, nextDueAt: null });
  });
});

describe('a floor over a review', () => {
  const floor = (level: number, from: number, until: number) => ({
    level,
    from: day(from),
    until: day(until),
    by: 'staff',
    reason: '老顾客',
  });
  it.each([
    ['ends after it', 369.5],
    ['ends in its very minute', 365.5],
    ['ends before it', 360],
  ])(
    'that %s hides a fall and stops none: it is told of what is reviewed, and falls by one',
    (_when, until) => {
      const life = new Life();
      life.pay('o', 1200, day(0));
      life.move(day(1));
      life.state = { ...life.state, floor: floor(3, 1, until) };
      life.live(2, 350);
      const review = life.state.held.nextReviewAt!;
      expect(review).toBe(day(365.5));
      expect([life.state.tier, life.state.notice?.tier, life.announced.length]).toEqual(['铂金', '黄金', 1]);
      life.live(351, 365);
      expect(life.announced).toHaveLength(2);
      life.move(review);
      expect(life.falls.map(({ from, to }) => [from, to])).toEqual([[2, 1]]);
      expect(life.state.level).toBe(review < day(until) ? 3 : 1);
      expect(life.move(day(370)).state).toMatchObject({ level: 1, floor: null });
      expect(life.falls).toHaveLength(1);
    },
  );

  it('the longer of two holds after the higher one', () => {
    const life = new Life().move(day(1));
    life.state = { ...life.state, floor: floor(3, 1, 10), floorsBehind: [floor(2, 1, 20)] };
    expect(life.move(day(2)).state).toMatchObject({ level: 3, nextDueAt: day(10) });
    expect(life.move(day(10)).state).toMatchObject({ level: 2, floorsBehind: [], nextDueAt: day(20) });
    expect(life.move(day(20)).state).toMatchObject({ level: 0, floor: null });
  });
});

const deed = fc.record({
  at: fc.nat(900),
  yuan: fc.nat(1500),
  backAfter: fc.option(fc.nat(200)),
  share: fc.integer({ min: 1, max: 100 }),
});
const laterRule = fc.record({
  at: fc.nat(900),
  perYuan: fc.integer({ min: 0, max: 300 }),
  pendingDays: fc.constantFrom(0, 7, 40),
  entry: fc.integer({ min: 100, max: 1000 }),
  graceDays: fc.nat(20),
  refundFalls: fc.constantFrom('at_review' as const, 'at_once' as const),
});

describe('any life', () => {
  it('is what its entries come to, falls by one after its notice only, and is the same however often it is moved', () => {
    const property = fc.property(
      fc.array(deed, { maxLength: 12 }),
      fc.array(laterRule, { maxLength: 3 }),
      fc.uniqueArray(fc.nat(1300), { maxLength: 8 }),
      (deeds, changes, pauses) => {
        const later = [...changes].sort((one, other) => one.at - other.at);
        const rules = inOrder([
          version(1, start),
          ...later.map(({ at, entry, ...change }, n) =>
            version(n + 2, day(at), {
              ...change,
              tiers: PROPOSED_RULE.tiers.map((tier, place) =>
                place === 1 ? { ...tier, entry, keep: Math.min(entry, tier.keep) } : tier,
              ),
            }),
          ),
        ]);
        const life = new Life(rules);
        const told = deeds.flatMap(({ at, yuan, backAfter, share }, n) => [
          { at: day(at), tell: () => life.pay(`o${n}`, yuan, day(at)) },
          ...(backAfter === null
            ? []
            : [
                {
                  at: day(at + backAfter + 0.5),
                  tell: () =>
                    life.refund(
                      `o${n}`,
                      `r${n}`,
                      Math.floor((yuan * share) / 100),
                      day(at + backAfter + 0.5),
                    ),
                },
              ]),
        ]);
        let heardUpTo = start - 1;
        for (let n = 0; n <= 1300; n += 10) {
          // A pause of the sweep: it comes back days later.
          if (pauses.some((pause) => pause <= n && n < pause + 40)) continue;
          const heard = told.filter(({ at }) => heardUpTo < at && at <= day(n));
          for (const one of heard.sort((a, b) => a.at - b.at)) one.tell();
          heardUpTo = day(n);
          life.move(day(n));
          life.move(day(n));
          expect(recomputed(life.state, life.entries, rules).held).toEqual(life.state.held);
        }
        for (const { from, to, at } of life.falls) {
          const wasTold = life.announced.some((notice) => notice.at <= at - 6 * DAY_MS);
          const isByRefund = rules.some(({ rule }) => rule.refundFalls === 'at_once');
          expect(isByRefund || (wasTold && from - to === 1)).toBe(true);
        }
      },
    );
    assertRule(property, { keptSeeds: [1], numRuns: 30 });
  });
});

it('of who bought 361 days before there was any rule: the tier at once, and no fall before a week’s notice', () => {
  const life = new Life(inOrder([version(1, day(361))]));
  life.pay('o', 1500, day(1));
  life.move(day(361.5));
  expect(life.state.tier).toBe('黄金');
  life.live(362, 400);
  const [fall] = life.falls;
  expect(life.falls.map(({ from, to }) => [from, to])).toEqual([[2, 1]]);
  const told = life.announced.filter(({ at }) => at <= fall!.at - 7 * DAY_MS);
  expect(told.length).toBeGreaterThan(0);
  expect(fall!.at).toBeGreaterThanOrEqual(day(368.5));
});
