import fc from 'fast-check';
import type { LedgerGrowth, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { isMergeId, type MergeId } from '../../../../contracts/primitives/ids';
import { addMs, HOUR_MS, type Instant } from '../../../../contracts/primitives/time';
import { day, start, version } from '../../../../tests/stage/growth/life';
import { assertRule } from '../../../../tests/stage/property';
import { newMemberId, ulidOf } from '../../../kit/ids/new-id';
import { withFloors } from '../floors';
import { entryOf } from '../growth-entry';
import { inOrder, movedOn, recomputed, standingAtFirst, versionAt } from '../standing';
import { joinedStanding } from './joined-standing';
import { standingEntry } from './merged-entry';
import { floorsTaken, partedStanding, type Joining } from './parted-standing';
import { unexplainedOf } from './unexplained';

const rules = inOrder([version(1, start)]);
const PEOPLE = [0, 1, 2] as const;
type Who = (typeof PEOPLE)[number];
const ids = PEOPLE.map((who) => newMemberId(addMs(start, who)));

const mergeIdOf = (who: Who): MergeId => {
  const id = `mrg_${ulidOf(ids[who]!)}-${ulidOf(ids[0]!)}-0`;
  if (!isMergeId(id)) throw new RangeError(id);
  return id;
};

/** Three members, each with growth and floors of their own, led as the sweep leads them. */
class World {
  private readonly states = new Map<Who, TierStanding>();
  private readonly entries: LedgerGrowth[] = [];
  private readonly joinings: (Joining & { who: Who })[] = [];

  constructor() {
    for (const who of PEOPLE)
      this.states.set(
        who,
        standingAtFirst(ids[who]!, { joinedAt: addMs(start, who * HOUR_MS), absorbed: [] }),
      );
  }

  at(who: Who): TierStanding {
    return this.states.get(who)!;
  }
  ledgerOf({ ledgers }: TierStanding) {
    return this.entries.filter(({ memberId }) => ledgers.includes(memberId));
  }
  move(upTo: Instant): void {
    for (const [who, state] of this.states) {
      if (state.mergedInto !== null) continue;
      const known = { entries: this.ledgerOf(state), rules };
      const moved = movedOn(state, known, { upTo, now: upTo }).state;
      this.states.set(who, { ...moved, version: state.version + 1 });
    }
  }
  pay(who: Who, growth: number, at: Instant): void {
    const line = {
      _id: `paid:${this.entries.length}`,
      memberId: ids[who]!,
      source: 'paid' as const,
      cause: 'o',
    };
    const rest = { of: null, amountFen: null, ruleVersion: 1, standing: null, recordedAt: at };
    this.entries.push({ ...line, ...rest, ...entryOf('rolling_year', growth, at, at) });
  }
  floor(who: Who, level: number, until: Instant): void {
    const state = this.at(who);
    const floor = { level, of: state._id, from: state.evaluatedUpTo, until, by: 'stf', reason: '老顾客' };
    this.states.set(
      who,
      withFloors(state, [floor], versionAt(rules, state.evaluatedUpTo), state.evaluatedUpTo),
    );
  }
  merge(who: Who, now: Instant): void {
    const [kept, absorbed] = [this.at(0), this.at(who)];
    const merge = { _id: mergeIdOf(who) };
    const both = { ...joinedStanding(kept, absorbed, rules), version: kept.version + 1 };
    this.entries.push(standingEntry(both, { source: 'merged', merge, before: kept, now }));
    this.joinings.push({ who, mergeId: merge._id, absorbed, at: now, joinedAt: kept.joinedAt });
    this.states.set(who, { ...absorbed, mergedInto: kept._id });
    this.states.set(0, both);
  }
  undo(who: Who, now: Instant): void {
    const parted = this.joinings.find((joining) => joining.who === who)!;
    const others = this.joinings.filter((joining) => joining !== parted);
    const kept = this.at(0);
    const { state } = partedStanding({ kept, parted, others, entries: this.ledgerOf(kept), rules, now });
    const merge = { _id: mergeIdOf(who) };
    this.entries.push(standingEntry(state, { source: 'unmerged', merge, before: null, now }));
    this.states.set(who, { ...this.at(who), ...floorsTaken(kept, parted), mergedInto: null });
    this.states.set(0, state);
  }
  /** What a member has, and what nothing accounts for. */
  told(who: Who) {
    const state = this.at(who);
    const { held, level, tier, floor, floorsBehind, joinedAt, ledgers, owed } = state;
    const reached = [...state.reached].sort();
    return { held, level, tier, floor, floorsBehind, joinedAt, ledgers: [...ledgers].sort(), reached, owed };
  }
  checked(who: Who) {
    const state = this.at(who);
    const entries = this.ledgerOf(state);
    return [recomputed(state, entries, rules).held, unexplainedOf(state, entries, rules)];
  }
}

const who = fc.constantFrom(...PEOPLE);
const payment = fc.record({
  who,
  growth: fc.integer({ min: 1, max: 1500 }),
  on: fc.integer({ min: 0, max: 24 }),
});
const floor = fc.record({
  who,
  level: fc.integer({ min: 1, max: 3 }),
  days: fc.integer({ min: 26, max: 60 }),
});
const story = fc.record({
  payments: fc.array(payment, { maxLength: 12 }),
  floors: fc.uniqueArray(floor, { maxLength: 3, selector: (one) => one.who }),
  merged: fc.constantFrom<[Who, Who]>([1, 2], [2, 1]),
  undone: fc.constantFrom<Who[]>([1], [2], [1, 2], [2, 1]),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 4, maxLength: 4 }),
});

type Told = typeof story extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** @param never merges that do not happen, nor are undone */
function tell({ payments, floors, merged, undone, days }: Told, never: readonly Who[]): World {
  const world = new World();
  const [first, second, third, fourth] = [...days].sort((one, other) => one - other);
  for (const one of floors) world.floor(one.who, one.level, day(one.days));
  for (let n = 0; n <= 25; n += 1) {
    for (const one of payments.filter(({ on }) => on === n)) world.pay(one.who, one.growth, day(n));
    world.move(day(n + 0.5));
    const isTold = (one: Who | undefined): one is Who => one !== undefined && !never.includes(one);
    for (const [at, one] of [
      [first, merged[0]],
      [second, merged[1]],
    ] as const)
      if (at === n && isTold(one)) world.merge(one, day(n + 0.6));
    for (const [at, one] of [
      [third, undone[0]],
      [fourth, undone[1]],
    ] as const)
      if (at === n && isTold(one)) world.undo(one, day(n + 0.6));
  }
  return world;
}

describe('who is taken out of one', () => {
  it('leaves what there would be, had they never come: growth, tier, review, floors, tiers reached', () => {
    assertRule(
      fc.property(story, (told) => {
        const world = tell(told, []);
        const without = tell(told, told.undone);
        for (const one of PEOPLE) {
          expect(world.told(one)).toEqual(without.told(one));
          if (world.at(one).mergedInto === null) expect(world.checked(one)).toEqual([world.at(one).held, []]);
        }
      }),
      { keptSeeds: [7], numRuns: 150 },
    );
  });
});

describe('the nightly check', () => {
  it('sees a tier that nobody who is part of a member earned, and a floor of somebody else', () => {
    const world = new World();
    world.pay(1, 1500, day(0));
    world.move(day(1));
    world.merge(1, day(2));
    world.move(day(3));
    expect([world.at(0).level, world.checked(0)[1]]).toEqual([2, []]);
    const [own, other] = [world.at(0), world.at(2)];
    const entries = world.ledgerOf(own);
    const alone = { ...own, ledgers: [own._id] };
    const ownEntries = entries.filter(({ memberId }) => memberId === own._id);
    expect(unexplainedOf(alone, ownEntries, rules)).toEqual(['tier_unearned']);
    const floor = { level: 1, of: other._id, from: day(2), until: day(60), by: 'stf', reason: '老顾客' };
    expect(unexplainedOf({ ...own, floor }, entries, rules)).toEqual(['floor_unset']);
  });
});
