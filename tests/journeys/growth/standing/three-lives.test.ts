import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import type { MemberId } from '@contracts/primitives/ids';
import { reconcileTiers } from '../../../../cloudfunctions/growth/clock/reconcile-growth';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { joinThrice, memberIdOf, undoMergeOf } from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/**
 * The second becomes one with the first, then the third does; the two merges are taken back in either order. Whoever is taken out
 * leaves what there would be, had they never come. The test begins on 21 November 2026; a payment counts a week later.
 */
describe.each([
  ['the newest first', [2, 1]],
  ['the oldest first', [1, 2]],
] as const)('three who were one are taken apart, %s', (_, undone) => {
  const cloud = sharedCloud();
  let people: Awaited<ReturnType<typeof joinThrice>>;
  let ids: MemberId[];
  const phones = () => [people.one, people.two, people.third];
  const begin = async () => {
    const packs = [await packFor(cloud, 'upgrade', 'fresh-3'), await packFor(cloud, 'upgrade', 'fresh-5')];
    const gifts = packs.map((packId, at) => ({ kind: 'upgrade' as const, fromLevel: at + 1, packId }));
    await publishGrowth(cloud, { gifts });
    people = await joinThrice(cloud);
    ids = [];
    for (const phone of phones()) ids.push(await memberIdOf(phone));
    await untilGrown(cloud);
  };
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  const merge = async (who: 1 | 2) => {
    await (who === 1 ? people.both : people.three).identityMap.linkMine({});
    await untilGrown(cloud);
  };
  const undo = async (who: 1 | 2) => {
    await undoMergeOf(cloud, ids[who]!);
    await untilGrown(cloud);
  };
  const floor = (who: number, level: number, days: number) =>
    phoneOf(cloud, 'operator-he').growth.setFloor({
      memberId: ids[who]!,
      level,
      until: chinaDateOf(instant(cloud.clock.now() + days * DAY_MS)),
      reason: '老顾客',
    });
  const tierOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club!.tier;
  const tiers = () => Promise.all(phones().map(tierOf));
  const growthOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club!.growth;
  const reviewOf = (who: number) =>
    documentsOf(cloud, 'tierStates').find(({ _id }) => _id === ids[who])!.held.nextReviewAt;

  it('a floor is whose it was', async () => {
    await begin();
    await floor(1, 3, 60);
    await floor(2, 2, 90);
    await merge(1);
    await merge(2);
    expect(await tiers()).toEqual(['铂金', '铂金', '铂金']);
    await undo(undone[0]);
    const alone = undone[0] === 1 ? ['黄金', '铂金', '黄金'] : ['铂金', '铂金', '黄金'];
    expect(await tiers()).toEqual(alone);
    await undo(undone[1]);
    expect(await tiers()).toEqual(['新锐', '铂金', '黄金']);
    const floors = documentsOf(cloud, 'tierStates').map(({ floor: own, floorsBehind }) => [
      own?.level ?? 0,
      floorsBehind.length,
    ]);
    expect(floors.sort()).toEqual([
      [0, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it('one that is decided while two are one is the kept one’s, and the third keeps theirs', async () => {
    await begin();
    await floor(1, 3, 60);
    await floor(2, 2, 90);
    await merge(1);
    await floor(0, 1, 60);
    await untilGrown(cloud);
    expect(await tiers()).toEqual(['成长', '成长', '黄金']);
    await merge(2);
    await undo(undone[0]);
    await undo(undone[1]);
    expect(await tiers()).toEqual(['成长', '新锐', '黄金']);
  });

  it('a tier is whose growth it is, with its review, and no gift comes of it', async () => {
    await begin();
    await order(cloud, people.two, 150_000);
    await order(cloud, people.third, 50_000);
    await untilGrown(cloud, 8 * DAY_MS);
    const [, ...before] = await tiers();
    const growth = [await growthOf(people.two), await growthOf(people.third)];
    const reviews = [reviewOf(1), reviewOf(2)];
    await merge(1);
    await untilGrown(cloud, DAY_MS);
    await merge(2);
    await untilGrown(cloud, DAY_MS);
    const given = documentsOf(cloud, 'coupons').length;

    await undo(undone[0]);
    const left = undone[1];
    expect(await tierOf(people.one)).toBe(before[left - 1]);
    expect(await growthOf(people.one)).toBe(growth[left - 1]);
    expect(reviewOf(0)).toBe(reviews[left - 1]);
    await undo(undone[1]);
    expect(await tiers()).toEqual(['新锐', ...before]);
    expect([await growthOf(people.one), reviewOf(0)]).toEqual([0, null]);
    expect([reviewOf(1), reviewOf(2)]).toEqual(reviews);

    await untilGrown(cloud, DAY_MS);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(given);
    const kept = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === ids[0])!;
    expect([kept.reached, kept.owed, kept.ledgers]).toEqual([[], [], [ids[0]]]);
  });

  it('what the kept one came to between the two merges is theirs, with its gift, once', async () => {
    await begin();
    await order(cloud, people.two, 150_000);
    await untilGrown(cloud, 8 * DAY_MS);
    await merge(1);
    await order(cloud, people.one, 50_000);
    await untilGrown(cloud, 9 * DAY_MS);
    await merge(2);
    await undo(undone[0]);
    await undo(undone[1]);
    await untilGrown(cloud, DAY_MS);
    expect(await tiers()).toEqual(['成长', '黄金', '新锐']);
    const given = documentsOf(cloud, 'tierGifts').filter(({ memberId, givenTo }) => memberId === givenTo);
    const each = ['upgrade-1', 'upgrade-1', 'upgrade-2'];
    expect(given.map(({ kind, period }) => `${kind}-${period}`).sort()).toEqual(each);
    expect(giftsOf(cloud, ids[0]!)).toContain('upgrade-1');
  });
});
