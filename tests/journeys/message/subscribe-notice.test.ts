import type { SettingsContent } from '@contracts/office/setting-values';
import { MINUTE_MS } from '@contracts/primitives/time';
import { appId, openId } from '@contracts/values';
import { openIdKey } from '../../../cloudfunctions/kit/store/query/document-ids';
import { DEMO_OA_APPID, demoSettings } from '../../../local/seed/demo-settings';
import type { LocalCloud } from '../../../local/server';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';

const OA_OPENID = 'oOA-lin';
const NOTICE = 'oa-notice-coupon';
const fields = { thing1: 'title', amount2: 'amount', time3: 'expiresAt' };

describe('the official account’s subscribe notice, between its template message and the inbox', () => {
  let cloud: LocalCloud;
  afterEach(() => cloud.close());

  const messages = () => documentsOf(cloud, 'messages');
  const told = () => cloud.wechat.inboxOf(OA_OPENID).map(({ templateId }) => templateId);

  async function stage(settings: SettingsContent): Promise<void> {
    cloud = await startJourney({ settings: { ...demoSettings, ...settings } });
    await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
    const [member] = documentsOf(cloud, 'members');
    const key = openIdKey(appId.parse(DEMO_OA_APPID), openId.parse(OA_OPENID));
    await cloud.database
      .environment(cloud.env)
      .insert('identities', [
        { _id: key, kind: 'openid', memberId: member?._id, linkedAt: NOON, verifiedAt: NOON },
      ]);
  }
  const subscribe = async (templateId = NOTICE) => {
    const answer = await fetch(new URL('/local/wechat/subscribe-notice', cloud.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: OA_OPENID, templateId }),
    });
    return (await answer.json()) as unknown;
  };
  const sweepAt = async (at: number): Promise<void> => {
    cloud.moveClock(at);
    await cloud.trigger('sweep');
  };

  it('tells who does not follow but subscribed to it, once per time they did', async () => {
    await stage({ officialNotices: { coupon_expiry: { templateId: NOTICE, fields } } });
    expect(await subscribe('oa-coupon-expiry')).toEqual({ errCode: 20001, credits: 0 });
    expect(await subscribe()).toEqual({ errCode: 0, credits: 1 });
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(told()).toEqual([NOTICE]);
    expect(messages()).toMatchObject([
      {
        channel: 'official_notice',
        delivery: 'delivered',
        trail: [
          { channel: 'official_account', outcome: 'refused', errcode: 43004 },
          { channel: 'official_notice', outcome: 'sent', errcode: null },
        ],
      },
    ]);
    // The next coupon's turn: nothing is left of the subscription, and the inbox has it.
    await sweepAt(NOON + 22 * 60 * MINUTE_MS);
    expect(told()).toEqual([NOTICE]);
    const [second] = messages().filter(({ channel }) => channel !== 'official_notice');
    expect(second).toMatchObject({ channel: 'inbox', delivery: 'delivered', note: '43101' });
  });

  it('a follower gets the template message, and keeps what they subscribed to', async () => {
    await stage({ officialNotices: { coupon_expiry: { templateId: NOTICE, fields } } });
    cloud.wechat.state.followers.add(OA_OPENID);
    await subscribe();
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(told()).toEqual(['oa-coupon-expiry']);
    expect(await subscribe()).toEqual({ errCode: 0, credits: 2 });
  });

  it('alone it is the way at once; an answer that was lost is not asked for again', async () => {
    await stage({
      officialTemplates: {},
      officialNotices: { coupon_expiry: { templateId: NOTICE, fields } },
    });
    await subscribe();
    cloud.faults.apply({ target: 'wechat', path: '/cgi-bin/message/subscribe/bizsend', kind: 'drop-after' });
    await sweepAt(NOON + 90 * MINUTE_MS);
    await sweepAt(NOON + 91 * MINUTE_MS);
    expect(told()).toEqual([NOTICE]);
    expect(messages()).toMatchObject([{ channel: 'official_notice', delivery: 'unconfirmed' }]);
  });

  it.each([
    ['a template message’s id', { templateId: 'oa-coupon-expiry', fields }, '40037'],
    [
      'a field the notice does not have',
      { templateId: NOTICE, fields: { ...fields, thing9: 'tip' } },
      '47003',
    ],
  ])('%s is refused as WeChat does, and the message is shown as not sent', async (_name, template, note) => {
    await stage({ officialTemplates: {}, officialNotices: { coupon_expiry: template } });
    await subscribe();
    await sweepAt(NOON + 90 * MINUTE_MS);
    expect(told()).toEqual([]);
    expect(messages()).toMatchObject([{ channel: 'inbox', delivery: 'failed', note }]);
  });
});
