import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { fen } from '../../../contracts/primitives/fen';
import { idAt } from '@contracts/primitives/tier/tier-id';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { newMemberId } from '../../kit/ids/new-id';
import { entriesOfFact } from './growth-of-fact';
import { levelAt } from './privileges';
import { inOrder, movedOn, recomputed, standingAtFirst, versionAt } from './standing';
import { identified, placeOf } from './tier-place';
import type { LedgerGrowth } from '../../../contracts/growth/growth-ledger';

type Tier = GrowthRule['tiers'][number];
const start = instant(Date.parse('2027-01-01T12:00:00+08:00'));
const day = (n: number): Instant => addMs(start, n * DAY_MS);
const memberId = newMemberId(start);
const gift = (fromLevel: number) => ({ kind: 'upgrade' as const, fromLevel, packId: 'pack_gift' as never });

/** The proposed rule, and the next version with the tiers one wishes, forty days later. */
function versions(change: (tiers: Tier[]) => Tier[]): [PublishedGrowthRule, PublishedGrowthRule] {
  const base = { ...PROPOSED_RULE, pendingDays: 0, gifts: [1, 2, 3, 4].map(gift) };
  const first = { ...identified(base, null), version: 1, publishedAt: start, holdsFrom: null };
  const tiers = change(first.tiers);
  const draft = { ...base, tiers, gifts: tiers.flatMap((_tier, at) => (at === 0 ? [] : [gift(at)])) };
  return [first, { ...identified(draft, first), version: 2, publishedAt: day(40), holdsFrom: null }];
}

/** Who has bought for so much, before and after the new version took force. */
function live(growth: number, [first, next]: [PublishedGrowthRule, PublishedGrowthRule]) {
  const rules = inOrder([first, next]);
  const fact = {
    _id: 'paid:o',
    kind: 'paid',
    memberId,
    at: day(1),
    writtenAt: day(1),
    amountFen: fen(growth * 100),
    refs: { orderId: 'o' },
  };
  const first0 = standingAtFirst(memberId, { joinedAt: start, absorbed: [] });
  const known = {
    evaluatedUpTo: first0.evaluatedUpTo,
    periodFrom: first0.held.periodFrom,
    rule: versionAt(rules, day(1)),
    isProfileWhole: false,
    now: day(1),
  };
  const entries: LedgerGrowth[] = entriesOfFact(fact, { ...known, entries: [] });
  const move = (from: typeof first0, n: number) =>
    movedOn(from, { entries, rules }, { upTo: day(n), now: day(n) }).state;
  const before = move(first0, 39);
  const after = move(before, 41);
  expect(recomputed(after, entries, rules).held).toEqual(after.held);
  const seen = levelAt(next, before, day(40));
  return {
    before,
    after,
    seen,
    gifts: after.owed.map(({ period }) => period),
    move: (n: number) => move(after, n),
  };
}

const named = (name: string, entry: number): Tier => ({ name, entry, keep: Math.floor(entry / 2) });
const without = (place: number) => (tiers: Tier[]) => tiers.filter((_tier, at) => at !== place);

describe('another list of tiers', () => {
  it('with one more among them leaves everybody in theirs, without another gift, before any sweep too', () => {
    const inserted = versions(([low, grown, gold, ...rest]) => [
      low!,
      grown!,
      named('白银', 800),
      gold!,
      ...rest.slice(0, 1),
    ]);
    const { before, after, seen, gifts } = live(1300, inserted);
    expect([before.tier, before.level]).toEqual(['黄金', 2]);
    expect([after.tier, after.level, seen, after.tierId]).toEqual(['黄金', 3, 3, before.tierId]);
    expect(gifts).toEqual(['1', '2']);
    expect(after.held).toEqual(before.held);
  });

  it('with one less leaves who holds another in theirs, and who held it in the next that is not lower, with no gift', () => {
    const removed = versions(without(1));
    const gold = live(1300, removed);
    expect([gold.after.tier, gold.after.level, gold.after.tierId]).toEqual(['黄金', 1, 2]);
    const grown = live(400, removed);
    expect([grown.after.tier, grown.after.level, grown.seen]).toEqual(['黄金', 1, 1]);
    expect([grown.after.held.since, grown.gifts]).toEqual([grown.before.held.since, ['1']]);
    // It is reviewed as it would have been: not before a year.
    expect(grown.after.held.nextReviewAt).toBe(grown.before.held.nextReviewAt);
  });

  it('without its highest leaves those in the highest there is', () => {
    const { after } = live(9100, versions(without(4)));
    expect([after.tier, after.level]).toEqual(['铂金', 3]);
  });

  it('in another order is another list of names for nobody', () => {
    // 成长 asks for more than 黄金 now.
    const swapped = versions(([low, grown, gold, ...rest]) => [
      low!,
      { ...gold!, entry: 300, keep: 200 },
      { ...grown!, entry: 1200, keep: 800 },
      ...rest,
    ]);
    const { before, after } = live(400, swapped);
    expect([before.tier, after.tier, after.level]).toEqual(['成长', '成长', 2]);
  });

  it('a tier gone and another in its place are two: the newcomer’s gift is its own', () => {
    const [first, second] = versions(without(4));
    const third = {
      ...identified({ ...PROPOSED_RULE, tiers: [...second.tiers, named('至尊', 9000)] }, second),
    };
    expect(third.tiers.map(({ id }) => id)).toEqual([0, 1, 2, 3, 5]);
    expect(third.formerTiers).toEqual([{ id: 4, entry: 9000 }]);
    expect(placeOf(third, 4)).toBe(4);
    // Back again it is the same.
    const back = identified({ ...PROPOSED_RULE, tiers: first.tiers }, second);
    expect([back.tiers.map((_tier, at) => idAt(back, at)), back.formerTiers]).toEqual([
      [0, 1, 2, 3, 4],
      undefined,
    ]);
  });

  it('a new tier has an id of its own, also where there is none above any more', () => {
    const [first] = versions((tiers) => tiers);
    const draft = (tiers: Tier[]) => identified({ ...PROPOSED_RULE, tiers }, first).tiers.map(({ id }) => id);
    const [low, grown] = first.tiers as [Tier, Tier];
    expect(draft([low, { ...grown, id: 9999 }, named('新', 500), named('更新', 900)])).toEqual([
      0, 9999, 5, 6,
    ]);
  });

  it('the lowest is everybody’s whatever it is called', () => {
    const [first, next] = versions(([, grown, ...rest]) => [{ ...grown!, entry: 0, keep: 0 }, ...rest]);
    expect(next.tiers.map(({ id }) => id)).toEqual([0, 2, 3, 4]);
    expect([placeOf(next, 0), placeOf(first, 0)]).toEqual([0, 0]);
  });
});
