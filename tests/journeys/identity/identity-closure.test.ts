import { fen } from '@contracts/primitives/fen';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { dieAt } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, memberDocuments, NOON, phoneOf, UNBUILT, type Phone } from '../../stage/stage';

// The audience makes itself in its first minute, and numbers even those of whom no sweep has told yet.
const cloud = sharedCloud(UNBUILT);
let lin: Phone;
const join = async (who: Phone) =>
  who.member.join({ leaderCode: null, phoneCode: await who.phoneCode('13811110000') });

beforeEach(async () => {
  lin = phoneOf(cloud, { openid: 'oLin-1', unionid: 'uLin', appid: DEMO_APPID });
});

async function exportAll(who: Phone) {
  const parts: { about: string; collection: string; items: unknown[] }[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Phone['identityMap']['exportMine']>> = await who.identityMap.exportMine({
      cursor,
    });
    parts.push(...page.parts);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return parts;
}

describe('导出我的数据', () => {
  it('holds everything held, the phone number masked, nothing of anybody else', async () => {
    await join(lin);
    await lin.allowReminders();
    const wang = phoneOf(cloud, 'shopper-wang');
    await wang.member.join({ leaderCode: null, phoneCode: await wang.phoneCode() });
    await fileKeptReminders(cloud);
    const parts = await exportAll(lin);
    const found = Object.fromEntries(parts.map(({ collection, items }) => [collection, items.length]));
    expect(found).toMatchObject({
      members: 1,
      identities: 4,
      coupons: 4,
      reminders: 4,
      subscriptionPrompts: 1,
    });
    const text = JSON.stringify(parts);
    expect(text).toContain('138****0000');
    expect(text).toContain('oLin-1');
    for (const hidden of ['13811110000', 'cipher', 'oDemo-shopper-wang', 'uDemo-shopper-wang'])
      expect(text).not.toContain(hidden);
  });

  it('after a merge holds what came from both', async () => {
    await join(lin);
    const second = phoneOf(cloud, { openid: 'oLin-2', appid: DEMO_APPID });
    await second.member.join({ leaderCode: null, phoneCode: null });
    await second.allowReminders();
    await phoneOf(cloud, { openid: 'oLin-2', unionid: 'uLin', appid: DEMO_APPID }).identityMap.linkMine({});
    const parts = await exportAll(lin);
    const kinds = parts.find(({ collection }) => collection === 'identities')?.items.length;
    expect(kinds).toBe(6);
    expect(parts.map(({ collection }) => collection)).toContain('subscriptionPrompts');
  });
});

describe('注销账户', () => {
  it('waits seven days, can be cancelled until then, and says what it does', async () => {
    await join(lin);
    const { consequences, blockers } = await lin.identityMap.readClosure({});
    expect([blockers.length, consequences.length > 3]).toEqual([0, true]);
    const { closesAt } = await lin.identityMap.requestClosure({});
    expect(closesAt).toBe(NOON + 7 * DAY_MS);
    cloud.moveClock(NOON + DAY_MS);
    // Asked again, the grace does not start anew.
    expect(await lin.identityMap.requestClosure({})).toEqual({ closesAt });
    await lin.identityMap.cancelClosure({});
    cloud.moveClock(NOON + 8 * DAY_MS);
    await cloud.runTimers();
    expect(await lin.member.overview({})).toMatchObject({ membership: 'member' });
  });

  it('then nobody is this member: identifiers are free, nothing personal is left', async () => {
    await join(lin);
    await lin.allowReminders();
    await lin.identityMap.requestClosure({});
    cloud.moveClock(NOON + 7 * DAY_MS - MINUTE_MS);
    await cloud.triggerTimers();
    expect(await lin.member.overview({})).toMatchObject({ membership: 'member' });
    cloud.moveClock(NOON + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(await lin.member.overview({})).toMatchObject({ membership: 'none' });
    // The office's list follows facts, which are read two minutes later.
    cloud.moveClock(NOON + 7 * DAY_MS + 3 * MINUTE_MS);
    await cloud.triggerTimers();
    const { segmentChanges: _crossed, ...left } = memberDocuments(cloud);
    // The ledger and what was told are kept, under a name that leads to nobody.
    expect(left).toEqual({
      closures: 1,
      facts: 8,
      features: 1,
      figurePeople: 1,
      identities: 2,
      pointsEntries: 1,
    });
    expect(documentsOf(cloud, 'features')).toMatchObject([{ of: null, refreshAt: null }]);
    const names = ['identities', 'closures', 'pointsEntries', 'facts', 'features', 'segmentChanges'] as const;
    const kept = names.map((name) => documentsOf(cloud, name));
    const text = JSON.stringify(kept);
    for (const gone of ['oLin-1', 'uLin', '138****']) expect(text).not.toContain(gone);
  });

  it('a used coupon stays in the ledger, by member id alone', async () => {
    const { member, coupons } = await join(lin);
    await cloud.database.environment(cloud.env).update('coupons', {
      filter: { _id: coupons[0]?.id },
      modifier: { $set: { status: 'used', usedAt: NOON } },
      multi: false,
    });
    await lin.identityMap.requestClosure({});
    cloud.moveClock(NOON + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'coupons')).toMatchObject([{ memberId: member.memberId, status: 'used' }]);
  });

  it('whoever comes back joins anew, without a second newcomer gift; the phone number’s next owner gets theirs', async () => {
    const { member } = await join(lin);
    await lin.identityMap.requestClosure({});
    cloud.moveClock(NOON + 7 * DAY_MS);
    await cloud.triggerTimers();
    const other = phoneOf(cloud, { openid: 'oNext-9', unionid: 'uNext', appid: DEMO_APPID });
    expect((await join(other)).coupons).toHaveLength(4);
    const again = await lin.member.join({ leaderCode: null, phoneCode: null });
    expect(again).toMatchObject({ outcome: 'joined', coupons: [] });
    expect(again.member.memberId).not.toBe(member.memberId);
  });

  it('is blocked, with the reason, while there is a role in the shop', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.member.join({ leaderCode: null, phoneCode: null });
    expect((await clerk.identityMap.readClosure({})).blockers).toEqual(['你还有店内岗位，请先请店主取消']);
    await expect(clerk.identityMap.requestClosure({})).rejects.toMatchObject({ code: 'closure_blocked' });
  });

  it('is blocked, with the reason, while an order is open', async () => {
    await join(lin);
    const [store] = (await lin.payment.listStores({})).stores;
    if (!store) throw new Error('no store');
    const { orderId } = await lin.payment.openOrder({ storeId: store.storeId, amountFen: fen(10_000) });
    const choice = { orderId, coupon: 'best' as const, usePoints: false };
    const { quote } = await lin.payment.quote(choice);
    await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    expect((await lin.identityMap.readClosure({})).blockers).toEqual([
      '还有未完成的订单或退款，完成后再来注销',
    ]);
  });

  it('interrupted anywhere is finished by the next sweep', async () => {
    await join(lin);
    await lin.allowReminders();
    await lin.identityMap.requestClosure({});
    cloud.moveClock(NOON + 7 * DAY_MS);
    for (let position = 6; position < 60; position += 6) {
      await dieAt(cloud, position, () => cloud.trigger('sweep'));
      cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
    }
    await cloud.triggerTimers();
    expect(memberDocuments(cloud)).toEqual({ closures: 1, facts: 3, figurePeople: 1, identities: 2 });
    expect(documentsOf(cloud, 'closures')).toMatchObject([{ status: 'done', openIds: [] }]);
  });
});
