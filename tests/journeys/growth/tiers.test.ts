import { chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { GrowthRule } from '@contracts/growth/growth-rule';
import { reconcileTiers } from '../../../cloudfunctions/growth/clock/reconcile-growth';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { untilHeld } from '../../stage/growth/growth-stage';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { checkoutOf, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** The demo merchant has no tiers until the operator publishes them. A payment counts a week later. */
describe('growth and tiers', () => {
  const cloud = sharedCloud();
  beforeEach(async () => {
    await publish({});
  });
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  const he = () => phoneOf(cloud, 'operator-he');
  const publish = async (change: Partial<GrowthRule>) => {
    const { rule } = await he().growth.readRule({});
    const draft = { ...PROPOSED_RULE, ...change };
    await he().growth.publishRule({ draft, basedOn: rule?.version ?? 0 });
  };
  /** What was told can be read two minutes later, and is by the sweep after that. */
  const untilFolded = async (ms = 0) => {
    await pass(cloud, ms + MINUTE_MS);
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
  };
  const clubOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club!;
  const paidBy = (orderId: string): number =>
    documentsOf(cloud, 'facts').find(({ _id }) => _id === `paid:${orderId}`)?.amountFen ?? 0;
  const newcomer = async (name: string) => {
    const phone = personOf(cloud, name);
    await join(phone);
    return { phone, memberId: await memberIdOf(phone) };
  };

  it('a payment is pending, counts after the window and raises over two tiers: told once, and points are earned by it', async () => {
    const { rule: earning } = await he().points.readRule({});
    const { version, publishedAt: _, ...draft } = earning!;
    const earn = { ...draft.earn, tierMultipliers: { 黄金: 200 } };
    await he().points.publishRule({ draft: { ...draft, earn }, basedOn: version });
    await untilHeld(cloud);
    const { phone, memberId } = await newcomer('oGrows');
    expect(await clubOf(phone)).toMatchObject({
      tier: '新锐',
      level: 0,
      growth: 0,
      text: '再消费 ¥300 即可升级至成长',
    });

    const orderId = await order(cloud, phone, 150_000);
    const growth = Math.floor(paidBy(orderId) / 100);
    expect(growth).toBeGreaterThan(1200);
    await untilFolded();
    expect(await clubOf(phone)).toMatchObject({ level: 0, growth: 0, pending: growth });
    await untilFolded(7 * DAY_MS);
    expect(await clubOf(phone)).toMatchObject({
      tier: '黄金',
      growth,
      pending: 0,
      keep: { tier: '黄金', growth: 800, yuan: 800 },
    });
    expect(documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'tier_changed')).toMatchObject([
      { memberId, refs: { from: 0, to: 2, tier: '黄金' } },
    ]);
    const { messages } = await phone.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'tier_changed')).toMatchObject([
      { title: '你现在是「黄金」' },
    ]);

    const before = storedAccount(cloud, memberId)!;
    const next = await order(cloud, phone, 10_000);
    const after = storedAccount(cloud, memberId)!;
    const got = after.pending + after.balance - before.pending - before.balance;
    expect(got).toBe(Math.floor(paidBy(next) / 100) * 2);
  });

  it('a refund takes back what it brought and the tier stays to the review; the member reads both', async () => {
    const { phone } = await newcomer('oReturns');
    const orderId = await order(cloud, phone, 150_000);
    await untilFolded(7 * DAY_MS);
    const { growth } = await clubOf(phone);
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilFolded();
    expect(await clubOf(phone)).toMatchObject({ tier: '黄金', growth: 0 });
    const { entries } = await phone.growth.listGrowth({ cursor: null });
    expect(entries.map(({ source, delta }) => [source, delta])).toEqual([
      ['refunded', -growth],
      ['paid', growth],
    ]);
  });

  it('a floor lifts at once, to its end; a rule that asks for less raises, and nobody is raised by hand by themselves', async () => {
    const { phone, memberId } = await newcomer('oFloor');
    const until = chinaDateOf(instant(cloud.clock.now() + 10 * DAY_MS));
    const wish = { memberId, level: 3, until, reason: '老顾客' };
    expect(await he().growth.setFloor(wish)).toMatchObject({ tier: '铂金' });
    expect(await he().growth.setFloor(wish)).toMatchObject({ tier: '铂金' });
    expect((await clubOf(phone)).floorUntil).not.toBeNull();
    expect(storedAccount(cloud, memberId)?.standing.tier).toBe('铂金');
    await expect(
      he().growth.setFloor({ ...wish, level: 4, until: '2020-01-01' as typeof until }),
    ).rejects.toMatchObject({
      code: 'growth_floor_invalid',
    });
    await order(cloud, phone, 20_000);
    await untilFolded(11 * DAY_MS);
    expect(await clubOf(phone)).toMatchObject({ tier: '新锐', floorUntil: null });
    const tiers = PROPOSED_RULE.tiers.map((tier, at) =>
      at === 1 ? { ...tier, entry: 100, keep: 50 } : tier,
    );
    await publish({ tiers });
    await untilFolded();
    // Announced: it holds after seven whole days.
    expect(await clubOf(phone)).toMatchObject({ tier: '新锐' });
    await untilFolded(8 * DAY_MS);
    expect(await clubOf(phone)).toMatchObject({ tier: '成长', level: 1 });
    expect(documentsOf(cloud, 'growthRules').find(({ _id }) => _id === 'current')?.dueAt).toBeNull();
  });

  it('points are another ledger: spent or taken away, neither growth nor tier moves', async () => {
    const { phone, memberId } = await newcomer('oSpends');
    await order(cloud, phone, 150_000);
    await untilFolded(7 * DAY_MS);
    const { card } = (await phone.member.readProfile({})).member;
    const by = { cardNumber: card.number, points: 2000 };
    await he().points.adjust({ ...by, reason: '开业补贴' });
    const before = await clubOf(phone);
    expect(before.level).toBe(2);
    const held = storedAccount(cloud, memberId)!.balance;
    await checkoutOf(cloud).spend(memberId, 'ord_spent', 1500);
    await he().points.adjust({ ...by, points: -500, reason: '发错了' });
    expect(storedAccount(cloud, memberId)!.balance).toBe(held - 2000);
    await untilFolded(DAY_MS);
    expect(await clubOf(phone)).toEqual(before);
  });

  it('two who become one have the better tier and both ledgers; taken apart each has their own; who leaves leaves the ledger', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const ids = [await memberIdOf(one), await memberIdOf(two)] as const;
    await order(cloud, one, 150_000);
    await order(cloud, two, 50_000);
    await untilFolded(7 * DAY_MS);
    const tierOf = (id: string) => documentsOf(cloud, 'tierStates').find(({ _id }) => _id === id);
    expect(ids.map((id) => tierOf(id)?.tier)).toEqual(['黄金', '成长']);
    const sum = (await clubOf(one)).growth + (await clubOf(two)).growth;

    await both.identityMap.linkMine({});
    await untilFolded();
    const kept = documentsOf(cloud, 'tierStates').find(({ mergedInto }) => mergedInto === null)!;
    expect(kept).toMatchObject({ tier: '黄金', reached: [1, 2] });
    expect([...kept.ledgers].sort()).toEqual([...ids].sort());
    expect(await clubOf(both)).toMatchObject({ tier: '黄金', growth: sum });
    expect(storedAccount(cloud, kept._id)?.standing.tier).toBe('黄金');

    await undoLatest(cloud);
    await untilFolded();
    expect(ids.map((id) => tierOf(id)?.tier)).toEqual(['黄金', '成长']);
    expect(ids.map((id) => storedAccount(cloud, id)?.standing.tier)).toEqual(['黄金', '成长']);
  });
});
