import fc from 'fast-check';
import { chiSquareTail } from '../../experiment/rules/distributions';
import { waysOf } from './ways';

const split = (id: string, percents: readonly number[]) => ({
  do: 'split' as const,
  id,
  arms: percents.map((percent) => ({ percent, next: null })),
});
const nothing = { winners: {}, dealt: {}, before: {} };
const people = Array.from({ length: 2000 }, (_, n) => `jny_one:mem_${n}`);
const percents = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 })
  .filter((all) => all.reduce((sum, one) => sum + one, 0) <= 100)
  .map((all) => [...all, 100 - all.reduce((sum, one) => sum + one, 0)]);

it('whatever the shares: members are dealt by them, nobody to a way without any, and the same whatever made them enter', () => {
  fc.assert(
    fc.property(percents, fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), (shares, id) => {
      const plan = { nodes: [split(id, shares)] };
      const went = people.map((key) => waysOf(plan, key, nothing)[id] ?? -1);
      expect(people.map((key) => waysOf(plan, `${key}:another-cause`, nothing)[id])).toEqual(went);
      const counts = shares.map((_, way) => went.filter((one) => one === way).length);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(people.length);
      const expected = shares.map((share) => (people.length * share) / 100);
      const some = shares.flatMap((share, way) => (share === 0 ? [] : [way]));
      for (const way of shares.keys()) if (!some.includes(way)) expect(counts[way]).toBe(0);
      const distance = some.reduce(
        (sum, way) => sum + ((counts[way] ?? 0) - (expected[way] ?? 0)) ** 2 / (expected[way] ?? 1),
        0,
      );
      // Chance makes them so unequal once in ten million times.
      if (some.length > 1) expect(chiSquareTail(distance, some.length - 1)).toBeGreaterThan(1e-7);
    }),
    { seed: 19, numRuns: 60 },
  );
});

it('who went a way goes it again, whatever the shares are by then; what an experiment deals comes before it, and what it decided before that', () => {
  fc.assert(
    fc.property(percents, percents, (one, other) => {
      for (const key of people.slice(0, 50)) {
        const before = waysOf({ nodes: [split('s', one)] }, key, nothing);
        const again = waysOf({ nodes: [split('s', other)] }, key, { ...nothing, before });
        if ((before['s'] ?? 0) < other.length) expect(again).toEqual(before);
      }
    }),
    { seed: 19, numRuns: 60 },
  );
  const plan = { nodes: [split('s', [50, 50])] };
  const key = 'jny_one:mem_1';
  expect(waysOf(plan, key, { winners: {}, dealt: { s: 1 }, before: { s: 0 } })).toEqual({ s: 1 });
  expect(waysOf(plan, key, { winners: { s: 0 }, dealt: { s: 1 }, before: { s: 1 } })).toEqual({ s: 0 });
  // A way that is not there any more is none.
  expect([0, 1]).toContain(waysOf(plan, key, { ...nothing, before: { s: 4 } })['s']);
});
