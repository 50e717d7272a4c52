import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { reconcileTiers } from '../../../cloudfunctions/growth/clock/reconcile-growth';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import {
  dieAt,
  dieOnceBegun,
  joinTwice,
  latestMerge,
  memberIdOf,
  undoLatest,
} from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Whoever is taken apart again has what their own orders give. A payment counts a week later. */
describe('growth of two who were one', () => {
  const cloud = sharedCloud();
  let two: Awaited<ReturnType<typeof joinTwice>>;
  beforeEach(async () => {
    const packs = [await packFor(cloud, 'upgrade', 'fresh-3'), await packFor(cloud, 'upgrade', 'fresh-5')];
    const gifts = packs.map((packId, at) => ({ kind: 'upgrade' as const, fromLevel: at + 1, packId }));
    await publishGrowth(cloud, { gifts });
    two = await joinTwice(cloud);
  });
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  const untilFolded = (ms = 0) => untilGrown(cloud, ms);
  const clubOf = async (phone: Phone) => {
    const club = (await phone.growth.readGrowth({})).club!;
    return { tier: club.tier, growth: club.growth, pending: club.pending };
  };
  const merge = async () => {
    await two.both.identityMap.linkMine({});
    await untilFolded();
  };
  const undo = async () => {
    await undoLatest(cloud);
    await untilFolded();
  };
  const refund = async (orderId: Awaited<ReturnType<typeof order>>) => {
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilFolded(DAY_MS);
  };
  const nothing = { tier: '新锐', growth: 0, pending: 0 };
  const paidBy = (orderId: string): number =>
    Math.floor(
      (documentsOf(cloud, 'facts').find(({ _id }) => _id === `paid:${orderId}`)?.amountFen ?? 0) / 100,
    );

  it('paid while they were one it is whose account paid it: after the undo, and until it comes back', async () => {
    await untilFolded();
    await merge();
    const orderId = await order(cloud, two.two, 150_000);
    await untilFolded(8 * DAY_MS);
    const together = { tier: '黄金', growth: paidBy(orderId), pending: 0 };
    expect(await clubOf(two.both)).toEqual(together);
    await undo();
    expect([await clubOf(two.one), await clubOf(two.two)]).toEqual([nothing, together]);
    await refund(orderId);
    expect([await clubOf(two.one), (await clubOf(two.two)).growth]).toEqual([nothing, 0]);
  });

  it('each keeps what they paid, the kept one too, and gives back their own', async () => {
    await untilFolded();
    await merge();
    const own = await order(cloud, two.both, 50_000);
    const other = await order(cloud, two.two, 150_000);
    await untilFolded(8 * DAY_MS);
    expect((await clubOf(two.both)).growth).toBe(paidBy(own) + paidBy(other));
    await undo();
    expect((await clubOf(two.one)).growth).toBe(paidBy(own));
    expect((await clubOf(two.two)).growth).toBe(paidBy(other));
    expect((await clubOf(two.one)).tier).toBe('成长');
    await refund(own);
    expect((await clubOf(two.one)).growth).toBe(0);
    expect((await clubOf(two.two)).growth).toBe(paidBy(other));
  });

  for (const when of ['before', 'while'] as const)
    it(`paid ${when} they were one and back in that time, it is nobody’s`, async () => {
      const early = when === 'before' ? await order(cloud, two.two, 150_000) : null;
      await untilFolded(8 * DAY_MS);
      await merge();
      const orderId = early ?? (await order(cloud, two.two, 150_000));
      await untilFolded(8 * DAY_MS);
      await refund(orderId);
      await undo();
      expect(await clubOf(two.one)).toEqual(nothing);
      expect((await clubOf(two.two)).growth).toBe(0);
    });

  it('what is heard of only after the undo is whose account paid it', async () => {
    await untilFolded();
    await merge();
    const orderId = await order(cloud, two.two, 150_000);
    await undoLatest(cloud);
    await untilFolded(8 * DAY_MS);
    expect(await clubOf(two.one)).toEqual(nothing);
    expect((await clubOf(two.two)).growth).toBe(paidBy(orderId));
  });

  it('merged and parted before anything was heard of either, each has their own', async () => {
    await two.both.identityMap.linkMine({});
    const other = await order(cloud, two.two, 150_000);
    const own = await order(cloud, two.both, 50_000);
    await untilFolded(8 * DAY_MS);
    expect((await clubOf(two.both)).growth).toBe(paidBy(own) + paidBy(other));
    await undo();
    expect(await clubOf(two.one)).toMatchObject({ tier: '成长', growth: paidBy(own) });
    expect(await clubOf(two.two)).toMatchObject({ tier: '黄金', growth: paidBy(other) });
    await refund(other);
    expect((await clubOf(two.one)).growth).toBe(paidBy(own));
    expect((await clubOf(two.two)).growth).toBe(0);
  });

  it('an undo that dies anywhere leaves both with what is theirs, also what is told meanwhile', async () => {
    await untilFolded();
    await merge();
    const orderId = await order(cloud, two.two, 150_000);
    await untilFolded(8 * DAY_MS);
    const mergeId = await latestMerge(cloud);
    const later = await order(cloud, two.two, 20_000);
    for (const from of [22, 30, 36, 42])
      await dieAt(cloud, from, () =>
        phoneOf(cloud, 'operator-he').identityMap.undoMerge({ mergeId, reason: '合错了' }),
      ).catch(() => undefined);
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
    await undoLatest(cloud);
    await untilFolded(8 * DAY_MS);
    expect(await clubOf(two.one)).toEqual(nothing);
    expect((await clubOf(two.two)).growth).toBe(paidBy(orderId) + paidBy(later));
  });

  it('what is told between an undo and its steps waits for none of them', async () => {
    const absorbedId = await memberIdOf(two.two);
    await untilFolded();
    await merge();
    const orderId = await order(cloud, two.two, 150_000);
    // It can be read by now, and was not yet.
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
    const mergeId = await latestMerge(cloud);
    const isUndoing = () => documentsOf(cloud, 'merges').some(({ status }) => status === 'undoing');
    await dieOnceBegun(cloud, isUndoing, () =>
      phoneOf(cloud, 'operator-he').identityMap.undoMerge({ mergeId, reason: '合错了' }),
    );
    const standing = () => documentsOf(cloud, 'tierStates').find(({ _id }) => _id === absorbedId);
    // What was under way when it died may still have given the standing back: the outcome is the same.
    await pass(cloud, 1);
    expect(documentsOf(cloud, 'growthEntries').find(({ _id }) => _id === `paid:${orderId}`)).toMatchObject({
      memberId: absorbedId,
    });
    expect(standing()?.mergedInto).toBeNull();
    await untilFolded(8 * DAY_MS);
    expect([await clubOf(two.one), (await clubOf(two.two)).growth]).toEqual([nothing, paidBy(orderId)]);
  });

  it('the gift of a tier that was come to together is given once', async () => {
    const ids = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await untilFolded();
    await merge();
    await order(cloud, two.two, 150_000);
    await untilFolded(8 * DAY_MS);
    const both = ['upgrade-1', 'upgrade-2'];
    expect(giftsOf(cloud, ids[0]!)).toEqual(both);
    const coupons = documentsOf(cloud, 'coupons').length;
    await undo();
    await untilFolded(DAY_MS);
    expect(ids.map((id) => giftsOf(cloud, id))).toEqual([both, both]);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(coupons);
    const states = documentsOf(cloud, 'tierStates').filter(({ _id }) => ids.includes(_id));
    expect(states.map(({ owed, reached }) => [owed, reached])).toEqual(
      ids.map((_, at) => [[], states[at]?._id === ids[1] ? [1, 2] : []]),
    );
  });
});
