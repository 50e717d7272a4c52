import { fen } from '@contracts/primitives/fen';
import type { MemberId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { paidOrder, pass } from '../../stage/money-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** What two were told as one is about the orders of one of them: after an undo it is that one's to read. */
describe('messages and an undone merge', () => {
  const cloud = sharedCloud();
  let a: Phone;
  let b: Phone;
  let aId: MemberId;
  let bId: MemberId;

  beforeEach(async () => {
    ({ phone: a, memberId: aId } = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 0));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    ({ phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 0));
    await pass(cloud, 1);
    const both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    await both.identityMap.linkMine({});
    await pass(cloud, 1);
  });
  const refunded = async (phone: Phone) => {
    const orderId = await paidOrder(cloud, phone, 6600);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId, amountFen: fen(1000), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 1);
    return orderId;
  };
  const undo = async () => {
    await undoLatest(cloud);
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud, 2);
  };
  const inboxOf = async (phone: Phone) =>
    (await phone.message.listInbox({ cursor: null })).messages.filter(({ page }) => page.includes('/order/'));
  /** Those of the member, as counted on the member and in the inbox. */
  const unreadOf = (memberId: MemberId) => [
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.unreadMessages,
    documentsOf(cloud, 'messages').filter(
      ({ recipient, readAt }) => recipient === memberId && readAt === null,
    ).length,
  ];

  it('go to whose orders they are about, read or not, and so does what is still to be said', async () => {
    const theirs = await refunded(b);
    const ours = await refunded(a);
    await a.message.markRead({ messageIds: (await inboxOf(a)).slice(0, 1).map(({ id }) => id) });
    await undo();
    expect((await inboxOf(a)).every(({ page }) => page.includes(ours))).toBe(true);
    expect((await inboxOf(b)).every(({ page }) => page.includes(theirs))).toBe(true);
    expect([(await inboxOf(a)).length, (await inboxOf(b)).length].every((count) => count > 0)).toBe(true);
    for (const memberId of [aId, bId]) {
      const [counted, found] = unreadOf(memberId);
      expect([memberId, counted]).toEqual([memberId, found]);
    }
  });

  it('what waits when the undo begins is said to whose it is', async () => {
    const orderId = await paidOrder(cloud, b, 6600);
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(1000), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
    await undo();
    expect((await inboxOf(a)).filter(({ page }) => page.includes(orderId))).toEqual([]);
    expect((await inboxOf(b)).some(({ page }) => page.includes(orderId))).toBe(true);
  });
});
