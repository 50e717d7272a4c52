import type { Privilege } from '@contracts/growth/privilege';
import { fen } from '@contracts/primitives/fen';
import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { BEST, billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { storedAccount } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

jest.setTimeout(60_000);

const right = (
  id: string,
  kind: Privilege['kind'],
  value: number | null,
  quota: Privilege['quota'] = null,
): Privilege => ({
  id,
  kind,
  name: id,
  terms: `${id} 的说明`,
  fromLevel: 2,
  value,
  quota,
});

/** A floor lifts the member to 黄金, who then buys. */
describe('privileges in use', () => {
  let cloud: LocalCloud;
  let phone: Phone;
  let memberId: Awaited<ReturnType<typeof memberIdOf>>;
  beforeEach(async () => {
    // Nothing is given back without a second person, but by right.
    const counterRules = { cashBillsPerDay: 100, cashFenPerDay: 5_000_000, refundFenPerDay: 0 };
    cloud = await startJourney({ settings: { counterRules } });
    await publishGrowth(cloud, {
      privileges: [
        right('price', 'member_price', 800),
        right('double', 'points_multiplier', 200),
        right('fast', 'fast_refund', 20_000),
        right('lane', 'priority', null, { times: 2, period: 'month' }),
      ],
    });
    phone = personOf(cloud, 'oGold');
    await join(phone);
    memberId = await memberIdOf(phone);
    await pass(cloud);
    const until = chinaDateOf(instant(cloud.clock.now() + 200 * DAY_MS));
    await phoneOf(cloud, 'operator-he').growth.setFloor({ memberId, level: 2, until, reason: '老顾客' });
    await untilGrown(cloud);
  });
  afterEach(() => cloud.close());

  const stored = (orderId: string) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const uses = () =>
    documentsOf(cloud, 'privilegeUses').map(({ privilegeId, worth, undoneAt }) => [
      privilegeId,
      worth,
      undoneAt !== null,
    ]);
  const pointsOf = () => {
    const account = storedAccount(cloud, memberId)!;
    return account.pending + account.balance;
  };

  it('price and points by the tier as it stood, each use written down once; a whole refund takes back what it earned', async () => {
    const before = pointsOf();
    const orderId = await order(cloud, phone, 10_000);
    const { agreed, terms } = stored(orderId);
    const step = agreed!.steps.find(({ kind }) => kind === 'member_price')!;
    expect([step.savedFen, step.text]).toEqual([2000, expect.stringMatching(/黄金会员价 8 折$/)]);
    expect(terms!.privileges.map(({ id, value }) => [id, value])).toEqual([
      ['price', 800],
      ['double', 200],
      ['fast', 20_000],
    ]);
    const earned = pointsOf() - before;
    expect(earned).toBe(2 * Math.floor(agreed!.payableFen / 100));
    expect(uses()).toEqual([
      ['double', earned / 2, false],
      ['price', 2000, false],
    ]);
    await phone.payment.confirm({ orderId });
    expect(uses()).toHaveLength(2);

    // The rule of the next day asks for nothing of what was sold.
    await publishGrowth(cloud, { privileges: [] });
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilGrown(cloud);
    expect(pointsOf()).toBe(before);
    expect(uses()).toEqual([
      ['double', earned / 2, true],
      ['price', 2000, true],
      ['fast', agreed!.payableFen, false],
    ]);
  });

  it('a refund by line asks no second person up to so much of the order in all, and counts as a use', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const item = (title: string) => ({
      title,
      category: null,
      quantity: 1,
      unitPriceFen: fen(15_000),
      amountFen: fen(15_000),
    });
    const bill = await clerk.payment.openBill({ storeId: STORE, items: [item('米'), item('油')] });
    const { orderId } = bill.order;
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    const back = async (line: number) => {
      const lines = [{ line, quantity: 1 }];
      const { amountFen: expectedFen } = await clerk.payment.previewRefund({ orderId, lines });
      const { review } = await clerk.payment.refundLines({ orderId, lines, expectedFen, reason: '缺货' });
      await cloud.wechat.pay.deliverDue();
      return { expectedFen, review };
    };
    const fast = () => uses().filter(([id]) => id === 'fast');
    const first = await back(0);
    expect([first.review, fast()]).toEqual([null, [['fast', first.expectedFen, false]]]);
    // Both together are more than the right goes.
    expect((await back(1)).review).toMatchObject({ state: 'waiting' });
    expect(fast()).toHaveLength(1);
  });

  it('a tier by hand ends at its very minute, for the price, the counter, the office and the member, before any sweep', async () => {
    const { floor } = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === memberId)!;
    const seen = async () => {
      const { code } = await phone.member.readCode({});
      const { rights } = await phoneOf(cloud, 'clerk-zhou').growth.readRights({ memberCode: code });
      const { club } = await phone.growth.readGrowth({});
      const { quote } = await phone.payment.quote({ orderId: await billOf(cloud, 10_000), ...BEST });
      const prices = quote.steps.filter(({ text }) => text.includes('黄金会员价'));
      const { tier } = (await phoneOf(cloud, 'operator-he').office.readMember({ memberId })).member;
      expect([tier?.name, tier?.floorUntil]).toEqual([club!.tier, club!.floorUntil]);
      return [rights!.tier, club!.tier, club!.floorUntil !== null, prices.length];
    };
    cloud.moveClock(floor!.until - 1);
    expect(await seen()).toEqual(['黄金', '黄金', true, 1]);
    cloud.moveClock(floor!.until);
    expect(await seen()).toEqual(['新锐', '新锐', false, 0]);
  });

  it('a clerk grants a right as often as its quota allows, one request once; another right and another tier are refused', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { code } = await phone.member.readCode({});
    const { rights } = await clerk.growth.readRights({ memberCode: code });
    expect(rights).toMatchObject({ tier: '黄金', level: 2 });
    expect(rights!.rights.find(({ id }) => id === 'lane')).toMatchObject({
      left: 2,
      used: 0,
      isGranted: true,
    });
    const wish = { memberCode: code, privilegeId: 'lane', storeId: STORE };
    const answers = await Promise.allSettled([1, 2, 3].map(() => clerk.growth.usePrivilege(wish)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(clerk.growth.usePrivilege(wish)).rejects.toMatchObject({ code: 'privilege_used_up' });
    await expect(clerk.growth.usePrivilege({ ...wish, privilegeId: 'price' })).rejects.toMatchObject({
      code: 'privilege_not_usable',
    });
    const { club } = await phone.growth.readGrowth({});
    expect(club!.rights.find(({ id }) => id === 'lane')).toMatchObject({ left: 0, used: 2, period: 'month' });
    cloud.moveClock(Date.parse('2026-12-01T00:01:00+08:00'));
    const next = await phone.member.readCode({});
    expect(await clerk.growth.usePrivilege({ ...wish, memberCode: next.code })).toMatchObject({ left: 1 });
    const written = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'growth.usePrivilege',
    );
    expect(written.map(({ storeId, role }) => [storeId, role])).toEqual(Array(3).fill([STORE, 'clerk']));
  });

  it('a clerk takes back what they granted, within ten minutes and once; its place in the quota is free again', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { code } = await phone.member.readCode({});
    const wish = { memberCode: code, privilegeId: 'lane', storeId: STORE };
    const first = await clerk.growth.usePrivilege(wish);
    const second = await clerk.growth.usePrivilege(wish);
    expect([first.left, second.left]).toEqual([1, 0]);
    expect(await clerk.growth.undoPrivilege({ use: first.use })).toEqual({ privilege: 'lane' });
    expect(await clerk.growth.undoPrivilege({ use: first.use })).toEqual({ privilege: 'lane' });
    expect(uses()).toEqual([
      ['lane', null, true],
      ['lane', null, false],
    ]);
    // Another’s use, and what nobody sealed.
    const he = phoneOf(cloud, 'operator-he');
    for (const use of [second.use, 'nothing'])
      await expect(he.growth.undoPrivilege({ use })).rejects.toMatchObject({ code: 'privilege_not_usable' });
    const answers = await Promise.allSettled([1, 2].map(() => clerk.growth.usePrivilege(wish)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    cloud.moveClock(second.undoUntil - 1);
    await clerk.growth.undoPrivilege({ use: second.use });
    const third = answers.find((answer) => answer.status === 'fulfilled');
    if (third?.status !== 'fulfilled') throw new Error('nothing was granted');
    cloud.moveClock(third.value.undoUntil);
    await expect(clerk.growth.undoPrivilege({ use: third.value.use })).rejects.toMatchObject({
      code: 'privilege_undo_too_late',
    });
    const written = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'growth.undoPrivilege',
    );
    expect(written.map(({ subjectId }) => subjectId)).toEqual([memberId, memberId]);
  });

  it('a rule is refused whose values make no sense', async () => {
    for (const privileges of [[right('price', 'member_price', 400)], [right('lane', 'priority', 5)]])
      await expect(publishGrowth(cloud, { privileges })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
