import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const lin = () => phoneOf(cloud, { openid: 'oLin-1', unionid: 'uLin', appid: DEMO_APPID });
const join = (who = lin()) => who.member.join({ leaderCode: null, phoneCode: null });
const follower = { openid: 'oaLin-1', unionid: 'uLin' };
const statusOf = async () => (await lin().identityMap.readMine({})).official;

/** What the person does in WeChat; how many pushes each event took. */
async function inWechat(action: 'follow' | 'unfollow', more: object = {}): Promise<number[]> {
  const response = await fetch(`${cloud.url}/local/wechat/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...follower, ...more }),
  });
  return z.object({ attempts: z.array(z.number()) }).parse(await response.json()).attempts;
}

describe('a follower of the official account', () => {
  it('before joining: is linked to the member by the join', async () => {
    expect(await inWechat('follow')).toEqual([1]);
    expect(documentsOf(cloud, 'followers')).toMatchObject([
      { unionId: 'uLin', memberId: null, subscribed: true },
    ]);
    const { member } = await join();
    expect(documentsOf(cloud, 'followers')).toMatchObject([{ memberId: member.memberId }]);
    expect(await statusOf()).toBe('following');
  });

  it('after joining: is linked by the event', async () => {
    const { member } = await join();
    await inWechat('follow');
    expect(documentsOf(cloud, 'identities').map(({ _id }) => _id)).toContain(
      'openid:wxdemo0tuankaoa01:oaLin-1',
    );
    expect(documentsOf(cloud, 'followers')).toMatchObject([{ memberId: member.memberId }]);
    expect(await statusOf()).toBe('following');
  });

  it('is linked when the unionid appears only later', async () => {
    const early = phoneOf(cloud, { openid: 'oLin-1', appid: DEMO_APPID });
    await join(early);
    await inWechat('follow');
    expect((await early.identityMap.readMine({})).official).toBe('not_linked');
    expect(await lin().member.overview({})).toMatchObject({ identity: 'loose' });
    expect(await lin().identityMap.linkMine({})).toEqual({ linked: 2, merged: false });
    expect(await statusOf()).toBe('following');
  });

  it('who stops following stays linked, and is known not to follow', async () => {
    await join();
    await inWechat('follow');
    cloud.moveClock(NOON + MINUTE_MS);
    await inWechat('unfollow');
    expect(await statusOf()).toBe('unfollowed');
  });

  it('goes with the member when members are merged, and back with an undo', async () => {
    await join(phoneOf(cloud, { openid: 'oOld-1', appid: DEMO_APPID }));
    cloud.moveClock(NOON + MINUTE_MS);
    const { member } = await join();
    await inWechat('follow');
    const both = phoneOf(cloud, { openid: 'oOld-1', unionid: 'uLin', appid: DEMO_APPID });
    await both.identityMap.linkMine({});
    expect((await both.identityMap.readMine({})).official).toBe('following');
    const operator = phoneOf(cloud, 'operator-he');
    const [merge] = (await operator.identityMap.listMerges({ cursor: null })).merges;
    if (merge) await operator.identityMap.undoMerge({ mergeId: merge.mergeId, reason: '合错了' });
    expect(documentsOf(cloud, 'followers')).toMatchObject([{ memberId: member.memberId }]);
  });
});

describe('the event push', () => {
  it('comes in safe mode; a plain one is refused where a key is configured', async () => {
    expect(await inWechat('follow', { mode: 'plain' })).toEqual([0]);
    expect(documentsOf(cloud, 'followers')).toHaveLength(0);
  });

  it('repeated by WeChat changes nothing the second time', async () => {
    expect(await inWechat('follow', { copies: 3 })).toEqual([1, 1, 1]);
    expect(documentsOf(cloud, 'wechatEvents')).toHaveLength(1);
  });

  it('is pushed again when our answer is lost, and handled once', async () => {
    cloud.faults.apply({ target: 'function', name: 'wechat-events', kind: 'drop-after', times: 1 });
    expect(await inWechat('follow')).toEqual([2]);
    expect(documentsOf(cloud, 'followers')).toHaveLength(1);
    expect(documentsOf(cloud, 'wechatEvents')).toHaveLength(1);
  });

  it('an event that arrives after a newer one changes nothing', async () => {
    await join();
    cloud.moveClock(NOON + MINUTE_MS);
    await inWechat('unfollow');
    cloud.moveClock(NOON);
    await inWechat('follow');
    cloud.moveClock(NOON + MINUTE_MS);
    expect(documentsOf(cloud, 'followers')).toMatchObject([{ subscribed: false, eventAt: NOON + MINUTE_MS }]);
  });

  const sign = (timestamp: string, token = 'demoToken2026') =>
    createHash('sha1').update([token, timestamp, 'n1'].sort().join('')).digest('hex');
  const ask = (query: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${cloud.url}/http/wechat-events?${new URLSearchParams(query).toString()}`, init);
  const seconds = String(NOON / 1000);

  it('is set up by answering WeChat’s echo, to WeChat alone', async () => {
    const echo = { timestamp: seconds, nonce: 'n1', echostr: 'echo-123' };
    const right = await ask({ ...echo, signature: sign(seconds) });
    expect([right.status, await right.text()]).toEqual([200, 'echo-123']);
    const wrong = await ask({ ...echo, signature: sign(seconds, 'guessed') });
    expect([wrong.status, await wrong.text()]).toEqual([403, 'refused']);
  });

  it.each([
    ['without a signature', {}],
    [
      'with a signature of another token',
      { timestamp: seconds, nonce: 'n1', signature: sign(seconds, 'guessed') },
    ],
    [
      'replayed later',
      { timestamp: String(NOON / 1000 - 3600), nonce: 'n1', signature: sign(String(NOON / 1000 - 3600)) },
    ],
    [
      'whose ciphertext was not signed',
      { timestamp: seconds, nonce: 'n1', signature: sign(seconds), encrypt_type: 'aes', msg_signature: 'x' },
    ],
  ])('%s is refused and changes nothing', async (_how, query: Record<string, string>) => {
    const body = '<xml><Encrypt><![CDATA[AAAA]]></Encrypt></xml>';
    const answer = await ask(query, { method: 'POST', body, headers: { 'content-type': 'text/xml' } });
    expect(answer.status).toBe(403);
    expect(documentsOf(cloud, 'wechatEvents')).toHaveLength(0);
  });

  it('marks of handled events are forgotten after a week', async () => {
    await inWechat('follow');
    cloud.moveClock(NOON + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'wechatEvents')).toHaveLength(0);
  });
});

describe('followers from before', () => {
  it('are linked by the backfill; it may be run again, and a repeat of the same request is the same run', async () => {
    const { member } = await join();
    for (let index = 0; index < 150; index += 1) cloud.wechat.state.followers.add(`oaOther-${index}`);
    cloud.wechat.state.followers.add(follower.openid);
    cloud.wechat.state.followerUnions.set(follower.openid, follower.unionid);
    const operator = phoneOf(cloud, 'operator-he');
    const requestId = newTestRequest();
    const first = await operator.identityMap.backfillFollowers({}, { requestId });
    expect(first).toEqual({ status: 'done', seen: 151, linked: 1 });
    expect(await operator.identityMap.backfillFollowers({}, { requestId })).toEqual(first);
    const told = documentsOf(cloud, 'auditEntries').map(({ action }) => action);
    expect(told.filter((action) => action === 'identity.backfillFollowers')).toHaveLength(1);
    const calls = cloud.stats.counts().total;
    expect(await operator.identityMap.backfillFollowers({})).toEqual({
      status: 'done',
      seen: 151,
      linked: 0,
    });
    // Nothing new is not written again: a handful of calls a slice.
    expect(cloud.stats.counts().total - calls).toBeLessThan(25);
    expect(documentsOf(cloud, 'followers').filter(({ memberId }) => memberId !== null)).toMatchObject([
      { memberId: member.memberId, subscribed: true },
    ]);
  });
});
