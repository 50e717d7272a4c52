import * as z from 'zod';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_WECHAT_PUSH } from '../../../local/seed/demo-settings';
import type { LocalCloud } from '../../../local/server';
import { join, joinTwice, memberIdOf, personOf } from '../../stage/identity-stage';
import { documentsOf, NOON, startJourney, type Phone } from '../../stage/stage';

/** What WeChat pushes, over HTTP, as a merchant would have it configured: and what a shopper notices of it. */
const OA_OPENID = 'oaLin-1';
const TEMPLATE = 'tmpl-coupon-expiry';

async function post(cloud: LocalCloud, path: string, body: object): Promise<number[]> {
  const response = await fetch(`${cloud.url}/local/wechat/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return z.object({ attempts: z.array(z.number()) }).parse(await response.json()).attempts;
}

interface Pushed {
  openid: string;
  event: string;
  account?: 'mini-program' | 'official-account';
  list?: Record<string, string>[];
  fields?: Record<string, string>;
  format?: 'xml' | 'json';
  mode?: 'aes' | 'plain';
  copies?: number;
}
const push = (cloud: LocalCloud, event: Pushed) =>
  post(cloud, 'event', { account: 'mini-program', ...event });

/** Nobody granted a send: only the official account can tell that the 2-hour coupon is about to expire. */
async function remind(cloud: LocalCloud): Promise<(string | undefined)[]> {
  cloud.moveClock(NOON + 90 * MINUTE_MS);
  await cloud.triggerTimers();
  return cloud.wechat.inboxOf(OA_OPENID).map(({ fields }) => fields[0]?.value);
}
const follower = { openid: OA_OPENID, unionid: 'uLin' };

describe('in safe mode', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    await cloud.reset();
    lin = personOf(cloud, 'oLin-1', 'uLin');
  });
  afterAll(() => cloud.close());

  const sendsLeft = async () =>
    (await lin.message.readSettings({})).kinds.find(({ kind }) => kind === 'coupon_expiry')?.sendsLeft;

  it.each(['before', 'after'])(
    'followed %s joining, the member hears from the official account',
    async (when) => {
      if (when === 'before') await post(cloud, 'follow', follower);
      await join(lin);
      if (when === 'after') await post(cloud, 'follow', follower);
      expect(await remind(cloud)).toEqual(['新人 3 元券']);
      expect(documentsOf(cloud, 'messages')).toMatchObject([
        { channel: 'official_account', sentTo: `openid:wxdemo0tuankaoa01:${OA_OPENID}` },
      ]);
    },
  );

  it('whoever stopped following is told in the inbox only', async () => {
    await join(lin);
    await post(cloud, 'follow', follower);
    await post(cloud, 'unfollow', follower);
    expect(await remind(cloud)).toEqual([]);
    expect((await lin.message.listInbox({ cursor: null })).messages).toMatchObject([{ channel: 'inbox' }]);
  });

  it('after a merge the follower of the absorbed member serves the kept one', async () => {
    const { one, both } = await joinTwice(cloud);
    await post(cloud, 'follow', { openid: OA_OPENID, unionid: 'uSame' });
    await both.identityMap.linkMine({});
    // Of the doubled gift the later one stays: its 2 hours began an hour after noon.
    cloud.moveClock(NOON + 150 * MINUTE_MS);
    await cloud.triggerTimers();
    expect(cloud.wechat.inboxOf(OA_OPENID)).toHaveLength(1);
    expect(documentsOf(cloud, 'messages')).toMatchObject([{ recipient: await memberIdOf(one) }]);
  });

  it.each(['xml', 'json'] as const)(
    'an accept WeChat tells of in %s counts, once however often it is pushed',
    async (format) => {
      await join(lin);
      const accepted = [{ TemplateId: TEMPLATE, SubscribeStatusString: 'accept', PopupScene: '2' }];
      const event = { openid: 'oLin-1', event: 'subscribe_msg_popup_event', list: accepted, format };
      expect(await push(cloud, { ...event, copies: 3 })).toEqual([1, 1, 1]);
      expect(await sendsLeft()).toBe(1);
    },
  );

  it('an accept that the page reports and WeChat tells of is one', async () => {
    await join(lin);
    await lin.message.recordPrompt({ answers: { [TEMPLATE]: 'accept' } });
    cloud.moveClock(NOON + 1000);
    const list = [
      { TemplateId: TEMPLATE, SubscribeStatusString: 'accept' },
      { TemplateId: 'tmpl-card-expiry', SubscribeStatusString: 'reject' },
    ];
    await push(cloud, { openid: 'oLin-1', event: 'subscribe_msg_popup_event', list });
    expect(await sendsLeft()).toBe(1);
  });

  it('switched off in WeChat’s settings, what was granted is gone', async () => {
    await join(lin);
    await lin.allowReminders(2);
    expect(await sendsLeft()).toBe(2);
    const list = [{ TemplateId: TEMPLATE, SubscribeStatusString: 'reject' }];
    await push(cloud, { openid: 'oLin-1', event: 'subscribe_msg_change_event', list });
    expect(await sendsLeft()).toBe(0);
  });

  it('messages that did not arrive are in the inbox after all: two of one second both count', async () => {
    const wang = personOf(cloud, 'oWang-2');
    for (const phone of [lin, wang]) {
      await join(phone);
      await phone.allowReminders(2);
    }
    cloud.moveClock(NOON + 90 * MINUTE_MS);
    await cloud.triggerTimers();
    const sent = documentsOf(cloud, 'messages');
    expect(sent.map(({ channel }) => channel)).toEqual(['wechat', 'wechat']);
    for (const { receipt } of sent) {
      const list = [
        {
          TemplateId: TEMPLATE,
          MsgID: String(receipt).split(':')[1] ?? '',
          ErrorCode: '5',
          ErrorStatus: 'x',
        },
      ];
      await push(cloud, { openid: 'oLin-1', event: 'subscribe_msg_sent_event', list });
    }
    expect(documentsOf(cloud, 'messages')).toMatchObject([
      { channel: 'inbox', delivery: 'failed', note: '5' },
      { channel: 'inbox', delivery: 'failed', note: '5' },
    ]);
  });

  it('a template message of the official account that its reader blocked is in the inbox after all', async () => {
    await join(lin);
    await post(cloud, 'follow', follower);
    await remind(cloud);
    const [message] = documentsOf(cloud, 'messages');
    const fields = { MsgID: String(message?.receipt).split(':')[1] ?? '', Status: 'failed:user block' };
    await push(cloud, {
      account: 'official-account',
      openid: OA_OPENID,
      event: 'TEMPLATESENDJOBFINISH',
      fields,
    });
    expect(documentsOf(cloud, 'messages')).toMatchObject([{ channel: 'inbox', note: 'failed:user block' }]);
  });

  it('an event nobody here knows is answered and changes nothing', async () => {
    expect(await push(cloud, { openid: 'oLin-1', event: 'user_enter_tempsession' })).toEqual([1]);
    expect(documentsOf(cloud, 'wechatEvents')).toEqual([]);
  });
});

describe('in plain mode, for a merchant who has no key', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney({ variables: { OA_AES_KEY: '' } });
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  it('a follower is linked and hears from the official account', async () => {
    await join(personOf(cloud, 'oLin-1', 'uLin'));
    expect(await post(cloud, 'follow', { ...follower, mode: 'plain' })).toEqual([1]);
    expect(await remind(cloud)).toEqual(['新人 3 元券']);
  });

  it.each(['xml', 'json'] as const)('subscription events count in %s', async (format) => {
    const lin = personOf(cloud, 'oLin-1', 'uLin');
    await join(lin);
    const list = [{ TemplateId: TEMPLATE, SubscribeStatusString: 'accept' }];
    const event = {
      openid: 'oLin-1',
      event: 'subscribe_msg_popup_event',
      list,
      format,
      mode: 'plain' as const,
    };
    expect(await push(cloud, event)).toEqual([1]);
    const { kinds } = await lin.message.readSettings({});
    expect(kinds).toContainEqual({ kind: 'coupon_expiry', on: true, sendsLeft: 1, subscribed: true });
  });

  it('what is encrypted cannot be opened and is refused', async () => {
    expect(await post(cloud, 'follow', follower)).toEqual([0]);
    expect(documentsOf(cloud, 'followers')).toEqual([]);
  });
});

describe('without an official account', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    const without = { OA_APPID: '', OA_SECRET: '', OA_TOKEN: '', OA_AES_KEY: '' };
    const own = { WECHAT_PUSH_TOKEN: DEMO_WECHAT_PUSH.token, WECHAT_PUSH_AES_KEY: DEMO_WECHAT_PUSH.aesKey };
    cloud = await startJourney({ variables: { ...without, ...own } });
  });
  afterAll(() => cloud.close());

  it.each(['xml', 'json'] as const)(
    'the mini-program pushes with a token and key of its own, in %s',
    async (format) => {
      await cloud.reset();
      const lin = personOf(cloud, 'oLin-1', 'uLin');
      await join(lin);
      const list = [{ TemplateId: TEMPLATE, SubscribeStatusString: 'accept' }];
      const event = { openid: 'oLin-1', event: 'subscribe_msg_popup_event', list, format };
      expect(await push(cloud, event)).toEqual([1]);
      const { kinds } = await lin.message.readSettings({});
      expect(kinds).toContainEqual({ kind: 'coupon_expiry', on: true, sendsLeft: 1, subscribed: true });
      expect(await push(cloud, { ...event, mode: 'plain' })).toEqual([0]);
    },
  );
});
