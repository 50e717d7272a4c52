import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { describeCall } from '../../../local/cloudbase/gateway';
import type { LocalCloud } from '../../../local/server';
import { dieAt } from '../../stage/identity-stage';
import { momentOf } from '../../stage/watch/moment';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';
import { drawnEntries } from '../../stage/property';

const SEND = '/cgi-bin/message/subscribe/send';

async function sweepAt(cloud: LocalCloud, sinceNoonMs: number): Promise<void> {
  cloud.moveClock(NOON + sinceNoonMs);
  await sweepTrade(cloud);
}

const titlesOf = (phone: Phone) => phone.serviceNotifications().map(({ fields }) => fields[0]?.value);
const inboxOf = async (phone: Phone) => (await phone.message.listInbox({ cursor: null })).messages;

describe('a reminder comes before each coupon expires (J7)', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
  });

  it('at its proportional moment, not a minute earlier', async () => {
    await lin.allowReminders(4);
    await sweepAt(cloud, 89 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(0);

    await sweepAt(cloud, 90 * MINUTE_MS);
    expect(titlesOf(lin)).toEqual(['新人 3 元券']);
    await sweepAt(cloud, 22 * HOUR_MS);
    expect(titlesOf(lin)).toEqual(['满 29 减 5', '新人 3 元券']);
    await sweepAt(cloud, 2 * DAY_MS);
    await sweepAt(cloud, 6 * DAY_MS);
    expect(titlesOf(lin)).toEqual(['满 99 减 20', '满 59 减 10', '满 29 减 5', '新人 3 元券']);
  });

  it('says what expires when, and a tap leads to the coupon', async () => {
    await lin.allowReminders();
    await sweepAt(cloud, 90 * MINUTE_MS);
    const [notification] = lin.serviceNotifications();
    expect(notification?.fields.map(({ label, value }) => `${label}：${value}`)).toEqual([
      '优惠券：新人 3 元券',
      '金额：¥3',
      '到期时间：2026年11月21日 14:00',
      '温馨提示：到期后就不能用了，记得用掉哦',
    ]);
    expect(notification?.page).toMatch(/^shopper\/pages\/coupon\/index\?id=cpn_/);
    expect(await inboxOf(lin)).toMatchObject([{ channel: 'wechat', readAt: null }]);
  });

  it('without a granted send it waits in the inbox instead', async () => {
    await sweepAt(cloud, 90 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(0);
    expect(await inboxOf(lin)).toMatchObject([{ channel: 'inbox', title: '优惠券快到期了' }]);
    expect(await lin.member.overview({})).toMatchObject({ unreadMessages: 1 });
  });

  it('one accept allows one message, the next goes to the inbox', async () => {
    await lin.allowReminders(1);
    await sweepAt(cloud, 90 * MINUTE_MS);
    await sweepAt(cloud, 22 * HOUR_MS);
    expect(titlesOf(lin)).toEqual(['新人 3 元券']);
    expect((await inboxOf(lin)).map(({ channel }) => channel)).toEqual(['inbox', 'wechat']);
  });

  it('a prompt reported twice counts once', async () => {
    const { templateIds } = await lin.message.readPrompt({});
    const answers = Object.fromEntries(templateIds.map((id) => [id, 'accept' as const]));
    const requestId = newTestRequest();
    await Promise.all([1, 2, 3].map(() => lin.message.recordPrompt({ answers }, { requestId })));
    const granted = documentsOf(cloud, 'subscriptionCredits').map(({ available, reserved }) => [
      available,
      reserved,
    ]);
    expect(granted).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });

  it('several due together become one message, the most urgent first', async () => {
    await lin.allowReminders(4);
    // The laptop slept for two days: the 2-hour and the 1-day coupon are gone, the 3-day one is due.
    await sweepAt(cloud, 2 * DAY_MS);
    expect(titlesOf(lin)).toEqual(['满 59 减 10']);
    expect(
      documentsOf(cloud, 'reminders')
        .map(({ status, outcome }) => outcome ?? status)
        .sort(),
    ).toEqual(['expired', 'expired', 'scheduled', 'sent']);
  });

  it('two coupons due in the same minute share one message', async () => {
    await lin.allowReminders(4);
    const environment = cloud.database.environment(cloud.env);
    const dueAt = NOON + 90 * MINUTE_MS;
    await environment.update('reminders', {
      filter: { dueAt: { $lt: NOON + 2 * DAY_MS } },
      modifier: { $set: { dueAt } },
      multi: true,
    });
    await sweepAt(cloud, 90 * MINUTE_MS);
    expect(titlesOf(lin)).toEqual(['新人 3 元券等2张']);
    expect(await inboxOf(lin)).toMatchObject([{ title: '2 张优惠券快到期了' }]);
  });

  it('a coupon used meanwhile is not reminded of', async () => {
    await lin.allowReminders(4);
    const environment = cloud.database.environment(cloud.env);
    await environment.update('coupons', {
      filter: {},
      modifier: { $set: { status: 'used', usedAt: NOON } },
      multi: true,
    });
    await sweepAt(cloud, 90 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(0);
    expect(documentsOf(cloud, 'reminders').filter(({ outcome }) => outcome === 'used')).toHaveLength(1);
  });

  it('reading a message in the inbox takes it off the count, once', async () => {
    await sweepAt(cloud, 90 * MINUTE_MS);
    const messageIds = (await inboxOf(lin)).map(({ id }) => id);
    expect(await lin.message.markRead({ messageIds })).toEqual({ unread: 0 });
    expect(await lin.message.markRead({ messageIds })).toEqual({ unread: 0 });
    expect(await lin.member.overview({})).toMatchObject({ unreadMessages: 0 });
    const told = (kind: string) => documentsOf(cloud, 'facts').filter((fact) => fact.kind === kind).length;
    expect([told('message_opened'), told('message_clicked')]).toEqual([messageIds.length, 0]);
    const followed = { messageIds: messageIds.slice(0, 1), clicked: true };
    for (let times = 0; times < 2; times += 1) await lin.message.markRead(followed);
    expect([told('message_opened'), told('message_clicked')]).toEqual([messageIds.length, 1]);
  });

  it('nobody reads or marks another person’s messages and coupons', async () => {
    await sweepAt(cloud, 90 * MINUTE_MS);
    const [message] = await inboxOf(lin);
    const [coupon] = documentsOf(cloud, 'coupons');
    if (!message || !coupon) throw new Error('no message');
    const wang = phoneOf(cloud, 'shopper-wang');
    await wang.member.join({ leaderCode: null, phoneCode: null });
    await wang.message.markRead({ messageIds: [message.id] });
    expect((await inboxOf(lin))[0]?.readAt).toBeNull();
    await expect(wang.coupon.readMine({ couponId: coupon._id })).rejects.toMatchObject({
      code: 'coupon_not_found',
    });
  });

  it('only the timer may start the sweep', async () => {
    cloud.moveClock(NOON + 90 * MINUTE_MS);
    const forged = { Type: 'Timer', TriggerName: 'minute', Time: '2026-11-21T05:30:00Z', Message: '' };
    expect(await cloud.invoke('sweep', forged, 'shopper-lin')).toMatchObject({ result: { refused: true } });
    expect(await cloud.invoke('sweep', forged)).toMatchObject({ result: { refused: true } });
    expect(documentsOf(cloud, 'messages')).toHaveLength(0);
  });
});

describe('a reminder is never sent twice', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

  async function joinAndAllow(): Promise<void> {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await lin.allowReminders(4);
    // What joining itself leaves to the sweeps is not what these tests are about.
    await restSweeps(cloud);
    cloud.moveClock(NOON + 90 * MINUTE_MS);
  }
  const creditState = () =>
    documentsOf(cloud, 'subscriptionCredits')
      .filter(({ _id }) => _id.endsWith(':tmpl-coupon-expiry'))
      .map(({ available, reserved }) => ({ available, reserved }));
  const timer = () => cloud.trigger('sweep');

  it('not by five sweeps at once', async () => {
    await joinAndAllow();
    await Promise.all([1, 2, 3, 4, 5].map(timer));
    expect(lin.serviceNotifications()).toHaveLength(1);
    expect(await inboxOf(lin)).toHaveLength(1);
    expect(creditState()).toEqual([{ available: 3, reserved: 0 }]);
  });

  it('not when WeChat sent it and the answer was lost: it is left in the inbox, the credit counts as spent', async () => {
    await joinAndAllow();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'drop-after' });
    await timer();
    await timer();
    expect(lin.serviceNotifications()).toHaveLength(1);
    expect(await inboxOf(lin)).toMatchObject([{ channel: 'inbox' }]);
    expect(creditState()).toEqual([{ available: 3, reserved: 0 }]);
  });

  it('when WeChat knows no credit (43101), ours is set to zero and the message stays in the inbox', async () => {
    await joinAndAllow();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 43101 });
    await timer();
    expect(await inboxOf(lin)).toMatchObject([{ channel: 'inbox' }]);
    expect(creditState()).toEqual([{ available: 0, reserved: 0 }]);
    expect(documentsOf(cloud, 'messages')).toMatchObject([{ note: '43101' }]);
  });

  it('when WeChat refuses for another reason, the credit is kept for the next message', async () => {
    await joinAndAllow();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 47003 });
    await timer();
    expect(await inboxOf(lin)).toMatchObject([{ channel: 'inbox' }]);
    expect(creditState()).toEqual([{ available: 4, reserved: 0 }]);
  });

  it('an expired access token is renewed and the message goes out', async () => {
    await joinAndAllow();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 42001 });
    await timer();
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  /** Every database call of a sweep, by name, and how to come back to before it. */
  async function traceSweep(): Promise<{ calls: string[]; again: () => Promise<void> }> {
    await joinAndAllow();
    const again = momentOf(cloud);
    await again();
    cloud.faults.database.startTrace();
    await timer();
    const calls = cloud.faults.database.trace.map(describeCall);
    expect(calls.length).toBeGreaterThan(10);
    return { calls, again };
  }

  // Each call is broken in one of the ways, and each way by every sixth call: all pairs would take minutes.
  const kinds = ['drop', 'drop-after', 'error-before', 'error-after', 'conflict', 'duplicate'] as const;
  it.each(kinds)(
    'whichever database call of the sweep fails (%s): the member has the message, WeChat got it at most once',
    async (kind) => {
      const { calls, again } = await traceSweep();
      for (const [position, call] of drawnEntries(calls, kinds.indexOf(kind))) {
        await again();
        cloud.faults.apply({ target: 'database', nth: position + 1, kind });
        await timer();
        expect({ call, kind, fired: cloud.faults.database.fired }).toEqual({ call, kind, fired: 1 });
        // Later sweeps finish what the broken one left, after its lease.
        for (const minutes of [1, 2, 3, 4]) await sweepAt(cloud, (90 + minutes) * MINUTE_MS);
        const [reminder] = documentsOf(cloud, 'reminders').filter(({ subjectId }) =>
          subjectId.endsWith('join-1'),
        );
        const messages = documentsOf(cloud, 'messages').map(({ delivery }) => delivery);
        const credits = creditState()[0];
        const seen = lin.serviceNotifications().length;
        expect({ call, kind, status: reminder?.status, messages: messages.length }).toEqual({
          call,
          kind,
          status: 'sent',
          messages: 1,
        });
        expect(messages).not.toContain('pending');
        expect(seen).toBeLessThanOrEqual(1);
        expect({ call, reserved: credits?.reserved, spent: 4 - (credits?.available ?? 0) }).toEqual({
          call,
          reserved: 0,
          spent: 1,
        });
        expect(await lin.member.overview({})).toMatchObject({ unreadMessages: 1 });
      }
    },
  );

  it('two sweeps at once, both killed at any database call: once in the inbox, at WeChat at most once, and told why not', async () => {
    const { calls, again } = await traceSweep();
    for (let position = 0; position < calls.length; position += 4) {
      const call = calls[position];
      await again();
      await dieAt(cloud, position + 1, () => Promise.allSettled([timer(), timer()]));
      for (const minutes of [1, 2, 3, 4]) {
        cloud.moveClock(NOON + (90 + minutes) * MINUTE_MS);
        await Promise.all([timer(), timer()]);
      }
      const messages = documentsOf(cloud, 'messages');
      expect({ call, inbox: messages.length }).toEqual({ call, inbox: 1 });
      // The witness is the sandbox's inbox. Sent or not known to be sent: only a lost answer may cost the notification.
      const seen = lin.serviceNotifications().length;
      const promised = messages[0]?.delivery === 'delivered' && messages[0].channel === 'wechat' ? 1 : 0;
      expect({ call, seen: seen <= 1 && seen >= promised }).toEqual({ call, seen: true });
      if (seen === 0)
        expect({ call, delivery: messages[0]?.delivery }).toEqual({ call, delivery: 'unconfirmed' });
      expect({ call, credit: creditState() }).toEqual({ call, credit: [{ available: 3, reserved: 0 }] });
    }
  });
});
