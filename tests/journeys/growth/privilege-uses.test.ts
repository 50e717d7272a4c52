import type { Privilege } from '@contracts/growth/privilege';
import { isStoreId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { dieOnceBegun, joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const lane = (quota: Privilege['quota']): Privilege => ({
  id: 'lane',
  kind: 'priority',
  name: '优先',
  terms: '排队时优先',
  fromLevel: 0,
  value: null,
  quota,
});
const monthly = (times: number) => lane({ times, period: 'month' });

/** A right is used as often as its quota says by a person, whatever they merge into, part from, and whatever the rule becomes. */
describe('uses of a right', () => {
  const cloud = sharedCloud();
  let two: Awaited<ReturnType<typeof joinTwice>>;
  const clerk = () => phoneOf(cloud, 'clerk-zhou');
  const begin = async (right: Privilege) => {
    await publishGrowth(cloud, { privileges: [right] });
    two = await joinTwice(cloud);
    await untilGrown(cloud);
  };
  const use = async (phone: Phone, requestId = newTestRequest(), by = clerk()) => {
    const { code } = await phone.member.readCode({});
    return by.growth.usePrivilege({ memberCode: code, privilegeId: 'lane', storeId: STORE }, { requestId });
  };
  const shown = async (phone: Phone) => {
    const { club } = await phone.growth.readGrowth({});
    const right = club!.rights.find(({ id }) => id === 'lane')!;
    return [right.used, right.left];
  };

  it('goes on after an undone merge, each with their own', async () => {
    await begin(monthly(4));
    await use(two.one);
    await use(two.two);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect((await use(two.both)).left).toBe(1);
    await undoLatest(cloud);
    await untilGrown(cloud);
    expect([await shown(two.one), await shown(two.two)]).toEqual([
      [2, 2],
      [1, 3],
    ]);
    expect([(await use(two.one)).left, (await use(two.one)).left, (await use(two.two)).left]).toEqual([
      1, 0, 2,
    ]);
    await expect(use(two.one)).rejects.toMatchObject({ code: 'privilege_used_up' });
  });

  it('is counted for the person while a merge, or its undo, is half done', async () => {
    await begin(monthly(1));
    await use(two.two);
    const isBegun = (status: string) => documentsOf(cloud, 'merges').some((merge) => merge.status === status);
    await dieOnceBegun(
      cloud,
      () => isBegun('running'),
      () => two.both.identityMap.linkMine({}),
    );
    expect(await shown(two.both)).toEqual([1, 0]);
    await expect(use(two.both)).rejects.toMatchObject({ code: 'privilege_used_up' });
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
    await untilGrown(cloud);
    const [merge] = documentsOf(cloud, 'merges');
    const he = phoneOf(cloud, 'operator-he');
    await dieOnceBegun(
      cloud,
      () => isBegun('undoing'),
      () => he.identityMap.undoMerge({ mergeId: merge!._id, reason: '合错了' }),
    );
    expect([await shown(two.one), await shown(two.two)]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    await expect(use(two.two)).rejects.toMatchObject({ code: 'privilege_used_up' });
    expect((await use(two.one)).left).toBe(0);
  });

  it('is answered again when the code is old, and counts once; another request is refused', async () => {
    await begin(monthly(2));
    const { code } = await two.one.member.readCode({});
    const ask = (requestId: ReturnType<typeof newTestRequest>) =>
      clerk().growth.usePrivilege({ memberCode: code, privilegeId: 'lane', storeId: STORE }, { requestId });
    const requestId = newTestRequest();
    const first = await ask(requestId);
    cloud.moveClock(cloud.clock.now() + 30 * MINUTE_MS);
    const again = await ask(requestId);
    expect([again.left, again.undoUntil]).toEqual([first.left, first.undoUntil]);
    await expect(ask(newTestRequest())).rejects.toMatchObject({ code: 'member_code_expired' });
    expect(documentsOf(cloud, 'privilegeUses')).toHaveLength(1);
  });

  it('is granted by no store that is closed, and what was granted before is answered again', async () => {
    await begin(monthly(2));
    const { code } = await two.one.member.readCode({});
    const requestId = newTestRequest();
    const ask = () =>
      clerk().growth.usePrivilege({ memberCode: code, privilegeId: 'lane', storeId: STORE }, { requestId });
    const first = await ask();
    const closed = { $set: { open: false } };
    await cloud.database
      .environment(cloud.env)
      .update('stores', { filter: { _id: STORE }, modifier: closed, multi: false });
    await expect(use(two.one)).rejects.toMatchObject({ code: 'store_closed' });
    expect((await ask()).left).toBe(first.left);
    expect(documentsOf(cloud, 'privilegeUses')).toHaveLength(1);
  });

  it('is nobody’s who is frozen, until they are not', async () => {
    await begin(monthly(2));
    const memberId = await memberIdOf(two.one);
    const freeze = (frozen: boolean) =>
      phoneOf(cloud, 'operator-he').office.freezeMember({ memberId, frozen, reason: '来电登记' });
    await freeze(true);
    await expect(use(two.one)).rejects.toMatchObject({ code: 'owner_frozen' });
    expect(documentsOf(cloud, 'privilegeUses')).toEqual([]);
    await freeze(false);
    expect((await use(two.one)).left).toBe(1);
  });

  it('asked for again with its request it is the first answer: over the end of a month, with another quota, at the end of the tier', async () => {
    await begin(monthly(1));
    cloud.moveClock(Date.parse('2026-11-30T23:59:40+08:00'));
    const { code } = await two.one.member.readCode({});
    const wish = { memberCode: code, privilegeId: 'lane', storeId: STORE };
    const requestId = newTestRequest();
    const first = await clerk().growth.usePrivilege(wish, { requestId });
    cloud.moveClock(Date.parse('2026-12-01T00:00:10+08:00'));
    const again = await clerk().growth.usePrivilege(wish, { requestId });
    expect([again.left, again.undoUntil]).toEqual([first.left, first.undoUntil]);
    await publishGrowth(cloud, {
      privileges: [
        { ...monthly(1), terms: '排队时优先' },
        { ...lane(null), id: 'x' },
      ],
    });
    expect((await clerk().growth.usePrivilege(wish, { requestId })).undoUntil).toBe(first.undoUntil);
    expect(documentsOf(cloud, 'privilegeUses')).toHaveLength(1);
  });

  it('taken back, its request grants nothing any more', async () => {
    await begin(monthly(1));
    const requestId = newTestRequest();
    const { code } = await two.one.member.readCode({});
    const wish = { memberCode: code, privilegeId: 'lane', storeId: STORE };
    const granted = await clerk().growth.usePrivilege(wish, { requestId });
    await clerk().growth.undoPrivilege({ use: granted.use });
    await expect(clerk().growth.usePrivilege(wish, { requestId })).rejects.toMatchObject({
      code: 'privilege_use_undone',
    });
    expect((await clerk().growth.usePrivilege(wish)).left).toBe(0);
  });

  it('of the month counts for the year when the quota becomes one of the year, and the other way round', async () => {
    await begin(monthly(1));
    await use(two.one);
    const change = async (right: Privilege) => {
      await publishGrowth(cloud, { privileges: [right] });
      await untilGrown(cloud, 8 * 24 * 60 * MINUTE_MS);
    };
    await change(lane({ times: 1, period: 'year' }));
    expect(await shown(two.one)).toEqual([1, 0]);
    await expect(use(two.one)).rejects.toMatchObject({ code: 'privilege_used_up' });
    await use(two.two);
    await change(monthly(1));
    // In December: one was used in November, the other's in November, too.
    expect(cloud.clock.now()).toBeGreaterThan(Date.parse('2026-12-01T00:00:00+08:00'));
    expect((await use(two.one)).left).toBe(0);
    await expect(use(two.one)).rejects.toMatchObject({ code: 'privilege_used_up' });
  });

  it('is granted in the clerk’s own store only, and neither by a leader nor by a member', async () => {
    await begin(monthly(3));
    const other = 'sto_elsewhere';
    if (!isStoreId(other)) throw new Error(other);
    const { code } = await two.one.member.readCode({});
    const wish = { memberCode: code, privilegeId: 'lane', storeId: other };
    await expect(clerk().growth.usePrivilege(wish)).rejects.toMatchObject({ code: 'not_your_store' });
    for (const phone of [phoneOf(cloud, 'leader-chen'), two.two]) {
      await expect(phone.growth.readRights({ memberCode: code })).rejects.toMatchObject({
        code: 'not_allowed',
      });
      await expect(phone.growth.usePrivilege({ ...wish, storeId: STORE })).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    const { use: sealed } = await clerk().growth.usePrivilege({ ...wish, storeId: STORE });
    for (const phone of [phoneOf(cloud, 'leader-chen'), two.two])
      await expect(phone.growth.undoPrivilege({ use: sealed })).rejects.toMatchObject({
        code: 'not_allowed',
      });
    expect(documentsOf(cloud, 'privilegeUses')).toHaveLength(1);
  });
});
