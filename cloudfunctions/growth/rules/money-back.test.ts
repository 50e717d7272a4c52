import fc from 'fast-check';
import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { assertRule } from '../../../tests/stage/property';
import { entryOf, reversalOf, type GrowthEntry } from './growth-entry';
import { progressAt, progressText } from './progress';
import { missingToKeep, tierStateAt, type TierFacts } from './tier-state';

/** Tiers at 300, 1,200, 3,600 and 9,000; to stay 200, 800 and so on. */
const joinedAt = instant(Date.parse('2027-01-01T00:00:00+08:00'));
const day = (n: number): Instant => addMs(joinedAt, n * DAY_MS);
const bought = (growth: number, n: number): GrowthEntry => entryOf('rolling_year', growth, day(n), day(n));
const facts = (entries: readonly GrowthEntry[], change: Partial<GrowthRule> = {}): TierFacts => ({
  joinedAt,
  entries,
  rules: [{ from: joinedAt, rule: { ...PROPOSED_RULE, pendingDays: 0, ...change } }],
  floors: [],
  locks: [],
});
const levelAt = (story: TierFacts, n: number) => tierStateAt(story, day(n)).level;

describe('what comes back', () => {
  it('counts against no period that never counted it: the order that raised the tier', () => {
    const raised = bought(1200, 10);
    const kept = bought(800, 100);
    const story = facts([raised, kept, reversalOf(raised, 1200, day(120))]);
    expect(levelAt(story, 390)).toBe(2);
    // Of the period itself it does.
    expect(levelAt(facts([raised, kept, reversalOf(kept, 1, day(120))]), 390)).toBe(1);
  });

  const atOnce = { refundFalls: 'at_once' as const };
  it('at once takes of two orders what it takes of one of the same sum', () => {
    const [one, two, whole] = [bought(600, 10), bought(600, 20), bought(1200, 10)];
    const back = (entry: GrowthEntry, n: number) => reversalOf(entry, entry.delta, day(n));
    expect(levelAt(facts([whole, back(whole, 40)], atOnce), 40)).toBe(0);
    expect(levelAt(facts([one, two, back(one, 30), back(two, 40)], atOnce), 40)).toBe(0);
    expect(levelAt(facts([one, two, back(two, 30), back(one, 40)], atOnce), 40)).toBe(0);
    expect(levelAt(facts([one, two, back(two, 30)], atOnce), 40)).toBe(1);
  });

  it('and leaves what other orders reached, also when those have expired or it came back later', () => {
    const [first, second, small] = [bought(300, 0), bought(1200, 200), bought(10, 390)];
    const story = [first, second, reversalOf(second, 1200, day(380)), small, reversalOf(small, 10, day(395))];
    expect([379, 380, 395].map((n) => levelAt(facts(story, atOnce), n))).toEqual([2, 1, 1]);
  });

  it('in whatever parts it was paid, and in whatever order it comes back', () => {
    const part = fc.record({ growth: fc.integer({ min: 1, max: 900 }), at: fc.nat(100), back: fc.nat(100) });
    const property = fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 1300 }),
      (parts, own) => {
        const stays = bought(own, 150);
        const paid = parts.map(({ growth, at }) => bought(growth, at));
        const entries = [
          ...paid,
          ...paid.map((entry, n) => reversalOf(entry, entry.delta, day(200 + (parts[n]?.back ?? 0)))),
        ];
        expect(levelAt(facts([...entries, stays], atOnce), 301)).toBe(levelAt(facts([stays], atOnce), 301));
      },
    );
    assertRule(property, { keptSeeds: [1], numRuns: 100 });
  });
});

const only = (rule: GrowthRule) => [{ from: joinedAt, rule }];

describe('what the member reads', () => {
  const now = day(30);
  const read = (story: TierFacts, rule: Partial<GrowthRule> = {}) => {
    const progress = progressAt(
      only({ ...PROPOSED_RULE, ...rule }),
      story.entries,
      tierStateAt(story, now),
      now,
    );
    return { text: progressText(progress), next: progress.next?.tier ?? null, keep: progress.keep?.tier };
  };
  it('under a floor names the tier above it', () => {
    const floors = [{ level: 2, from: day(1), until: day(90) }];
    expect(read({ ...facts([bought(100, 5)]), floors })).toMatchObject({
      text: '再消费 ¥3500 即可升级至铂金',
      next: '铂金',
    });
  });
  it.each([
    [{ perOrderCap: 300 }, '再消费 ¥1100（至少 4 单，每单最多计 300 成长值）即可升级至黄金'],
    [{ perOrderCap: 300, perYuan: 70 }, '再消费 ¥1573（至少 4 单，每单最多计 300 成长值）即可升级至黄金'],
    [{ perOrderCap: 1100 }, '再消费 ¥1100 即可升级至黄金'],
    [{ perOrderCap: 0 }, '再得 1100 成长值即可升级至黄金'],
  ])('says where no single purchase is enough: %j', (rule, text) => {
    const floors = [{ level: 1, from: day(1), until: day(90) }];
    expect(read({ ...facts([bought(100, 5)]), floors }, rule).text).toBe(text);
  });
  it('never that nothing is missing: what is there already comes with the next sweep', () => {
    const story = facts([bought(400, 5)]);
    const late = { ...tierStateAt(story, day(1)), level: 0, earned: 0 };
    const progress = progressAt(only(PROPOSED_RULE), story.entries, late, now);
    expect([progress.next?.tier, progressText(progress)]).toEqual(['黄金', '再消费 ¥800 即可升级至黄金']);
    const enough = facts([bought(9000, 5)]);
    const all = progressAt(only(PROPOSED_RULE), enough.entries, late, now);
    expect([all.next, progressText(all)]).toEqual([null, '成长值已达到更高等级，稍后升级']);
  });
  it('what keeps it also above a list that became shorter', () => {
    const story = facts([bought(9000, 5)]);
    const shorter = { ...PROPOSED_RULE, tiers: PROPOSED_RULE.tiers.slice(0, 3) };
    const state = tierStateAt(story, now);
    const { keep, next } = progressAt(only(shorter), story.entries, state, now);
    expect([keep?.tier, keep?.growth, next]).toEqual(['黄金', 800, null]);
    expect(missingToKeep({ ...story, rules: only(shorter) }, { ...HELD, earned: 4 }, now)).toBe(800);
  });
});

const HELD = {
  earned: 0,
  before: 0,
  sureSince: joinedAt,
  since: day(5),
  nextReviewAt: day(371),
  isInGrace: false,
  dueBy: null,
  asked: null,
  periodFrom: day(5),
};
