import type { LedgerGrowth, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { fen } from '../../../../contracts/primitives/fen';
import { addMs, DAY_MS, instant } from '../../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { newMemberId } from '../../../kit/ids/new-id';
import { earnedWithin } from '../growth-entry';
import { entriesOfFact } from '../growth-of-fact';
import { inOrder, movedOn, standingAtFirst, versionAt } from '../standing';

/** Tiers at 300 and 1,200, of which a year keeps 200 and 800; a month of grace. A year after day 10 the tier is reviewed. */
const start = instant(Date.parse('2027-01-01T00:00:00+08:00'));
const day = (n: number) => addMs(start, n * DAY_MS);
const memberId = newMemberId(start);
const rules = inOrder([
  { ...PROPOSED_RULE, pendingDays: 0, graceDays: 30, holdsFrom: null, version: 1, publishedAt: start },
]);
const REVIEW = 376;

type Told = [kind: 'paid' | 'bill_held' | 'bill_released' | 'refunded', orderId: string, yuan?: number];

/** Day by day, as the sweep does, with what is told on it. */
function lived(story: Readonly<Record<number, Told>>, until: number) {
  let state: TierStanding = standingAtFirst(memberId, { joinedAt: start, absorbed: [] });
  const entries: LedgerGrowth[] = [];
  for (let n = 0; n <= until; n += 1) {
    const told = story[n];
    if (told) {
      const [kind, orderId, yuan = 0] = told;
      const refs = { orderId, refundId: `ref_${n}` };
      const fact = { kind, memberId, at: day(n), writtenAt: day(n), amountFen: fen(yuan * 100), refs };
      const { evaluatedUpTo, held } = state;
      const known = { entries, evaluatedUpTo, periodFrom: held.periodFrom, rule: versionAt(rules, day(n)) };
      entries.push(
        ...entriesOfFact({ ...fact, _id: `${kind}:${n}` }, { ...known, isProfileWhole: false, now: day(n) }),
      );
    }
    state = movedOn(state, { entries, rules }, { upTo: day(n), now: day(n) }).state;
  }
  return {
    tier: state.level,
    ofPeriod: earnedWithin(entries, state.held.periodFrom, day(until)),
    ofMoney: entries.reduce((sum, { delta }) => sum + delta, 0),
  };
}
const gold: Record<number, Told> = { 10: ['paid', 'ord_0', 1200] };

describe('a bill that is held', () => {
  it('over no review takes and gives back within its period', () => {
    const story: Record<number, Told> = {
      ...gold,
      100: ['paid', 'ord_1', 800],
      120: ['bill_held', 'ord_1'],
    };
    expect(lived(story, 130)).toMatchObject({ tier: 2, ofPeriod: 0 });
    const released: Record<number, Told> = { ...story, 140: ['bill_released', 'ord_1'] };
    expect(lived(released, 150)).toMatchObject({ tier: 2, ofPeriod: 800 });
    expect(lived(released, REVIEW + 1)).toMatchObject({ tier: 2, ofPeriod: 0 });
  });

  const heldOver: Record<number, Told> = {
    ...gold,
    100: ['paid', 'ord_1', 800],
    360: ['bill_held', 'ord_1'],
  };

  it('over the review is in time within the grace', () => {
    const story: Record<number, Told> = { ...heldOver, 390: ['bill_released', 'ord_1'] };
    expect(lived(story, 385)).toMatchObject({ tier: 2 });
    expect(lived(story, 430)).toMatchObject({ tier: 2 });
  });

  it('until after the fall counts for the period in which the doubt ends, once, and what comes back of it counts against that', () => {
    const fallen: Record<number, Told> = { ...heldOver, 420: ['bill_released', 'ord_1'] };
    expect(lived(heldOver, 415)).toMatchObject({ tier: 1, ofPeriod: 0 });
    expect(lived(fallen, 425)).toMatchObject({ tier: 1, ofPeriod: 800 });
    expect(lived({ ...fallen, 430: ['bill_held', 'ord_1'] }, 435)).toMatchObject({ ofPeriod: 0 });
    const again: Record<number, Told> = {
      ...fallen,
      430: ['bill_held', 'ord_1'],
      440: ['bill_released', 'ord_1'],
    };
    expect(lived(again, 445)).toMatchObject({ ofPeriod: 800 });
    expect(lived({ ...fallen, 430: ['refunded', 'ord_1', 300] }, 435)).toMatchObject({ ofPeriod: 500 });
    expect(lived({ ...fallen, 430: ['refunded', 'ord_1', 800] }, 435)).toMatchObject({ ofPeriod: 0 });
  });

  it('in a later period than the one that counted it takes nothing there, and gives nothing', () => {
    const story: Record<number, Told> = {
      ...gold,
      100: ['paid', 'ord_1', 800],
      400: ['paid', 'ord_2', 100],
      410: ['bill_held', 'ord_1'],
    };
    expect(lived(story, 405)).toMatchObject({ tier: 2, ofPeriod: 100 });
    expect(lived(story, 415)).toMatchObject({ tier: 2, ofPeriod: 100 });
    expect(lived({ ...story, 420: ['bill_released', 'ord_1'] }, 425)).toMatchObject({ ofPeriod: 100 });
  });
});
