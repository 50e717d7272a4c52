import type { LedgerGrowth } from '../../../contracts/growth/growth-ledger';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { newMemberId } from '../../kit/ids/new-id';
import { comingMove } from './coming-move';
import { entryOf } from './growth-entry';
import { standingAtFirst } from './standing';

const now = instant(Date.parse('2027-06-01T12:00:00+08:00'));
const memberId = newMemberId(now);
const entry = (delta: number, countsFrom = now): LedgerGrowth => ({
  ...entryOf('rolling_year', delta, now, countsFrom),
  _id: `paid:${delta}`,
  memberId,
  source: 'paid',
  cause: String(delta),
  of: null,
  amountFen: null,
  ruleVersion: 1,
  takesBack: null,
  standing: null,
  recordedAt: now,
});
const rules = [{ from: instant(0), rule: PROPOSED_RULE }];
const first = { ...standingAtFirst(memberId, { joinedAt: now, absorbed: [] }), evaluatedUpTo: now };
const reviewAt = addMs(now, 30 * DAY_MS);
const gold = {
  ...first,
  level: 2,
  held: { ...first.held, earned: 2, before: 0, nextReviewAt: reviewAt, periodFrom: instant(now - 1) },
};

const floor = (level: number, more: number) => ({
  level,
  from: now,
  until: addMs(reviewAt, more),
  by: 'staff',
  reason: '老顾客',
});

describe('what a member is about to do', () => {
  it.each([
    ['a fifth of what 成长 asks for is missing', first, [entry(240)], 'rise'],
    ['one more is', first, [entry(239)], null],
    ['pending counts, for it comes by itself', first, [entry(100), entry(140, addMs(now, DAY_MS))], 'rise'],
    ['on the highest tier nothing is above', { ...first, level: 4 }, [entry(9000)], null],
    ['a month before a review that asks for more: falls', gold, [entry(799)], 'fall'],
    ['all it asks for is there', gold, [entry(800)], null],
    ['it counts before the review', gold, [entry(799), entry(1, reviewAt)], null],
    ['it counts after it, and happened before', gold, [entry(799), entry(1, addMs(reviewAt, 1))], null],
    ['a millisecond earlier nothing is announced', { ...gold, evaluatedUpTo: instant(now - 1) }, [], null],
    ['a floor holds more than is earned', { ...gold, level: 3 }, [], null],
    ['a floor holds what is earned beyond the review', { ...gold, floor: floor(2, 1) }, [], null],
    ['a floor holds what is earned until the review', { ...gold, floor: floor(2, 0) }, [], 'fall'],
    ['a floor holds less', { ...gold, floor: floor(1, 1) }, [], 'fall'],
    [
      'in grace it is near, whenever that ends',
      { ...gold, held: { ...gold.held, isInGrace: true, nextReviewAt: addMs(now, 90 * DAY_MS) } },
      [],
      'fall',
    ],
  ])('%s', (_name, state, entries, expected) => {
    expect(comingMove(state, { entries, rules })).toBe(expected);
  });
});
