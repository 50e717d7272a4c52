import { instant, DAY_MS, addMs } from '../../../contracts/primitives/time';
import { adjusted, explained, neededPerArm, ratioChance, welch } from './analysis';
import { chiSquareTail, normalQuantile, tQuantile, tTwoSided } from './distributions';
import { NOTHING, remeasured, type Measured, type Sums } from './sums';
import { verdictOn } from './verdict';

/** Values of SciPy 1.17.1: `scipy.stats.t.sf`, `t.ppf`, `norm.ppf`, `chisquare`, `ttest_ind(b, a, equal_var=False)` with `confidence_interval(0.95)`. */
describe('agrees with SciPy 1.17.1', () => {
  const near = (value: number | undefined, expected: number) =>
    expect(Math.abs((value ?? NaN) - expected)).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected)));

  it.each([
    [2.1, 5, 0.08975324988459879],
    [0.3, 12.7, 0.7690310614209758],
    [-4.5, 30, 9.519359392112443e-5],
    [1.96, 1e6, 0.04999606758526985],
    [12, 3, 0.0012450158007893362],
  ])('2 * t.sf(|%d|, %d)', (t, df, p) => near(tTwoSided(t, df), p));

  it.each([
    [0.05, 3, 3.1824463052837078],
    [0.05, 14.6, 2.136546941559566],
    [0.05, 1000, 1.9623390808264083],
    [0.01, 2.5, 7.163728138948783],
  ])('t.ppf(1 - %d / 2, %d)', (tails, df, t) => near(tQuantile(tails, df), t));

  it.each([
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
    [0.9995, 3.2905267314919255],
    [0.001, -3.090232306167813],
  ])('norm.ppf(%d)', (p, z) => near(normalQuantile(p), z));

  it.each([
    [[510, 490], [1, 1], 0.5270892568655381],
    [[5200, 4800], [1, 1], 6.334248366623988e-5],
    [[4950, 4500, 550], [95, 95, 10], 1.6922125498171466e-6],
  ])('chisquare(%j) of %j', (counts, shares, p) => {
    const chance = ratioChance(counts, shares);
    expect(Math.abs(chance / p - 1)).toBeLessThan(1e-6);
    near(chiSquareTail(16, 1), 6.334248366623988e-5);
  });

  const sumsOf = (y: readonly number[], x: readonly number[] = []): Sums =>
    y.reduce<Sums>((sums, one, at) => remeasured(sums, null, { y: one, x: x[at] ?? 0 }), NOTHING);

  it('ttest_ind with different spreads', () => {
    const found = welch(
      sumsOf([18, 22, 17, 25, 19, 16, 24, 21, 20]),
      sumsOf([12, 15, 9, 20, 14, 17, 11, 13]),
    );
    near(found?.by, 6.347222222222221);
    near(found?.df, 14.12434062304352);
    near(found?.p, 0.0013922518879362585);
    near(found?.from, 2.9150435460059545);
    near(found?.until, 9.779400898438489);
  });

  it('ttest_ind of figures adjusted by what was before', () => {
    const control = sumsOf([10, 14, 9, 20, 15, 12, 19, 8], [3, 5, 2, 8, 6, 4, 7, 1]);
    const arm = sumsOf([14, 18, 12, 21, 16, 11, 22, 17, 18], [4, 6, 3, 7, 5, 2, 8, 5, 6]);
    near(explained(arm, control) ?? NaN, 1.8612852664576804);
    const found = adjusted(arm, control);
    near(found?.by, 2.043103448275863);
    near(found?.df, 11.9671004982099);
    near(found?.p, 4.446408037163352e-5);
    near(found?.from, 1.3282053792513726);
    near(found?.until, 2.7580015173003534);
  });

  it('2 * (norm.ppf(.975) + norm.ppf(.8))² * 30² / 2² = 3531.99…', () => {
    expect(neededPerArm(30, 2)).toBe(3532);
  });
});

/** Numbers that look like chance and are the same in every run: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Fen: what somebody spent before, and what afterwards, of which the one explains the other in part. */
function person(random: () => number, effect: number): Measured {
  const usual = normal(random) * 2000;
  return {
    x: Math.round(8000 + usual + normal(random) * 1500),
    y: Math.round(8000 + usual + normal(random) * 2500 + effect),
  };
}
const armOf = (random: () => number, size: number, effect: number): Sums =>
  Array.from({ length: size }, () => person(random, effect)).reduce<Sums>(
    (sums, one) => remeasured(sums, null, one),
    NOTHING,
  );

it('where there is no effect none is found more often than one time in twenty, over 200 seeded runs', () => {
  const found = Array.from({ length: 200 }, (_, seed) => {
    const random = seeded(1900 + seed);
    return adjusted(armOf(random, 150, 0), armOf(random, 150, 0));
  }).filter((one) => one !== null && one.p < 0.05).length;
  // Of 200 at 5 % ten are expected; more than 19 in one of 200 times.
  expect(found).toBeLessThanOrEqual(19);
  expect(found).toBeGreaterThan(0);
});

it('an effect of known size is found with an interval that holds it, and more narrowly than without what was before', () => {
  const runs = Array.from({ length: 200 }, (_, seed) => {
    const random = seeded(7700 + seed);
    const [control, arm] = [armOf(random, 400, 0), armOf(random, 400, 600)];
    return { plain: welch(arm, control), better: adjusted(arm, control) };
  });
  const holding = runs.filter(({ better }) => better && better.from <= 600 && 600 <= better.until).length;
  expect(holding).toBeGreaterThanOrEqual(180);
  for (const { plain, better } of runs)
    expect((better?.until ?? 0) - (better?.from ?? 0)).toBeLessThan((plain?.until ?? 0) - (plain?.from ?? 0));
  const found = runs.filter(({ better }) => better && better.p < 0.05).length;
  expect(found).toBeGreaterThanOrEqual(150);
});

it('sums are exact under changes that come and go', () => {
  const random = seeded(4);
  const people = Array.from({ length: 300 }, () => person(random, 0));
  const changed = people.map(() => person(random, 300));
  const straight = changed.reduce<Sums>((sums, one) => remeasured(sums, null, one), NOTHING);
  const winding = changed.reduce<Sums>(
    (sums, one, at) => remeasured(sums, people[at] ?? null, one),
    people.reduce<Sums>((sums, one) => remeasured(sums, null, one), NOTHING),
  );
  expect(winding).toEqual(straight);
  expect(
    people.reduce<Sums>(
      (sums, one) => remeasured(sums, one, null),
      people.reduce<Sums>((sums, one) => remeasured(sums, null, one), NOTHING),
    ),
  ).toEqual(NOTHING);
  expect(() => remeasured(NOTHING, null, { y: 2 ** 27, x: 2 ** 27 + 1 })).toThrow(RangeError);
});

describe('a verdict in words', () => {
  const startedAt = instant(Date.parse('2026-03-02T00:00:00+08:00'));
  const horizon = { startedAt, days: 14, perArm: 400 };
  const day = (n: number) => addMs(startedAt, n * DAY_MS);
  const random = seeded(600);
  const counted = (effect: number, size = 400, counts = [size, size]) => ({
    control: armOf(random, size, 0),
    arm: armOf(random, size, effect),
    dealt: { counts, shares: [1, 1] },
    excluded: 0,
  });
  it.each([
    ['more', counted(900), 14, /^每人多 ¥\d+\.\d\d（95% 区间 /],
    ['less', counted(-900), 14, /^每人少 ¥/],
    ['too_early', counted(900), 13, /已进行 13 天，需要 14 天/],
    ['too_early', counted(900, 399), 14, /现在最少 399 人/],
    ['broken', counted(900, 400, [5200, 4800]), 14, /比例对不上/],
  ] as const)('%s', (says, of, days, text) => {
    const verdict = verdictOn(of, horizon, day(days));
    expect(verdict.says).toBe(says);
    expect(verdict.text).toMatch(text);
  });
  it('says how many were left out', () => {
    expect(verdictOn({ ...counted(900), excluded: 3 }, horizon, day(14)).text).toMatch(
      /3 位会员合并后分属两组/,
    );
  });
});
