import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { DAY_MS } from '../../../contracts/primitives/time';
import { day, Life, start, version } from '../../../tests/stage/growth/life';
import { comingMove } from './coming-move';
import { countedFirst } from './growth-entry';
import { progressAt } from './progress';
import { inOrder } from './standing';

const PENDING_A_WEEK = inOrder([version(1, start, { pendingDays: 7 })]);

/** Gold for a year, reviewed at day 365.5; staying asks for 800, and a payment counts a week later. */
const gold = () => {
  const life = new Life(PENDING_A_WEEK);
  life.pay('o', 1200, day(-7));
  return life.live(0, 340);
};
const keepOf = (life: Life, at: number) =>
  progressAt(life.rules, life.entries, { ...life.state.held, level: 2, moves: [] }, day(at)).keep;

describe('what is paid before a review and counts after it', () => {
  it.each([
    ['on its eve', 365, 800, []],
    ['a moment before', 365.4999, 800, []],
    ['too little', 365, 799, [[2, 1]]],
    ['at the review', 365.5, 800, [[2, 1]]],
  ])('%s: the review waits for it', (_when, at, yuan, falls) => {
    const life = gold();
    life.live(341, 364);
    life.pay('last', yuan, day(at));
    life.live(Math.ceil(at), 380);
    expect(life.falls.map(({ from, to }) => [from, to])).toEqual(falls);
    if (falls.length === 0) expect(life.state.held).toMatchObject({ dueBy: null, nextReviewAt: day(731.5) });
  });

  it('is counted in by page and notices, which say from when it counts', () => {
    const life = gold().live(341, 357);
    expect([life.announced.length, keepOf(life, 357)]).toMatchObject([1, { growth: 800, countsOn: null }]);
    life.pay('last', 800, day(357.5));
    life.live(358, 365);
    // Nothing is missing: nobody is warned a second time.
    expect(life.announced).toHaveLength(1);
    expect(keepOf(life, 360)).toMatchObject({ growth: 0, until: day(365.5), countsOn: day(364.5) });
    expect(keepOf(life, 365)).toMatchObject({ growth: 0, countsOn: null });
  });

  it.each([
    ['a stricter rule of while it waits is for the next review', 367, 800, []],
    ['one of before its day is asked', 364, 800, [[2, 1]]],
    ['what the day asked for is still asked', 367, 799, [[2, 1]]],
  ])('%s', (_what, from, yuan, falls) => {
    const first = version(1, start, { pendingDays: 7 });
    const tiers = first.tiers.map((tier, place) => (place === 2 ? { ...tier, keep: 1000 } : tier));
    const life = new Life(inOrder([first, version(2, day(from), { pendingDays: 7, tiers })]));
    life.pay('o', 1200, day(-7));
    life.live(0, 364);
    life.pay('last', yuan, day(365));
    life.live(365, 380);
    expect(life.falls.map(({ from, to }) => [from, to])).toEqual(falls);
  });

  const stricter = (
    from: number,
    tiers: (first: PublishedGrowthRule) => PublishedGrowthRule['tiers'],
    change = {},
  ) => {
    const first = version(1, start, { pendingDays: 7, ...change });
    const second = version(2, day(from), { pendingDays: 7, ...change, tiers: tiers(first) });
    return inOrder([first, { ...second, formerTiers: [{ id: 2, entry: first.tiers[2]!.entry }] }]);
  };
  it.each([
    ['its tier goes', 2],
    ['another stands for it', 3],
  ])(
    'waits while the list changes so that %s: what its day asked for keeps whoever stands',
    (_what, kept) => {
      const rules = stricter(367, ({ tiers }) =>
        tiers.flatMap((tier, at) => {
          if (at !== 2) return [{ ...tier, id: at }];
          return kept === 2 ? [] : [{ ...tier, name: '白金', entry: 1300, keep: 1300, id: 9 }];
        }),
      );
      const life = new Life(rules);
      life.pay('o', 1200, day(-7));
      life.live(0, 364);
      life.pay('last', 800, day(365));
      life.live(365, 367.2);
      expect(keepOf(life, 367.4)?.growth).toBe(0);
      life.live(368, 380);
      expect(life.falls).toEqual([]);
    },
  );

  it.each([
    [800, []],
    [799, [[2, 1]]],
  ])('in grace, %i: a stricter rule of since its day is for the next one', (yuan, falls) => {
    const keep = (first: PublishedGrowthRule) =>
      first.tiers.map((tier, place) => (place === 2 ? { ...tier, keep: 1200 } : tier));
    const first = version(1, start, { pendingDays: 7, graceDays: 30 });
    const second = version(2, day(375), { pendingDays: 7, graceDays: 30, tiers: keep(first) });
    const life = new Life(inOrder([first, second]));
    life.pay('o', 1200, day(-7));
    life.live(0, 369);
    life.pay('in grace', yuan, day(370));
    life.live(370, 376);
    expect(keepOf(life, 376)?.growth).toBe(800 - yuan);
    life.live(377, 400);
    expect(life.falls.map(({ from, to }) => [from, to])).toEqual(falls);
  });

  it('what is announced to hold at a review is what the page says before', () => {
    const keep = (first: PublishedGrowthRule) =>
      first.tiers.map((tier, place) => (place === 2 ? { ...tier, keep: 1200 } : tier));
    const first = version(1, start, { pendingDays: 7 });
    const life = new Life(inOrder([first, version(2, day(364), { pendingDays: 7, tiers: keep(first) })]));
    life.pay('o', 1200, day(-7));
    life.pay('more', 850, day(300));
    life.live(0, 360);
    expect(life.announced.at(-1)).toMatchObject({ days: 7, missing: 350 });
    expect(keepOf(life, 360)?.growth).toBe(350);
  });

  it('what its day asked for is what the page says while it waits, until when it does', () => {
    const first = version(1, start, { pendingDays: 7 });
    const tiers = first.tiers.map((tier, place) => (place === 2 ? { ...tier, keep: 1000 } : tier));
    const life = new Life(inOrder([first, version(2, day(366), { pendingDays: 7, tiers })]));
    life.pay('o', 1200, day(-7));
    life.live(0, 364);
    life.pay('last', 800, day(365));
    life.live(365, 367);
    expect(life.state.held).toMatchObject({ dueBy: day(365.5), nextReviewAt: day(372) });
    expect(keepOf(life, 367)).toMatchObject({ growth: 0, until: day(372), countsOn: day(372) });
    // What is paid now would count after it.
    life.refund('last', 'back', 300, day(367.5));
    expect(keepOf(life, 368)).toMatchObject({ growth: 300, yuan: null, until: day(372) });
  });

  it('「起计入」 names no day of an order that came back', () => {
    const life = gold().live(341, 355);
    life.pay('first', 800, day(355.5));
    life.pay('second', 100, day(357.5));
    expect([countedFirst(life.entries, day(358)), keepOf(life, 358)?.countsOn]).toEqual([
      day(362.5),
      day(364.5),
    ]);
    life.refund('second', 'back', 100, day(358));
    expect(keepOf(life, 358.5)).toMatchObject({ growth: 0, countsOn: day(362.5) });
    life.pay('third', 100, day(358.5));
    life.refund('first', 'all', 800, day(359));
    expect(countedFirst(life.entries, day(359.5))).toBe(day(365.5));
  });

  it('came back while the review waits: it falls, for it was told of', () => {
    const life = gold().live(341, 364);
    life.pay('last', 800, day(365));
    life.live(365, 366);
    expect(life.state.held).toMatchObject({ earned: 2, dueBy: day(365.5), nextReviewAt: day(372) });
    expect([keepOf(life, 366)?.growth, comingMove(life.state, life)]).toEqual([0, null]);
    life.refund('last', 'back', 800, day(367));
    expect(keepOf(life, 367.5)?.growth).toBe(800);
    life.live(367, 380);
    expect(life.falls).toEqual([{ at: day(372), from: 2, to: 1 }]);
  });

  it('came back, and nobody had been told of a fall: a week’s notice first', () => {
    const life = gold();
    life.pay('early', 800, day(340.5));
    life.refund('early', 'back', 800, day(341));
    life.pay('again', 800, day(334));
    life.live(341, 366);
    expect(life.falls).toEqual([]);
    const other = new Life(PENDING_A_WEEK);
    other.pay('o', 1200, day(-7));
    other.live(0, 330);
    other.pay('last', 800, day(334));
    other.live(334, 400);
    expect([other.announced, other.falls]).toEqual([[], []]);
  });

  it('a grace begins when what was waited for came back, and is no shorter', () => {
    const life = new Life(PENDING_A_WEEK.map((one) => ({ ...one, rule: { ...one.rule, graceDays: 10 } })));
    life.pay('o', 1200, day(-7));
    life.live(0, 364);
    life.pay('last', 800, day(365));
    life.refund('last', 'back', 800, day(366));
    life.live(365, 373);
    expect(life.state.held).toMatchObject({ earned: 2, isInGrace: true, nextReviewAt: day(382) });
    life.pay('in grace', 800, day(381));
    life.live(381, 400);
    expect(life.falls).toEqual([]);
    expect(life.state.held.nextReviewAt! - day(365)).toBeGreaterThan(360 * DAY_MS);
  });
});
