import fc from 'fast-check';
import { UNLIMITED } from '../../../contracts/coupon/coupon';
import { addMs, chinaDateOf, DAY_MS, endOfChinaDay, MINUTE_MS } from '../../../contracts/primitives/time';
import { couponTemplateId } from '../../../contracts/values';
import {
  counted,
  countRefusal,
  leftIn,
  MAX_SHARDS,
  raised,
  shardOrder,
  sumOfTallies,
  takeFrom,
  tallyWithout,
  totalShards,
  type Tally,
} from './stock';
import { ISSUED } from './test-coupons';
import { assertRule } from '../../../tests/stage/property';

const template = couponTemplateId.parse('tpl_test');
const anyTotal = fc.integer({ min: 1, max: 5000 });

describe('a total in shards', () => {
  it('adds up, evenly, in at most so many parts', () => {
    assertRule(
      fc.property(anyTotal, (total) => {
        const shards = totalShards(template, total, ISSUED);
        const parts = shards.map((shard) => shard.total);
        expect(leftIn(shards)).toBe(total);
        expect(shards.length).toBeLessThanOrEqual(MAX_SHARDS);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        expect(Math.min(...parts)).toBeGreaterThan(0);
      }),
      { keptSeeds: [20261121] },
    );
  });

  it('whatever is taken and added: issued + left = total, in every shard', () => {
    const anySteps = fc.array(
      fc.record({ caller: fc.string(), wanted: fc.integer({ min: 1, max: 9 }), more: fc.nat(20) }),
      { maxLength: 60 },
    );
    assertRule(
      fc.property(anyTotal, anySteps, (total, steps) => {
        let shards = totalShards(template, total, ISSUED);
        let issued = 0;
        for (const { caller, wanted, more } of steps) {
          const [first] = shardOrder(shards, caller, 0);
          if (first) {
            const { taken, after } = takeFrom(first, wanted, ISSUED);
            issued += taken;
            shards = shards.map((shard) => (shard._id === after._id ? after : shard));
          }
          if (more > 15) shards = raised(shards, more, ISSUED);
        }
        expect(shards.every((shard) => shard.issued + shard.left === shard.total && shard.left >= 0)).toBe(
          true,
        );
        expect(shards.reduce((sum, shard) => sum + shard.issued, 0)).toBe(issued);
      }),
      { keptSeeds: [20261121] },
    );
  });

  it('callers start at different shards, and a lost race moves on', () => {
    const shards = totalShards(template, 100, ISSUED);
    const starts = Array.from({ length: 200 }, (_, n) => shardOrder(shards, `caller-${n}`, 0)[0]?._id);
    expect(new Set(starts).size).toBeGreaterThan(25);
    expect(shardOrder(shards, 'caller', 0)[1]).toEqual(shardOrder(shards, 'caller', 1)[0]);
  });
});

describe('how many one member may have', () => {
  const midnight = endOfChinaDay(ISSUED);
  const tally = (issued: number, today: number): Tally => ({
    issued,
    day: chinaDateOf(ISSUED),
    issuedThatDay: today,
  });
  it.each<[string, Partial<typeof UNLIMITED>, Tally | null, number, string | null]>([
    ['none yet', { perMember: 1 }, null, ISSUED, null],
    ['one of one', { perMember: 1 }, tally(1, 1), ISSUED, 'coupon_limit_reached'],
    ['one of two', { perMember: 2 }, tally(1, 1), ISSUED, null],
    [
      'one a day, in the last minute',
      { perMemberPerDay: 1 },
      tally(1, 1),
      midnight - MINUTE_MS,
      'coupon_limit_today',
    ],
    ['one a day, at midnight', { perMemberPerDay: 1 }, tally(1, 1), midnight, null],
    ['no limit', {}, tally(99, 99), ISSUED, null],
  ])('%s', (_name, limits, known, now, expected) => {
    expect(countRefusal({ ...UNLIMITED, ...limits }, known, 1, addMs(ISSUED, now - ISSUED))).toBe(expected);
  });

  it('counts the day anew at midnight in China', () => {
    const first = counted(null, 2, ISSUED);
    expect(first).toEqual({ issued: 2, day: '2026-11-21', issuedThatDay: 2 });
    expect(counted(first, 1, midnight)).toEqual({ issued: 3, day: '2026-11-22', issuedThatDay: 1 });
  });

  it('of two members who become one is the sum, and can be taken apart again', () => {
    const older: Tally = { issued: 3, day: chinaDateOf(addMs(ISSUED, -DAY_MS)), issuedThatDay: 2 };
    const both = sumOfTallies(tally(2, 1), older);
    expect(both).toEqual(tally(5, 1));
    expect(tallyWithout(both, older)).toEqual(tally(2, 1));
    expect(sumOfTallies(null, older)).toBe(older);
  });
});
