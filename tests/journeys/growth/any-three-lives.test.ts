import fc from 'fast-check';
import type { Gift, GrowthRule } from '@contracts/growth/growth-rule';
import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { reconcileTiers } from '../../../cloudfunctions/growth/clock/reconcile-growth';
import { placeOf, type Ladder } from '../../../cloudfunctions/growth/rules/tier-place';
import type { LocalCloud } from '../../../local/server';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { packFor, publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { joinThrice, undoMergeOf } from '../../stage/identity-stage';
import { order, refundAll } from '../../stage/invite-stage';
import { checkoutOf } from '../../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../../stage/property';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * Three people buy, give back, become one and are taken apart, in whatever order, while rules change and the sweep is away for weeks, through the real
 * functions; lists of tiers change under them, too, and floors are set. After everything that happens a standing is what its entries come to, nobody has what
 * nobody who is part of them brought, nobody fell but by one and after being told, and a gift was given once to whoever was one at the time, and not again afterwards.
 */
/** Less than a coupon takes off is paid without WeChat. */
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('pay' as const), n: fc.integer({ min: 60, max: 3000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), n: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(70) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rule' as const), n: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('list' as const), n: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), n: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), n: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('floor' as const), n: fc.nat(99) }) },
);
const story = fc.array(act, { minLength: 6, maxLength: 14 });

/** What counts a day later; reviews come, and are short of something. */
const RULE = { ...PROPOSED_RULE, pendingDays: 1, refundFalls: 'at_review' as const };
const SURE_NOTICE_MS = 6 * DAY_MS;

let cloud: LocalCloud;
beforeAll(async () => {
  const counterRules = { cashBillsPerDay: 999, cashFenPerDay: 99_000_000, refundFenPerDay: 99_000_000 };
  cloud = await startJourney({ settings: { counterRules } });
});
afterAll(() => cloud.close());

const standings = () => documentsOf(cloud, 'tierStates').filter(({ mergedInto }) => mergedInto === null);

type Deed = 'pay' | 'refund' | 'wait' | 'rule' | 'list' | 'merge' | 'undo' | 'floor';

interface Lives extends Awaited<ReturnType<typeof joinThrice>> {
  gifts: Gift[];
  orders: Awaited<ReturnType<typeof order>>[];
}

async function begin(): Promise<Lives> {
  await cloud.reset();
  const first = await packFor(cloud, 'upgrade', 'fresh-3');
  const gifts: Gift[] = [
    { kind: 'upgrade', fromLevel: 1, packId: first },
    { kind: 'upgrade', fromLevel: 2, packId: await packFor(cloud, 'upgrade', 'fresh-5') },
    { kind: 'monthly', fromLevel: 1, packId: await packFor(cloud, 'monthly', 'fresh-3') },
    { kind: 'anniversary', fromLevel: 0, packId: first },
  ];
  await publishGrowth(cloud, { ...RULE, gifts });
  const people = await joinThrice(cloud);
  await untilGrown(cloud);
  return { ...people, gifts, orders: [] };
}

/** Who was one with whom from an instant on: by everybody’s id whose part they were. */
interface Partition {
  from: number;
  wholes: ReadonlyMap<string, string>;
}
const partition = (from: number): Partition => ({
  from,
  wholes: new Map(documentsOf(cloud, 'members').map(({ _id, mergedInto }) => [_id, mergedInto ?? _id])),
});

/** Nobody is taken apart after thirty days, or while they are somebody’s part themselves. */
const undoable = () =>
  documentsOf(cloud, 'merges').filter(
    ({ at, undoneAt, keptId }) =>
      undoneAt === null &&
      cloud.clock.now() - at < 29 * DAY_MS &&
      standings().some(({ _id }) => _id === keptId),
  );

type Tiers = GrowthRule['tiers'];

/** A tier is called otherwise, goes, comes, changes places with the one above, or asks for something else. */
function changed(tiers: Tiers, n: number): Tiers {
  const at = 1 + (n % (tiers.length - 1));
  const [low, own, above] = [tiers[at - 1]!, tiers[at]!, tiers[at + 1]];
  const withOwn = (...ones: Tiers) => [...tiers.slice(0, at), ...ones, ...tiers.slice(at + 1)];
  const bare = ({ id: _id, ...tier }: Tiers[number]) => tier;
  const asks = (entry: number) => ({ ...own, entry, keep: Math.min(own.keep, entry) });
  switch (n % 5) {
    case 0:
      return withOwn({ ...own, name: `名${n}` });
    case 1:
      return tiers.length > 3 ? withOwn() : tiers;
    case 2:
      return tiers.length < 5 && own.entry - low.entry > 1
        ? withOwn({ ...bare(asks(own.entry - 1)), name: `新${n}` }, own)
        : tiers;
    case 3:
      return above
        ? [
            ...tiers.slice(0, at),
            { ...above, ...asked(own) },
            { ...own, ...asked(above) },
            ...tiers.slice(at + 2),
          ]
        : tiers;
    default:
      return withOwn(asks(Math.max(low.entry + 1, own.entry - 10 * n)));
  }
}

const asked = ({ entry, keep }: Tiers[number]) => ({ entry, keep });

const happens = ({
  one,
  two,
  third,
  both,
  three,
  gifts,
  orders,
}: Lives): Record<Deed, (n: number) => Promise<void>> => ({
  pay: async (n) => {
    orders.push(await order(cloud, [one, two, third][n % 3]!, 100 * (n + 1)));
  },
  refund: async (n) => {
    const orderId = orders.splice(n % Math.max(1, orders.length), 1)[0];
    if (!orderId) return;
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
  },
  wait: (n) => untilGrown(cloud, n * DAY_MS),
  rule: async (n) => {
    const tiers = RULE.tiers.map((tier, level) =>
      level === 1 ? { ...tier, entry: 200 + 10 * n, keep: Math.min(tier.keep, 200 + 10 * n) } : tier,
    );
    await publishGrowth(cloud, { ...RULE, gifts, tiers, graceDays: n, perYuan: 50 + 10 * n });
  },
  list: async (n) => {
    const he = phoneOf(cloud, 'operator-he');
    const { rule, next } = await he.growth.readRule({});
    const tiers = changed((next ?? rule)!.tiers, n);
    await publishGrowth(cloud, { ...RULE, gifts, tiers });
  },
  merge: async (n) => {
    await (n === 0 ? both : three).identityMap.linkMine({});
  },
  undo: async (n) => {
    const merges = undoable();
    const merge = merges[n % Math.max(1, merges.length)];
    if (merge) await undoMergeOf(cloud, merge.absorbedId);
  },
  floor: async (n) => {
    const he = phoneOf(cloud, 'operator-he');
    const { _id: memberId } = standings()[n % standings().length]!;
    const until = chinaDateOf(instant(cloud.clock.now() + (1 + n) * DAY_MS));
    await he.growth.setFloor({ memberId, level: n % 3, until, reason: '老顾客' });
  },
});

type Told = { at: number; missing: number }[];
interface Held {
  rule: Ladder;
  /** What each holds, by its id. */
  ids: ReadonlyMap<string, number>;
}
/** The list in force. */
const ladder = (): Ladder => documentsOf(cloud, 'growthRules').find(({ _id }) => _id === 'current')!;

async function live(acts: readonly { do: Deed; n: number }[]): Promise<void> {
  const happen = happens(await begin());
  const told: Told = [];
  const partitions = [partition(0)];
  for (const { do: what, n } of acts) {
    const ids = new Map(standings().map(({ _id, tierId, level }) => [_id, tierId ?? level]));
    const before = { rule: ladder(), ids };
    const at = cloud.clock.now();
    await happen[what](n);
    await untilGrown(cloud);
    partitions.push(partition(at));

    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
    // A floor that ends, or is taken away, tells nobody: it lifted for a time that was said.
    if (what !== 'undo' && !acts.some((one) => one.do === 'floor')) checkFalls(before, told);
    told.push(...standings().flatMap(({ notice }) => notice ?? []));
  }
  checkGifts(partitions);
}

/** By one, by the list of then or of now, and after a notice. */
function checkFalls(before: Held, told: Told): void {
  const now = ladder();
  for (const { _id, tierId, level } of standings()) {
    const was = before.ids.get(_id) ?? 0;
    const byBoth = [before.rule, now].map((rule) => placeOf(rule, was) - placeOf(rule, tierId ?? level));
    const fell = Math.min(...byBoth);
    if (fell <= 0) continue;
    const sure = cloud.clock.now() - SURE_NOTICE_MS;
    const wasTold = told.some(({ at, missing }) => missing > 0 && at <= sure);
    expect({ fell, wasTold }).toEqual({ fell: 1, wasTold: true });
  }
}

/** Every giving with its coupon, and to nobody twice who was part of whoever had it. */
function checkGifts(partitions: readonly Partition[]): void {
  const givings = documentsOf(cloud, 'tierGifts').filter(
    ({ state, memberId, givenTo }) => state === 'given' && memberId === givenTo,
  );
  const coupons = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'tier');
  expect(coupons).toHaveLength(givings.length);
  const people = givings.flatMap(({ kind, period, givenTo, givenAt }) => {
    const wholes =
      partitions.filter(({ from }) => from <= givenAt).at(-1)?.wholes ?? new Map<string, string>();
    const parts = [...wholes].filter(([, whole]) => whole === givenTo).map(([id]) => id);
    return parts.map((id) => `${kind}-${period} ${id}`);
  });
  expect(people.filter((one, at) => people.indexOf(one) !== at)).toEqual([]);
}

describe('any three lives', () => {
  it('stand where their ledgers say, fall by one after a notice, and have each gift once', async () => {
    await assertAlways(fc.asyncProperty(story, live), { keptSeeds: [1], kept: 1, keptLong: 20, fresh: 1 });
  });
});
