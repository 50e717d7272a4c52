import { openIdKey } from '../../../cloudfunctions/kit/store/query/document-ids';
import { isRequestId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { appId, openId } from '@contracts/values';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { parseSettings } from '../../../cloudfunctions/kit/config/settings';
import type { TimerCall } from '../../../cloudfunctions/kit/host/serve-timer';
import { createWechatClient } from '../../../cloudfunctions/kit/wechat/client';
import { sendDueReminders } from '../../../cloudfunctions/message/send/send-due-reminders';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { demoSettings, demoVariables } from '../../../local/seed/demo-settings';
import { creditKey } from '../../../local/wechat/state';
import { checkoutOf } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf } from '../../stage/stage';

/** Many are due at once: after an outage, in a rush, or because something is wrong with some of them. */
describe('a backlog of reminders', () => {
  const cloud = cloudOfEach();
  beforeEach(async () => {
    await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
  });
  const environment = () => cloud.database.environment(cloud.env);

  /** One coupon and reminder each for so many people who never joined by name; all with a send left. */
  async function owe(count: number, deadlineOf: (n: number) => number, dueAt = NOON): Promise<void> {
    const [coupon] = documentsOf(cloud, 'coupons');
    const [reminder] = documentsOf(cloud, 'reminders');
    if (!coupon || !reminder) throw new Error('no sample');
    const all = Array.from({ length: count }, (_, n) => n);
    const keyOf = (n: number) => openIdKey(appId.parse(DEMO_APPID), openId.parse(`oBacklog-${n}`));
    await environment().insert(
      'coupons',
      all.map((n) => ({
        ...coupon,
        _id: `cpn_backlog-${n}`,
        code: `9${String(n).padStart(15, '0')}`,
        expiresAt: deadlineOf(n),
      })),
    );
    await environment().insert(
      'reminders',
      all.map((n) => ({
        ...reminder,
        _id: `rem:coupon_expiry:cpn_backlog-${n}`,
        recipient: keyOf(n),
        subjectId: `cpn_backlog-${n}`,
        dueAt: dueAt + n,
        deadline: deadlineOf(n),
      })),
    );
    const credits = all.map((n) => ({
      _id: `${DEMO_APPID}:oBacklog-${n}:tmpl-coupon-expiry`,
      openIdKey: keyOf(n),
      available: 1,
      reserved: 0,
      unmatched: [],
      updatedAt: NOON,
    }));
    await environment().insert('subscriptionCredits', credits);
    for (const n of all) cloud.wechat.state.credits.set(creditKey(`oBacklog-${n}`, 'tmpl-coupon-expiry'), 1);
  }
  /** Who was told, in the order in which WeChat got it. */
  const arrived = () => cloud.wechat.state.messages.map(({ openid }) => openid.replace('oBacklog-', ''));
  const outcomes = () =>
    documentsOf(cloud, 'reminders')
      .filter(({ subjectId }) => subjectId.startsWith('cpn_backlog'))
      .map(({ status, outcome }) => outcome ?? status);

  /** The use case itself, with time running out after so many questions. */
  function callWith(asked: number, rules = { sendsAtOnce: 1, sendsPerSecond: 100_000 }): TimerCall {
    const { store, now } = checkoutOf(cloud);
    const settings = parseSettings(demoVariables(cloud.url), { ...demoSettings, messageRules: rules });
    const requestId = `run_${asked}-backlog`;
    if (!isRequestId(requestId)) throw new Error(requestId);
    let left = asked;
    return {
      now: now(),
      requestId,
      settings,
      store,
      wechat: createWechatClient(settings.wechat, settings.officialAccount),
      outOfTime: () => (left -= 1) < 0,
    };
  }

  it('goes out the earliest deadline first; what is too late is dropped last, and says so', async () => {
    // Due in the opposite order of their deadlines; the last fifty have expired while nothing ran.
    const deadlineOf = (n: number) => (n < 250 ? NOON + 2 * DAY_MS - n * MINUTE_MS : NOON + MINUTE_MS);
    await owe(300, deadlineOf);
    cloud.moveClock(NOON + 10 * MINUTE_MS);
    const report = await sendDueReminders(callWith(10_000));
    expect(report).toMatchObject({ sent: 250, skipped: 50, expired: 50, failed: 0 });
    expect(arrived()).toEqual(Array.from({ length: 250 }, (_, n) => String(249 - n)));
    expect(outcomes().filter((outcome) => outcome === 'expired')).toHaveLength(50);
    const { dropped } = await phoneOf(cloud, 'operator-he').message.listDropped({ cursor: null });
    expect(dropped).toHaveLength(20);
    expect(dropped[0]).toMatchObject({ kind: 'coupon_expiry', reason: 'expired' });
  });

  it('stops before its time is over, and the next minute goes on where it stopped', async () => {
    await owe(30, (n) => NOON + DAY_MS + n * MINUTE_MS);
    cloud.moveClock(NOON + MINUTE_MS);
    await sendDueReminders(callWith(11));
    const first = arrived();
    expect(first.length).toBeGreaterThan(5);
    expect(first.length).toBeLessThan(15);
    cloud.moveClock(NOON + 2 * MINUTE_MS);
    await sendDueReminders(callWith(10_000));
    expect(arrived()).toEqual(Array.from({ length: 30 }, (_, n) => String(n)));
  });

  it('starts no more sends a second than allowed, and no more at once', async () => {
    await owe(15, () => NOON + DAY_MS);
    cloud.moveClock(NOON + MINUTE_MS);
    const call = callWith(10_000, { sendsAtOnce: 2, sendsPerSecond: 50 });
    let [under, most] = [0, 0];
    const { sendSubscribeMessage } = call.wechat;
    const counted: TimerCall['wechat'] = {
      ...call.wechat,
      async sendSubscribeMessage(message) {
        under += 1;
        most = Math.max(most, under);
        try {
          return await sendSubscribeMessage(message);
        } finally {
          under -= 1;
        }
      },
    };
    const startedAt = performance.now();
    await sendDueReminders({ ...call, wechat: counted });
    expect(most).toBeLessThanOrEqual(2);
    // Never faster than the limit, whatever the machine: 14 gaps of 20 ms.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(14 * 20 - 5);
    expect(arrived()).toHaveLength(15);
  });

  it('for people who are gone ends, and is written down', async () => {
    await owe(30, () => NOON + DAY_MS);
    await environment().update('reminders', {
      filter: { subjectId: { $regex: '^cpn_backlog' } },
      modifier: { $set: { recipient: `mem_${'1'.repeat(26)}` } },
      multi: true,
    });
    cloud.moveClock(NOON + MINUTE_MS);
    const report = await sendDueReminders(callWith(10_000));
    expect(report).toMatchObject({ sent: 0, inInbox: 0, skipped: 30, failed: 0 });
    expect(new Set(outcomes())).toEqual(new Set(['missing']));
    expect(await sendDueReminders(callWith(10_000))).toMatchObject({ skipped: 0 });
  });

  it('for a member who was merged goes to whoever has everything now', async () => {
    const [member] = documentsOf(cloud, 'members');
    const tombstone = `mem_${'1'.repeat(26)}`;
    await environment().insert('members', [
      { ...member, _id: tombstone, status: 'merged', mergedInto: member?._id },
    ]);
    await owe(1, () => NOON + DAY_MS);
    await environment().update('reminders', {
      filter: { subjectId: { $regex: '^cpn_backlog' } },
      modifier: { $set: { recipient: tombstone } },
      multi: true,
    });
    cloud.moveClock(NOON + MINUTE_MS);
    await sendDueReminders(callWith(10_000));
    const { messages } = await phoneOf(cloud, 'shopper-lin').message.listInbox({ cursor: null });
    expect(messages).toHaveLength(1);
  });

  it('with broken documents in front: they stand aside, everybody behind them is told, and in the end they are given up', async () => {
    await owe(40, (n) => NOON + (n < 25 ? 15 : 60 * 24) * MINUTE_MS);
    await environment().update('coupons', {
      filter: { expiresAt: NOON + 15 * MINUTE_MS },
      modifier: { $set: { terms: 'broken' } },
      multi: true,
    });
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const told = async (minutes: number): Promise<number> => {
      cloud.moveClock(NOON + minutes * MINUTE_MS);
      await sendDueReminders(callWith(10_000));
      return arrived().length;
    };
    await told(1);
    expect(await told(2)).toBe(15);
    await told(12);
    await told(14);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('reminder_failed'));
    log.mockRestore();
    const states = outcomes();
    expect(states.filter((outcome) => outcome === 'failed')).toHaveLength(25);
    expect(states.filter((outcome) => outcome === 'sent')).toHaveLength(15);
    const { dropped } = await phoneOf(cloud, 'operator-he').message.listDropped({ cursor: null });
    expect(dropped.map(({ reason }) => reason)).toContain('failed');
  });
});
