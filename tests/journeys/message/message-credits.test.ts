import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { parseSettings } from '../../../cloudfunctions/kit/config/settings';
import { demoSettings, demoVariables } from '../../../local/seed/demo-settings';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const TEMPLATE = 'tmpl-coupon-expiry';

describe('the sends WeChat still grants, and what the member chose', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
  });

  const left = async () =>
    (await lin.message.readSettings({})).kinds.find(({ kind }) => kind === 'coupon_expiry')?.sendsLeft;
  async function sweepAt(at: number): Promise<void> {
    cloud.moveClock(at);
    await sweepTrade(cloud);
  }

  it('a guest may grant them before joining: they belong to the openid', async () => {
    const wang = phoneOf(cloud, 'shopper-wang');
    await wang.message.recordPrompt({ answers: { [TEMPLATE]: 'accept' } });
    await wang.member.join({ leaderCode: null, phoneCode: null });
    const { kinds } = await wang.message.readSettings({});
    expect(kinds).toContainEqual({ kind: 'coupon_expiry', on: true, sendsLeft: 1, subscribed: true });
    expect(kinds).toContainEqual({ kind: 'birthday', on: true, sendsLeft: 0, subscribed: false });
  });

  it('a send that was spent, one that was refused and one that WeChat denies', async () => {
    await lin.allowReminders(2);
    expect(await left()).toBe(2);
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(await left()).toBe(1);
    cloud.faults.apply({
      target: 'wechat',
      path: '/cgi-bin/message/subscribe/send',
      kind: 'errcode',
      errcode: 43101,
    });
    await sweepAt(NOON + DAY_MS - 90 * MINUTE_MS);
    expect(await left()).toBe(0);
  });

  it('is not asked for again the same day, except by the shopper', async () => {
    const asked = async (moment: 'claim' | 'inbox') =>
      (await lin.message.readPrompt({ moment })).templateIds.length;
    expect(await asked('claim')).toBe(3);
    await lin.message.recordPrompt({ answers: { [TEMPLATE]: 'reject' } });
    expect(await asked('claim')).toBe(0);
    expect(await asked('inbox')).toBe(3);
    cloud.moveClock(NOON + DAY_MS);
    expect(await asked('claim')).toBe(3);
    await lin.message.recordPrompt({ answers: { [TEMPLATE]: 'reject' } });
    cloud.moveClock(NOON + 3 * DAY_MS);
    expect(await asked('claim')).toBe(0);
  });

  it('a kind that was switched off is not sent, not even to the inbox; switched on again it is', async () => {
    await lin.message.saveSettings({ mutedKinds: ['coupon_expiry'], quietHours: null });
    await lin.allowReminders(4);
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect((await lin.message.listInbox({ cursor: null })).messages).toEqual([]);
    expect(documentsOf(cloud, 'reminders').map(({ outcome }) => outcome)).toContain('muted');
    await lin.message.saveSettings({ mutedKinds: [], quietHours: null });
    await sweepAt(NOON + DAY_MS - 2 * 60 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  it('their own quiet hours count, not the merchant’s', async () => {
    await lin.message.saveSettings({ mutedKinds: [], quietHours: { fromMinute: 9 * 60, toMinute: 13 * 60 } });
    expect(await lin.message.readSettings({})).toMatchObject({ ownQuietHours: true });
    await lin.allowReminders(4);
    await sweepAt(NOON + 2 * DAY_MS); // 12:00: due now, but quiet until 13:00
    expect(lin.serviceNotifications()).toHaveLength(0);
    await sweepAt(NOON + 2 * DAY_MS + 60 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  it('the settings of the demo keep the rules', () => {
    expect(parseSettings(demoVariables('http://127.0.0.1:1'), demoSettings).messageRules).toMatchObject({
      perDay: 4,
      perKindAndDay: 2,
    });
  });
});
