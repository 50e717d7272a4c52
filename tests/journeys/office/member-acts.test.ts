import { areas } from '@contracts/areas';
import type { Operation } from '@contracts/operation';
import { addMs, DAY_MS } from '@contracts/primitives/time';
import { join, joinTwice, memberIdOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { refundBy } from '../../stage/money-stage';
import { BEST, billOf, STORE } from '../../stage/payment-stage';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

const reason = '顾客来电';
const cloud = cloudOfEach();
const operator = phoneOfEach(cloud, 'operator-he');
const lin = phoneOfEach(cloud, 'shopper-lin');
beforeEach(async () => join(lin, await lin.phoneCode()));

const read = async (memberId = '') => {
  const id = documentsOf(cloud, 'members').find(({ _id }) => memberId === '' || _id === memberId)?._id;
  if (!id) throw new Error('nobody is there');
  return (await operator.office.readMember({ memberId: id })).member;
};
const numberOf = (memberId: string) =>
  documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.card.number ?? nobody();
const nobody = (): never => {
  throw new Error('nobody is there');
};
const actions = () => documentsOf(cloud, 'auditEntries').map(({ action }) => action);

describe('one member, as the office sees them', () => {
  it('shows what they have and did, masked, and the whole number only told, counted and written down', async () => {
    const memberId = await memberIdOf(lin);
    await order(cloud, lin, 8_000);
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
    const member = await read();
    expect(member).toMatchObject({
      phone: '138****8000',
      buying: { orders: 1 },
      identity: { wechatLogins: 1 },
    });
    expect(member.orders).toHaveLength(1);
    expect(member.usableCoupons).toBe(
      documentsOf(cloud, 'coupons').filter(({ status }) => status === 'unused').length,
    );
    expect(JSON.stringify(member)).not.toContain('13800138000');
    const asked = { memberId, reason };
    const requestId = newTestRequest();
    expect(await operator.office.tellPhone(asked, { requestId })).toEqual({ phone: '+8613800138000' });
    expect(await operator.office.tellPhone(asked, { requestId })).toEqual({ phone: '+8613800138000' });
    expect(actions().filter((action) => action === 'office.tellPhone')).toHaveLength(1);
    for (let n = 2; n < 30; n += 1) await operator.office.tellPhone(asked);
    await expect(operator.office.tellPhone(asked)).rejects.toMatchObject({ code: 'too_many_requests' });
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await operator.office.tellPhone(asked);
  });

  it('has one timeline of everything with who did what, page by page without a gap', async () => {
    const memberId = await memberIdOf(lin);
    const bought = await order(cloud, lin, 8_000);
    await refundBy(cloud, bought, 1_000);
    await operator.points.adjust({ memberId, points: 50, reason });
    for (let n = 0; n < 25; n += 1) await operator.office.noteMember({ memberId, text: `第 ${n} 次来电` });
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
    const entries = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof operator.office.readMemberTimeline>> =
        await operator.office.readMemberTimeline({ memberId, cursor });
      entries.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const mine = documentsOf(cloud, 'facts').filter((fact) => fact.memberId === memberId).length;
    const acts = documentsOf(cloud, 'auditEntries').filter(({ subjectId }) => subjectId === memberId).length;
    expect(entries).toHaveLength(mine + acts);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => b - a));
    expect(entries.find(({ what }) => what === 'refunded')).toMatchObject({
      amountFen: 1_000,
      by: { role: 'clerk' },
      reason: '缺货',
    });
    expect(entries.find(({ what }) => what === 'points.adjust')).toMatchObject({ points: 50, reason });
    for (const what of ['joined', 'paid', 'coupon_issued', 'note_added'])
      expect(entries.map((entry) => entry.what)).toContain(what);
  });

  it('a clerk sees what the counter needs, by the card shown and of the own store', async () => {
    await order(cloud, lin, 8_000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const cardNumber = numberOf(await memberIdOf(lin));
    const seen = await clerk.office.readMemberAtCounter({ storeId: STORE, cardNumber });
    expect(seen).toMatchObject({ phone: '138****8000', frozen: false, orders: [{ amountFen: 8_000 }] });
    await expect(clerk.office.readMember({ memberId: await memberIdOf(lin) })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('what the office does with one member', () => {
  it('tags, notes, a longer card and a new number: each once per request, told with its reason', async () => {
    // The card of whoever joins from now on ends.
    const { plans } = await operator.card.listPlans({});
    const { planId, version, terms } = plans.find(({ isDefault }) => isDefault) ?? nobody();
    await operator.card.savePlan({ edit: { planId, version }, terms: { ...terms, validForDays: 30 } });
    const wang = phoneOf(cloud, 'shopper-wang');
    await join(wang);
    const memberId = await memberIdOf(wang);
    const twice = async <Answer>(
      act: (requestId: { requestId: ReturnType<typeof newTestRequest> }) => Promise<Answer>,
    ) => {
      const requestId = newTestRequest();
      const first = await act({ requestId });
      expect(await act({ requestId })).toEqual(first);
      return first;
    };
    await twice((by) =>
      operator.office.tagMember({ memberId, add: ['宝妈', '爱吃菜'], remove: [], reason }, by),
    );
    await twice((by) => operator.office.tagMember({ memberId, add: [], remove: ['宝妈'], reason }, by));
    await twice((by) => operator.office.noteMember({ memberId, text: '周末来取' }, by));
    const oldNumber = numberOf(memberId);
    const ends = (await read(memberId)).card.expiresAt ?? nobody();
    const until = addMs(ends, 30 * DAY_MS);
    const longer = await twice((by) =>
      operator.office.extendCard({ memberId, expiresAt: until, reason }, by),
    );
    expect(longer.card.expiresAt).toBe(until);
    await expect(operator.office.extendCard({ memberId, expiresAt: ends, reason })).rejects.toMatchObject({
      code: 'card_never_shortened',
    });
    const { card } = await twice((by) => operator.office.replaceCard({ memberId, reason }, by));
    expect(numberOf(memberId)).not.toBe(oldNumber);
    expect(card.numberEnd).toBe(numberOf(memberId).slice(-4));
    await expect(
      phoneOf(cloud, 'clerk-zhou').member.identify({ storeId: STORE, cardNumber: oldNumber }),
    ).rejects.toMatchObject({ code: 'card_not_found' });
    const member = await read(memberId);
    expect(member).toMatchObject({ tags: ['爱吃菜'], notes: [{ text: '周末来取' }] });
    const entries = documentsOf(cloud, 'auditEntries').filter(({ action }) => action.startsWith('office.'));
    expect(entries.every((entry) => entry.action === 'office.noteMember' || entry.reason === reason)).toBe(
      true,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'office.tagMember',
      'office.tagMember',
      'office.noteMember',
      'office.extendCard',
      'office.replaceCard',
    ]);
  });

  it('a pair has one case, opened by hand and decided where all cases are', async () => {
    const { one, two } = await joinTwice(cloud);
    const [memberId, otherId] = [await memberIdOf(one), await memberIdOf(two)];
    const opened = await operator.identityMap.openCase({ memberId, otherId, reason });
    expect(await operator.identityMap.openCase({ memberId: otherId, otherId: memberId, reason })).toEqual(
      opened,
    );
    expect(actions().filter((action) => action === 'identity.openCase')).toHaveLength(1);
    await expect(
      operator.identityMap.openCase({ memberId, otherId: memberId, reason }),
    ).rejects.toMatchObject({
      code: 'same_member',
    });
    const { decisionId } = opened;
    expect(
      await operator.identityMap.decide({ decisionId, verdict: 'same_person', reason: '核对过证件' }),
    ).toMatchObject({
      status: 'merged',
    });
    expect((await read(memberId)).identity.absorbed).toBe(1);
  });
});

describe('a frozen member', () => {
  beforeEach(async () => {
    const memberId = await memberIdOf(lin);
    expect(await operator.office.freezeMember({ memberId, frozen: true, reason })).toEqual({ frozen: true });
  });

  it('reads everything, and is refused by every operation of members that changes something, but for those declared', async () => {
    const operations = Object.entries(areas).flatMap(([area, table]) =>
      Object.entries(table).map(([op, operation]: [string, Operation]) => ({ area, op, operation })),
    );
    const ofMembers = operations.filter(({ operation: { actor } }) => actor === 'member');
    const allowed: string[] = [];
    for (const { area, op, operation } of ofMembers) {
      // Whoever is frozen is told so before anything is looked at, the input included.
      const event = { op, input: {}, requestId: newTestRequest() };
      const answered: unknown = await cloud.invoke(area, event, lin.identity);
      const isFrozen = JSON.stringify(answered).includes('member_frozen');
      if (operation.idempotency === 'read') expect([area, op, isFrozen]).toEqual([area, op, false]);
      else if (!isFrozen) allowed.push(`${area}.${op}`);
      expect(isFrozen && operation.whenFrozen !== undefined).toBe(false);
    }
    expect(allowed.sort()).toEqual([
      'identity.cancelClosure',
      'identity.requestClosure',
      'message.markRead',
      'message.saveSettings',
      'referral.readHome',
    ]);
  });

  it('pays as anybody does, and no clerk takes a coupon of theirs; thawed, all is as before', async () => {
    const memberId = await memberIdOf(lin);
    const orderId = await billOf(cloud, 10_000);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    expect(quote).toMatchObject({ payableFen: 10_000, couponId: null });
    await operator.office.freezeMember({ memberId, frozen: false, reason });
    expect((await lin.payment.quote({ orderId, ...BEST })).quote.payableFen).toBeLessThan(10_000);
    expect(actions().filter((action) => action === 'office.freezeMember')).toHaveLength(2);
  });
});
