import { areas } from '@contracts/areas';
import { fen } from '@contracts/primitives/fen';
import { MINUTE_MS } from '@contracts/primitives/time';
import { leaderCode } from '@contracts/values';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { allowanceOf, countingCloud, codeOf, tally, times } from './counting';

/** How often one person may: enforced by the host, kept in the database, by the clock that moves. */
const { cloud, guest } = countingCloud();

describe('calls that count', () => {
  const open = (who: Phone) => () => who.payment.openOrder({ storeId: STORE, amountFen: fen(1000) });
  const { most, withinMs } = allowanceOf(areas.payment.openOrder.limit);

  it('openOrder: so many, then a time; the clock’s very instant opens the next window', async () => {
    const lin = guest();
    expect(tally(await times(most, open(lin)))).toEqual({ ok: most });
    cloud.moveClock(NOON + withinMs - 5 * MINUTE_MS);
    await expect(open(lin)()).rejects.toMatchObject({
      code: 'too_many_requests',
      message: '操作太频繁，请在 5 分钟后再试',
      retryAt: NOON + withinMs,
      retryable: false,
    });
    cloud.moveClock(NOON + withinMs - 1);
    expect(await codeOf(open(lin)())).toBe('too_many_requests');
    cloud.moveClock(NOON + withinMs);
    expect(await codeOf(open(lin)())).toBe('ok');
    expect(documentsOf(cloud, 'orders')).toHaveLength(most + 1);
  });

  it('one person’s calls are nobody else’s', async () => {
    await times(most + 1, open(guest('oGuest-1')));
    expect(await codeOf(open(guest('oGuest-2'))())).toBe('ok');
  });

  it('of many at once exactly so many find room', async () => {
    await times(most - 3, open(guest()));
    const rush = await Promise.all(Array.from({ length: 8 }, () => codeOf(open(guest())())));
    expect(tally(rush)).toEqual({ ok: 3, too_many_requests: 5 });
    expect(documentsOf(cloud, 'orders')).toHaveLength(most);
  });

  it('the last that found room is answered again when its answer was lost', async () => {
    await times(most - 1, open(guest()));
    const requestId = newTestRequest();
    const last = () => guest().payment.openOrder({ storeId: STORE, amountFen: fen(1000) }, { requestId });
    const { orderId } = await last();
    expect(await last()).toEqual({ orderId });
    expect(await codeOf(open(guest())())).toBe('too_many_requests');
  });

  it('openInvite, and what it touches', async () => {
    const limit = allowanceOf(areas.referral.openInvite.limit);
    const touch = () =>
      guest().referral.openInvite({ inviteCode: null, leaderCode: leaderCode.parse(DEMO_LEADER_CODE) });
    expect(tally(await times(limit.most + 2, touch))).toEqual({ ok: limit.most, too_many_requests: 2 });
  });

  it('recordPrompt: what somebody reports of prompts', async () => {
    const limit = allowanceOf(areas.message.recordPrompt.limit);
    const report = () => guest().message.recordPrompt({ answers: { 'tmpl-coupon-expiry': 'reject' } });
    expect(tally(await times(limit.most + 1, report))).toEqual({ ok: limit.most, too_many_requests: 1 });
    expect(documentsOf(cloud, 'subscriptionPrompts')).toHaveLength(limit.most);
  });

  it('an export is one, however many pages it has', async () => {
    const limit = allowanceOf(areas.identity.exportMine.limit);
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const first = await lin.identityMap.exportMine({ cursor: null });
    const next = () => lin.identityMap.exportMine({ cursor: first.nextCursor });
    expect(tally(await times(limit.most + 3, next))).toEqual({ ok: limit.most + 3 });
    const more = await times(limit.most, () => lin.identityMap.exportMine({ cursor: null }));
    expect(tally(more)).toEqual({ ok: limit.most - 1, too_many_requests: 1 });
  });

  it('phone numbers that are asked for, wherever: WeChat counts them too', async () => {
    const limit = allowanceOf(areas.member.linkPhone.limit);
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const link = () => lin.member.linkPhone({ phoneCode: 'made-up' });
    expect(tally(await times(limit.most, link))).toEqual({ phone_code_expired: limit.most });
    expect(await codeOf(link())).toBe('too_many_requests');
    const application = { name: '小林', storeId: STORE, groupName: '阳光花园' };
    expect(await codeOf(lin.leader.apply({ ...application, phoneCode: 'made-up' }))).toBe(
      'too_many_requests',
    );
    // Without a number it asks WeChat nothing.
    expect(await codeOf(lin.leader.apply({ ...application, phoneCode: null }))).toBe('leader_phone_needed');
  });
});
