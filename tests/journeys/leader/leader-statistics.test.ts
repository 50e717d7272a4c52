import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { fen } from '@contracts/primitives/fen';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { addLeader, CHEN, CHEN_CODE, neighbour, recount } from '../../stage/leader-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';

const scanned = { scene: 1047, group: null };

describe('a leader’s figures', () => {
  const cloud = cloudOfEach();
  let chen: Phone;
  beforeEach(async () => {
    chen = phoneOf(cloud, 'leader-chen');
  });

  const join = (phone: Phone, entry: { scene: number | null; group: string | null } | null = scanned) =>
    phone.member.join({ leaderCode: CHEN_CODE, phoneCode: null, entry });
  const order = async (phone: Phone, amountFen = 3200) => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    return orderId;
  };
  const sweep = async () => {
    await cloud.triggerTimers();
  };

  it('are right at once, before any sweep, and the same after it', async () => {
    await join(neighbour(cloud, 1));
    await join(neighbour(cloud, 2), { scene: 1007, group: null });
    await order(neighbour(cloud, 1));
    const before = await chen.leader.readFigures({});
    expect(before).toMatchObject({
      totals: { joins: 2, firstOrders: 1, converted: 1 },
      days: [{ day: '2026-11-21', joins: 2, firstOrders: 1, converted: 1 }],
      sources: { scan: 1, chat: 1 },
    });
    await sweep();
    expect(await chen.leader.readFigures({})).toEqual(before);
    await sweep();
    expect(await chen.leader.readFigures({})).toEqual(before);
  });

  it('a first order counts on its day, the conversion on the day of the join', async () => {
    const anna = neighbour(cloud, 'anna');
    await join(anna);
    cloud.moveClock(NOON + 2 * DAY_MS);
    await order(anna);
    await order(anna);
    expect((await chen.leader.readFigures({})).days).toMatchObject([
      { day: '2026-11-21', joins: 1, firstOrders: 0, converted: 1 },
      { day: '2026-11-23', joins: 0, firstOrders: 1, converted: 0 },
    ]);
  });

  it('a fully refunded first order is nobody’s award; a part of the money back changes nothing', async () => {
    const anna = neighbour(cloud, 'anna');
    await join(anna);
    const orderId = await order(anna);
    const clerk = phoneOf(cloud, 'clerk-zhou').payment;
    const paid = (await anna.payment.readOrder({ orderId })).order.payableFen;
    await clerk.refund({ orderId, amountFen: fen(100), reason: '少一份' });
    await cloud.wechat.pay.deliverDue();
    await sweep();
    expect((await chen.leader.readFigures({})).totals).toMatchObject({ firstOrders: 1, converted: 1 });
    await clerk.refund({ orderId, amountFen: fen((paid ?? 0) - 100), reason: '全退' });
    await cloud.wechat.pay.deliverDue();
    cloud.moveClock(NOON + 10 * MINUTE_MS);
    await sweep();
    expect((await chen.leader.readFigures({})).totals).toMatchObject({
      joins: 1,
      firstOrders: 0,
      converted: 0,
    });
    expect((await chen.leader.listTeam({ cursor: null })).members).toMatchObject([{ hasOrdered: false }]);
  });

  it('two members who turn out to be one person joined once and ordered first once; an undo takes that back', async () => {
    const mei = await addLeader(cloud, 'Mei');
    const one = neighbour(cloud, 'one');
    const known = (openid: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, unionid: 'uSame' });
    const two = known('oNeighbour-two');
    await join(one);
    cloud.moveClock(NOON + DAY_MS);
    await two.member.join({ leaderCode: mei.code, phoneCode: null, entry: scanned });
    await order(one);
    cloud.moveClock(NOON + DAY_MS + MINUTE_MS);
    await order(two);
    const before = [await chen.leader.readFigures({}), await mei.phone.leader.readFigures({})];
    expect(before.map(({ totals }) => [totals.joins, totals.firstOrders, totals.converted])).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const operator = phoneOf(cloud, 'operator-he').identityMap;
    // WeChat names the unionid of the first openid, too.
    await known('oNeighbour-one').identityMap.linkMine({});
    const merged = [await chen.leader.readFigures({}), await mei.phone.leader.readFigures({})];
    expect(merged.map(({ totals }) => [totals.joins, totals.firstOrders, totals.converted])).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    await sweep();
    expect(await chen.leader.readFigures({})).toEqual(merged[0]);
    expect(recount(cloud, CHEN)).toMatchObject({ joins: 1, converted: 1 });
    const [merge] = documentsOf(cloud, 'merges');
    if (!merge) throw new Error('no merge');
    await operator.undoMerge({ mergeId: merge._id, reason: '合错了' });
    await sweep();
    expect([await chen.leader.readFigures({}), await mei.phone.leader.readFigures({})]).toEqual(before);
  });

  it('a figure somebody broke is found by the daily count, put right and told to the log', async () => {
    await join(neighbour(cloud, 1), { scene: null, group: await neighbour(cloud, 1).groupSeal('tGgroup-1') });
    await join(neighbour(cloud, 2));
    await order(neighbour(cloud, 2));
    await sweep();
    const right = await chen.leader.readFigures({});
    const groups = await chen.leader.listGroups({ cursor: null });
    const environment = cloud.database.environment(cloud.env);
    const breakAll = (name: 'leaderTotals' | 'leaderDays' | 'leaderGroups') =>
      environment.update(name, {
        filter: {},
        modifier: { $set: { joins: 77, 'sources.scan': 9 } },
        multi: true,
      });
    await breakAll('leaderTotals');
    await breakAll('leaderDays');
    await environment.update('leaderGroups', { filter: {}, modifier: { $set: { joins: 9 } }, multi: true });
    expect((await chen.leader.readFigures({})).totals.joins).toBe(77);
    cloud.moveClock(NOON + DAY_MS + MINUTE_MS);
    const report = await cloud.trigger('sweep');
    expect(JSON.stringify(report)).toContain('"figuresCorrected":3');
    expect({ ...(await chen.leader.readFigures({})), now: 0, today: '' }).toEqual({
      ...right,
      now: 0,
      today: '',
    });
    expect(await chen.leader.listGroups({ cursor: null })).toEqual(groups);
  });

  describe('the WeChat group somebody came from', () => {
    it('is decrypted on the server and counted per group; no group is shown as none', async () => {
      for (const n of [1, 2, 3]) {
        const phone = neighbour(cloud, n);
        await join(phone, { scene: 1044, group: await phone.groupSeal(n === 3 ? 'tGgroup-b' : 'tGgroup-a') });
      }
      await join(neighbour(cloud, 4), { scene: 1008, group: null });
      const { groups, withoutGroup } = await chen.leader.listGroups({ cursor: null });
      expect(groups.map(({ groupId, joins }) => [groupId, joins])).toEqual([
        ['tGgroup-a', 2],
        ['tGgroup-b', 1],
      ]);
      expect(withoutGroup).toBe(1);
      await sweep();
      expect(await chen.leader.listGroups({ cursor: null })).toMatchObject({ groups, withoutGroup });
      expect((await chen.leader.readFigures({})).sources).toEqual({ group: 3, group_unknown: 1 });
    });

    it('what is made up, another person’s, another app’s or old counts as no group, and the join goes on', async () => {
      const [a, b, c, d] = [1, 2, 3, 4].map((n) => neighbour(cloud, n));
      if (!a || !b || !c || !d) throw new Error('phones');
      expect(await c.groupSeal('tGgroup-a', 'wxsomebodyelse0001')).toBeNull();
      await join(a, { scene: 1008, group: 'tGgroup-a.9999999999999.bm90LW91cnM' });
      await join(b, { scene: 1008, group: await d.groupSeal('tGgroup-a') });
      const own = await c.groupSeal('tGgroup-a');
      cloud.moveClock(NOON + DAY_MS + MINUTE_MS);
      await join(c, { scene: 1008, group: own });
      expect(await chen.leader.listGroups({ cursor: null })).toMatchObject({ groups: [], withoutGroup: 3 });
    });

    it('a login code is another person’s or used: no group', async () => {
      const a = neighbour(cloud, 1);
      const post = async (path: string, body: object): Promise<unknown> =>
        (
          await fetch(`${cloud.url}/local/wechat/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json();
      const login = (openid: string) => post('login', { openid }) as Promise<{ code: string }>;
      const info = (openid: string) =>
        post('group-info', { openid, groupId: 'tGx' }) as Promise<{ encryptedData: string; iv: string }>;
      const stranger = await login('oStranger');
      expect(await a.leader.readGroup({ loginCode: stranger.code, ...(await info('oStranger')) })).toEqual({
        group: null,
      });
      const own = await login(a.identity.openid);
      const data = { loginCode: own.code, ...(await info(a.identity.openid)) };
      expect((await a.leader.readGroup(data)).group).not.toBeNull();
      expect(await a.leader.readGroup(data)).toEqual({ group: null });
      const next = await login(a.identity.openid);
      expect(await a.leader.readGroup({ ...data, loginCode: next.code })).toEqual({ group: null });
    });
  });

  it('the team is listed with masked names, a page at a time', async () => {
    for (let n = 1; n <= 21; n += 1) await join(neighbour(cloud, n));
    const environment = cloud.database.environment(cloud.env);
    await environment.update('members', {
      filter: {},
      modifier: { $set: { nickname: '林小妹' } },
      multi: true,
    });
    const first = await chen.leader.listTeam({ cursor: null });
    const second = await chen.leader.listTeam({ cursor: first.nextCursor });
    expect([first.members.length, second.members.length, second.nextCursor]).toEqual([20, 1, null]);
    expect(new Set([...first.members, ...second.members].map(({ name }) => name))).toEqual(new Set(['林**']));
    expect(JSON.stringify([first, second])).not.toMatch(/mem_|oNeighbour|138/);
  });
});
