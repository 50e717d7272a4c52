import { bucketOf, dealt, mergedDeal, type Dealing, type Dealt } from './assignment';
import { fnv1a } from '../../../contracts/primitives/codes/fnv1a';
import { ratioChance } from './analysis';

const members = Array.from({ length: 1000 }, (_, n) => `mem_${String(n).padStart(26, '0')}`);
const half: Dealing = {
  salt: 'exp_one',
  quarter: { salt: '2026Q1', share: 0 },
  holdout: 0,
  arms: [
    { name: 'a', share: 5000 },
    { name: 'b', share: 5000 },
  ],
};
const later: Dealing = {
  ...half,
  quarter: { salt: '2026Q1', share: 500 },
  holdout: 1000,
  arms: [
    { name: 'a', share: 9000 },
    { name: 'b', share: 1000 },
  ],
};

/** Known values of FNV-1a with 32 bits (draft-eastlake-fnv, appendix C). */
it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foobar', 0xbf9cf968],
])('fnv1a(%j)', (text, value) => expect(fnv1a(text)).toBe(value));

/** Values of `hash`, version 2, in growthbook/packages/sdk-js/test/cases.json, in ten-thousandths. */
it.each([
  ['seed', 'a', 505],
  ['seed', 'b', 2696],
  ['foo', 'ab', 2575],
  ['foo', 'def', 2019],
  ['89123klj', '8952klfjas09ujkasdf', 1240],
  ['90850943850283058242805', '123', 7516],
])('GrowthBook deals %j with %j as we do: %d', (salt, id, bucket) => {
  expect(bucketOf(salt, id)).toBe(bucket);
});

it('a thousand are dealt by halves; then by nine to one with holdouts, and nobody moves', () => {
  const first = new Map(members.map((id): [string, Dealt] => [id, dealt(half, id, null)]));
  const counts = ['a', 'b'].map(
    (name) => [...first.values()].filter((one) => 'arm' in one && one.arm === name).length,
  );
  expect(counts[0]! + counts[1]!).toBe(1000);
  expect(ratioChance(counts, [1, 1])).toBeGreaterThan(0.001);
  for (const id of members) expect(dealt(later, id, first.get(id) ?? null)).toEqual(first.get(id));
  const fresh = Array.from({ length: 20_000 }, (_, n) => dealt(later, `new-${n}`, null));
  const share = (is: (one: Dealt) => boolean) => fresh.filter(is).length / fresh.length;
  // Four standard errors each.
  expect(Math.abs(share((one) => 'heldOut' in one && one.heldOut === 'quarter') - 0.05)).toBeLessThan(0.0062);
  expect(Math.abs(share((one) => 'heldOut' in one && one.heldOut === 'experiment') - 0.095)).toBeLessThan(
    0.0083,
  );
  expect(Math.abs(share((one) => 'arm' in one && one.arm === 'a') - 0.855 * 0.9)).toBeLessThan(0.012);
});

it('the quarter’s holdout is the same in every experiment, the arms of two have nothing to do with each other', () => {
  const other: Dealing = { ...later, salt: 'exp_two' };
  const pairs = members.map((id) => [dealt(later, id, null), dealt(other, id, null)] as const);
  for (const [one, two] of pairs)
    expect('heldOut' in one && one.heldOut === 'quarter').toBe('heldOut' in two && two.heldOut === 'quarter');
  const both = members.filter(
    (id) => bucketOf('exp_one', id) < 5000 && bucketOf('exp_two', id) < 5000,
  ).length;
  expect(Math.abs(both - 250)).toBeLessThan(55);
});

it.each<[Dealt | null, Dealt | null, ReturnType<typeof mergedDeal>]>([
  [{ arm: 'a' }, { arm: 'a' }, { arm: 'a' }],
  [{ arm: 'a' }, { arm: 'b' }, 'excluded'],
  [{ arm: 'a' }, { heldOut: 'quarter' }, 'excluded'],
  [{ arm: 'a' }, null, { arm: 'a' }],
  [null, { heldOut: 'experiment' }, { heldOut: 'experiment' }],
  [null, null, null],
])('%j and %j become one: %j', (kept, absorbed, merged) => {
  expect(mergedDeal(kept, absorbed)).toEqual(merged);
});
