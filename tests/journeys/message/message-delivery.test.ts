import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { openIdKey } from '../../../cloudfunctions/kit/store/query/document-ids';
import { refusals } from '../../../cloudfunctions/message/rules/send-policy';
import { appId, openId } from '@contracts/values';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { DEMO_OA_APPID } from '../../../local/seed/demo-settings';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';

const SEND = '/cgi-bin/message/subscribe/send';
const OA_SEND = '/cgi-bin/message/template/send';
const OA_OPENID = 'oOA-lin';

describe('what carries a message, when, and what becomes of it (J7)', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

  const environment = () => cloud.database.environment(cloud.env);
  const join = async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
  };
  const titles = () => lin.serviceNotifications().map(({ fields }) => fields[0]?.value);
  const inbox = async () => (await lin.message.listInbox({ cursor: null })).messages;
  const messages = () => documentsOf(cloud, 'messages');
  async function sweepAt(at: number): Promise<unknown> {
    cloud.moveClock(at);
    return cloud.trigger('sweep');
  }
  const clock = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+08:00`);
  /** The official account knows the same person; found through the identity map. */
  async function follow(): Promise<void> {
    const [member] = documentsOf(cloud, 'members');
    const key = openIdKey(appId.parse(DEMO_OA_APPID), openId.parse(OA_OPENID));
    await environment().insert('identities', [
      { _id: key, kind: 'openid', memberId: member?._id, linkedAt: NOON, verifiedAt: NOON },
    ]);
    cloud.wechat.state.followers.add(OA_OPENID);
  }

  describe('quiet hours', () => {
    it('move a reminder to the morning, they do not drop it', async () => {
      cloud.moveClock(clock(21, '23:30'));
      await join();
      await lin.allowReminders(4);
      // The 3-day coupon is due a day before its end: on the 23rd at 23:30.
      await sweepAt(clock(23, '23:30'));
      expect(titles()).not.toContain('满 59 减 10');
      await sweepAt(clock(24, '07:59'));
      expect(titles()).not.toContain('满 59 减 10');
      await sweepAt(clock(24, '08:00'));
      expect(titles()).toContain('满 59 减 10');
    });

    it('do not silence a 2-hour coupon: whoever just got it is awake', async () => {
      cloud.moveClock(clock(21, '22:00'));
      await join();
      await lin.allowReminders(4);
      await sweepAt(clock(21, '23:30'));
      expect(titles()).toEqual(['新人 3 元券']);
    });

    it('what would be worthless in the morning lies in the inbox without a sound', async () => {
      cloud.moveClock(clock(21, '05:00'));
      await join();
      await lin.allowReminders(4);
      await sweepAt(clock(21, '07:00'));
      await sweepAt(clock(22, '03:00')); // the 1-day coupon ends at 05:00
      expect(titles()).not.toContain('满 29 减 5');
      const message = messages().find(({ values }) => values['title'] === '满 29 减 5');
      expect(message).toMatchObject({ channel: 'inbox', note: 'quiet' });
    });
  });

  it('no more notifications a day than the cap; the rest waits in the inbox', async () => {
    await join();
    await lin.allowReminders(9);
    await environment().update('reminders', {
      filter: {},
      modifier: { $set: { deadline: NOON + 9 * HOUR_MS } },
      multi: true,
    });
    await environment().update('coupons', {
      filter: {},
      modifier: { $set: { expiresAt: NOON + 9 * HOUR_MS } },
      multi: true,
    });
    const ids = documentsOf(cloud, 'reminders').map(({ _id }) => _id);
    for (const [position, _id] of ids.entries()) {
      const dueAt = NOON + (position + 1) * HOUR_MS;
      await environment().update('reminders', {
        filter: { _id },
        modifier: { $set: { dueAt } },
        multi: false,
      });
    }
    for (let hour = 1; hour <= 4; hour += 1) await sweepAt(NOON + hour * HOUR_MS);
    expect(titles()).toHaveLength(2);
    expect(
      messages()
        .map(({ channel, note }) => note ?? channel)
        .sort(),
    ).toEqual(['capped', 'capped', 'wechat', 'wechat']);
  });

  describe('without a subscription send', () => {
    it('the official account tells a follower', async () => {
      await join();
      await follow();
      await sweepAt(NOON + 90 * MINUTE_MS);
      expect(cloud.wechat.inboxOf(OA_OPENID).map(({ title }) => title)).toEqual(['优惠券到期通知']);
      expect(await inbox()).toMatchObject([{ channel: 'official_account' }]);
    });

    it('who unfollowed is left to the inbox (43004)', async () => {
      await join();
      await follow();
      cloud.wechat.state.followers.clear();
      await sweepAt(NOON + 90 * MINUTE_MS);
      expect(await inbox()).toMatchObject([{ channel: 'inbox' }]);
      expect(messages()).toMatchObject([{ delivery: 'delivered', note: '43004' }]);
    });

    it('a lost answer of the official account is asked for again, and WeChat drops the repeat', async () => {
      await join();
      await follow();
      cloud.faults.apply({ target: 'wechat', path: OA_SEND, kind: 'drop-after' });
      await sweepAt(NOON + 90 * MINUTE_MS);
      expect(messages()).toMatchObject([{ delivery: 'retrying' }]);
      await sweepAt(NOON + 91 * MINUTE_MS);
      expect(messages()).toMatchObject([{ delivery: 'delivered', channel: 'official_account' }]);
      expect(cloud.wechat.inboxOf(OA_OPENID)).toHaveLength(1);
    });
  });

  it('when WeChat knows no send (43101), the official account takes over in the same minute', async () => {
    await join();
    await lin.allowReminders(1);
    await follow();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 43101 });
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(cloud.wechat.inboxOf(OA_OPENID)).toHaveLength(1);
    expect(messages()).toMatchObject([
      { trail: [{ outcome: 'refused', errcode: 43101 }, { outcome: 'sent' }] },
    ]);
  });

  describe.each(
    Object.keys(refusals)
      .map(Number)
      .filter((code) => ![43004].includes(code)),
  )('WeChat answers %d', (errcode) => {
    const policy = refusals[errcode];
    const retried = (policy?.retryAfterMs.length ?? 0) > 0;
    it(retried ? 'once: it is sent later, and once' : 'once: it is never sent again', async () => {
      await join();
      await lin.allowReminders(2);
      await environment().update('reminders', {
        filter: {},
        modifier: { $set: { deadline: NOON + 2 * DAY_MS } },
        multi: true,
      });
      await environment().update('coupons', {
        filter: {},
        modifier: { $set: { expiresAt: NOON + 2 * DAY_MS } },
        multi: true,
      });
      cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode });
      await sweepAt(NOON + 90 * MINUTE_MS);
      expect(lin.serviceNotifications()).toHaveLength(0);
      expect(await inbox()).toHaveLength(1);
      const wait = policy?.retryAfterMs[0] ?? HOUR_MS;
      await sweepAt(NOON + 90 * MINUTE_MS + wait);
      await sweepAt(NOON + 90 * MINUTE_MS + wait + MINUTE_MS);
      expect(lin.serviceNotifications()).toHaveLength(retried ? 1 : 0);
      const state = policy?.fault ? 'failed' : 'delivered';
      expect(messages()).toMatchObject([{ delivery: retried ? 'delivered' : state, note: String(errcode) }]);
      const [credit] = documentsOf(cloud, 'subscriptionCredits').filter(({ _id }) =>
        _id.endsWith('coupon-expiry'),
      );
      const left = { zeroed: 0, returned: 2 }[policy?.credit ?? 'returned'];
      expect(credit).toMatchObject({ available: retried ? 1 : left, reserved: 0 });
    });
  });

  it('a code that is in no table is a dead letter, and never sent again', async () => {
    await join();
    await lin.allowReminders(2);
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 61007 });
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(messages()).toMatchObject([{ delivery: 'failed', channel: 'inbox', note: '61007' }]);
  });

  it('patience ends at the deadline: what expires meanwhile is not sent', async () => {
    await join();
    await lin.allowReminders(2);
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 45009 });
    await sweepAt(NOON + 90 * MINUTE_MS); // the coupon ends half an hour later, the quota lifts in an hour
    expect(messages()).toMatchObject([{ delivery: 'failed', note: '45009' }]);
  });

  it('a coupon used while WeChat asked for patience is not reminded of', async () => {
    await join();
    await lin.allowReminders(2);
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: -1 });
    await sweepAt(NOON + 90 * MINUTE_MS);
    await environment().update('coupons', {
      filter: {},
      modifier: { $set: { status: 'used', usedAt: NOON } },
      multi: true,
    });
    await sweepAt(NOON + 92 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(0);
    expect(messages()).toMatchObject([{ channel: 'inbox', note: 'no_longer_true' }]);
    const [credit] = documentsOf(cloud, 'subscriptionCredits').filter(({ _id }) =>
      _id.endsWith('coupon-expiry'),
    );
    expect(credit).toMatchObject({ available: 2, reserved: 0 });
  });

  it('after an outage what expires soonest goes first, and what is gone is skipped and says so', async () => {
    await join();
    await lin.allowReminders(9);
    await sweepAt(NOON + 23 * HOUR_MS + 30 * MINUTE_MS); // 11:30 next day: nothing ran since
    expect(titles()).toEqual(['满 29 减 5']);
    expect(
      documentsOf(cloud, 'reminders')
        .map(({ outcome, status }) => outcome ?? status)
        .sort(),
    ).toEqual(['expired', 'scheduled', 'scheduled', 'sent']);
  });

  it('a message for somebody who has not joined waits for them, and is theirs once they join', async () => {
    await join();
    const wang = phoneOf(cloud, 'shopper-wang');
    const recipient = openIdKey(appId.parse(wang.identity.appid), openId.parse(wang.identity.openid));
    const [coupon] = documentsOf(cloud, 'coupons');
    const theirs = { filter: { subjectId: coupon?._id }, modifier: { $set: { recipient } }, multi: false };
    await environment().update('reminders', theirs);
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(messages()).toMatchObject([{ recipient, channel: 'inbox' }]);
    await wang.member.join({ leaderCode: null, phoneCode: null });
    expect((await wang.message.listInbox({ cursor: null })).messages).toHaveLength(1);
    expect(await inbox()).toHaveLength(0);
  });
});
