import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import { openIdKey } from '../../../cloudfunctions/kit/store/query/document-ids';
import { appId, openId } from '@contracts/values';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { demoAccounts, DEMO_OA_APPID } from '../../../local/seed/demo-settings';
import { creditKey } from '../../../local/wechat/state';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const TOKEN = '/cgi-bin/stable_token';
const SEND = '/cgi-bin/message/subscribe/send';
const OA_SEND = '/cgi-bin/message/template/send';

/** An account of WeChat cannot be called: a wrong secret, an address not on the list, a token somebody else replaced. */
describe('while an account cannot be called, its messages wait', () => {
  let cloud: LocalCloud;
  const logged: string[] = [];
  beforeEach(async () => {
    logged.length = 0;
    cloud = await startJourney({}, null, ({ text }) => logged.push(text));
    await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
    // Only those owed below are due.
    const postponed = { $set: { dueAt: NOON + 40 * DAY_MS, deadline: NOON + 50 * DAY_MS } };
    await environment().update('reminders', { filter: {}, modifier: postponed, multi: true });
  });
  afterEach(() => cloud.close());

  let owed = 0;
  const environment = () => cloud.database.environment(cloud.env);
  const messages = () => documentsOf(cloud, 'messages');
  const alarms = () => documentsOf(cloud, 'alarms');
  const alarmsLogged = () => logged.filter((text) => text.includes('"event":"alarm"'));
  const arrived = () => cloud.wechat.state.messages.map(({ openid }) => openid).sort();
  async function sweepAt(at: number): Promise<void> {
    cloud.moveClock(at);
    await sweepTrade(cloud);
  }
  async function sweepEveryMinute(from: number, to: number): Promise<void> {
    for (let at = from; at < to; at += MINUTE_MS) await sweepAt(at);
  }

  /** One coupon, reminder and send for each name; by the official account where told. */
  async function owe(
    names: readonly string[],
    deadline: number,
    by: 'subscription' | 'official_account' = 'subscription',
  ) {
    const [coupon] = documentsOf(cloud, 'coupons');
    const [reminder] = documentsOf(cloud, 'reminders');
    if (!coupon || !reminder) throw new Error('no sample');
    for (const name of names) {
      const key = openIdKey(appId.parse(DEMO_APPID), openId.parse(`oOwed-${name}`));
      owed += 1;
      const code = String(owed).padStart(16, '0');
      await environment().insert('coupons', [
        { ...coupon, _id: `cpn_owed-${name}`, code, expiresAt: deadline },
      ]);
      const own = {
        _id: `rem:coupon_expiry:cpn_owed-${name}`,
        subjectId: `cpn_owed-${name}`,
        recipient: key,
      };
      await environment().insert('reminders', [{ ...reminder, ...own, dueAt: NOON, deadline }]);
      if (by === 'official_account') await follow(name, key);
      else await grantSend(name, key);
    }
  }
  async function grantSend(name: string, openIdKey: string): Promise<void> {
    const _id = `${DEMO_APPID}:oOwed-${name}:tmpl-coupon-expiry`;
    const credit = { _id, openIdKey, available: 1, reserved: 0, unmatched: [], updatedAt: NOON };
    await environment().insert('subscriptionCredits', [credit]);
    cloud.wechat.state.credits.set(creditKey(`oOwed-${name}`, 'tmpl-coupon-expiry'), 1);
  }
  /** A member, whom the official account knows as well. */
  async function follow(name: string, key: string): Promise<void> {
    const [member] = documentsOf(cloud, 'members');
    if (!member) throw new Error('no sample');
    const memberId = `mem_01J000000000000000000000${name.toUpperCase()}`;
    await environment().insert('members', [{ ...member, _id: memberId, unreadMessages: 0 }]);
    const official = openIdKey(appId.parse(DEMO_OA_APPID), openId.parse(`oaOwed-${name}`));
    const linked = { kind: 'openid', memberId, linkedAt: NOON, verifiedAt: NOON };
    await environment().insert('identities', [
      { ...linked, _id: key },
      { ...linked, _id: official },
    ]);
    cloud.wechat.state.followers.add(`oaOwed-${name}`);
  }

  const broken = (errcode: number, appid = DEMO_APPID, path = TOKEN) =>
    cloud.faults.apply({ target: 'wechat', path, appid, kind: 'errcode', errcode, times: 100_000 });

  it.each([
    ['a wrong secret', 40125],
    ['an address that is not on the list', 40164],
    ['a token endpoint that asks for patience', 45011],
  ])(
    '%s for an hour: what is still useful goes out once, the rest is skipped by name',
    async (_, errcode) => {
      await owe(['long-1', 'long-2'], NOON + 5 * HOUR_MS);
      await owe(['short-1'], NOON + 30 * MINUTE_MS);
      broken(errcode);
      await sweepEveryMinute(NOON, NOON + HOUR_MS);
      expect(arrived()).toEqual([]);
      // The inbox has them all from the first minute, and no send was given up while it was worth one.
      expect(messages().map(({ delivery, note }) => `${delivery} ${note}`)).toEqual([
        'delivered expired',
        ...Array<string>(2).fill(`retrying ${errcode}`),
      ]);
      expect(alarms()).toMatchObject([{ _id: 'wechat_account:mini_program', clearedAt: null }]);
      expect(alarmsLogged()).toHaveLength(1);

      cloud.faults.clear();
      await sweepEveryMinute(NOON + HOUR_MS, NOON + HOUR_MS + 3 * MINUTE_MS);
      expect(arrived()).toEqual(['oOwed-long-1', 'oOwed-long-2']);
      expect(
        Object.fromEntries(
          messages().map(({ sentTo, delivery, note, channel }) => [
            sentTo?.split(':')[1],
            `${channel} ${delivery} ${channel === 'inbox' ? note : ''}`.trim(),
          ]),
        ),
      ).toEqual({
        'oOwed-long-1': 'wechat delivered',
        'oOwed-long-2': 'wechat delivered',
        'oOwed-short-1': 'inbox delivered expired',
      });
      // What was not sent is not spent.
      const left = documentsOf(cloud, 'subscriptionCredits').map(({ available, reserved }) => [
        available,
        reserved,
      ]);
      expect(left.sort()).toEqual([
        [0, 0],
        [0, 0],
        [1, 0],
      ]);
      expect(alarms()).toMatchObject([
        { _id: 'wechat_account:mini_program', clearedAt: expect.any(Number) as number },
      ]);
      expect(alarmsLogged()).toHaveLength(1);
    },
  );

  it('reminders due only after the deadline of the outage are skipped as expired', async () => {
    await owe(['late'], NOON + 30 * MINUTE_MS);
    await sweepAt(NOON + HOUR_MS);
    expect(
      documentsOf(cloud, 'reminders').find(({ subjectId }) => subjectId === 'cpn_owed-late'),
    ).toMatchObject({ status: 'skipped', outcome: 'expired' });
  });

  it('a run that found the account closed asks it no more', async () => {
    await owe(
      Array.from({ length: 30 }, (_, n) => `many-${n}`),
      NOON + 5 * HOUR_MS,
    );
    broken(40125);
    await sweepAt(NOON);
    const asked = cloud.faults.wechat.failed(TOKEN);
    // At most as many as are sent at once.
    expect(asked).toBeGreaterThanOrEqual(1);
    expect(asked).toBeLessThanOrEqual(8);
    expect(messages()).toHaveLength(30);
  });

  it.each([40001, 40014, 42001])(
    '%d once in the middle of a batch: renewed, and all arrive once',
    async (errcode) => {
      await owe(['a', 'b', 'c', 'd'], NOON + 5 * HOUR_MS);
      cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode, nth: 3 });
      await sweepAt(NOON);
      expect(arrived()).toEqual(['oOwed-a', 'oOwed-b', 'oOwed-c', 'oOwed-d']);
      expect(alarms()).toEqual([]);
    },
  );

  it.each([40001, 40014, 42001])(
    '%d although renewed: the batch stops, and goes on later',
    async (errcode) => {
      await owe(
        Array.from({ length: 20 }, (_, n) => `${n + 10}`),
        NOON + 5 * HOUR_MS,
      );
      cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode, nth: 3, times: 100_000 });
      await sweepAt(NOON);
      expect(arrived()).toHaveLength(2);
      const waiting = messages().filter(({ delivery }) => delivery === 'retrying');
      expect(waiting).toHaveLength(18);
      cloud.faults.clear();
      await sweepAt(NOON + MINUTE_MS);
      expect(new Set(arrived()).size).toBe(20);
      expect(arrived()).toHaveLength(20);
      expect(messages().every(({ delivery }) => delivery === 'delivered')).toBe(true);
    },
  );

  it('somebody else replaces the token between two runs: the next message finds the new one', async () => {
    await owe(['first'], NOON + 5 * HOUR_MS);
    await sweepAt(NOON);
    cloud.moveClock(NOON + 5 * MINUTE_MS);
    const account = demoAccounts.find(({ appid }) => appid === DEMO_APPID);
    const response = await fetch(`${cloud.url}/wechat${TOKEN}`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: account?.appid,
        secret: account?.secret,
        force_refresh: true,
      }),
    });
    expect(z.object({ access_token: z.string() }).safeParse(await response.json()).success).toBe(true);
    await owe(['second', 'third'], NOON + 5 * HOUR_MS);
    await sweepAt(NOON + 6 * MINUTE_MS);
    expect(arrived()).toEqual(['oOwed-first', 'oOwed-second', 'oOwed-third']);
    expect(cloud.wechat.state.accessTokens).toHaveLength(2);
  });

  it('the mini-program’s trouble does not stop the official account, nor the other way round', async () => {
    await owe(['mini'], NOON + 5 * HOUR_MS);
    await owe(['xa'], NOON + 5 * HOUR_MS, 'official_account');
    broken(40125);
    await sweepAt(NOON);
    expect(arrived()).toEqual(['oaOwed-xa']);
    cloud.faults.clear();
    broken(40164, DEMO_OA_APPID);
    await owe(['xb'], NOON + 5 * HOUR_MS, 'official_account');
    cloud.faults.apply({ target: 'wechat', path: OA_SEND, kind: 'errcode', errcode: 40164, times: 1000 });
    await sweepAt(NOON + MINUTE_MS);
    expect(arrived()).toEqual(['oOwed-mini', 'oaOwed-xa']);
    expect(alarms().filter(({ clearedAt }) => clearedAt === null)).toMatchObject([
      { _id: 'wechat_account:official_account' },
    ]);
    cloud.faults.clear();
    await sweepAt(NOON + 2 * MINUTE_MS);
    expect(arrived()).toEqual(['oOwed-mini', 'oaOwed-xa', 'oaOwed-xb']);
    expect(alarms().filter(({ clearedAt }) => clearedAt === null)).toEqual([]);
  });

  it('a follower with a send is told by the official account while the mini-program cannot', async () => {
    await owe(['xc'], NOON + 5 * HOUR_MS, 'official_account');
    await grantSend('xc', openIdKey(appId.parse(DEMO_APPID), openId.parse('oOwed-xc')));
    broken(40125);
    await sweepAt(NOON);
    expect(arrived()).toEqual(['oaOwed-xc']);
    expect(documentsOf(cloud, 'subscriptionCredits')).toMatchObject([{ available: 1, reserved: 0 }]);
  });

  it('what waited does not ring at night', async () => {
    const evening = NOON + 9 * HOUR_MS + 30 * MINUTE_MS; // 21:30
    cloud.moveClock(evening);
    await owe(['night'], NOON + 30 * HOUR_MS);
    broken(40125);
    await sweepAt(evening);
    cloud.faults.clear();
    await sweepAt(evening + HOUR_MS);
    expect(arrived()).toEqual([]);
    await sweepAt(NOON + 20 * HOUR_MS); // 8:00
    expect(arrived()).toEqual(['oOwed-night']);
  });
});
