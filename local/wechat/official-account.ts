import { Hono } from 'hono';
import * as z from 'zod';
import type { WechatAccount } from './accounts';
import { pushEvent } from './pushed-events';
import type { Sandbox } from './sandbox';
import { acceptNotice, noticeAcceptInput } from './message/subscribe-notice';
import { WechatError } from './wechat-error';

/**
 * The official account: who follows it, what the server API tells about them, and what following and unfollowing pushes
 * to the merchant's server (platform-facts §1 "Linking").
 */
const MOST_AT_ONCE = 100;
/** One page of /cgi-bin/user/get. */
const PAGE = 10_000;

export const userBatchInput = z.object({
  user_list: z.array(z.object({ openid: z.string(), lang: z.string().optional() })),
});

const officialAccountOf = (sandbox: Sandbox): WechatAccount | undefined =>
  sandbox.accounts.find(({ kind }) => kind === 'official-account');

export function requireOfficialAccount(account: WechatAccount): void {
  if (account.kind !== 'official-account') throw new WechatError(48001);
}

/** GET /cgi-bin/user/info: somebody who does not follow is told by `subscribe: 0` and nothing more. */
export function userInfo(sandbox: Sandbox, openid: string) {
  if (!sandbox.knowsOpenid(openid)) throw new WechatError(40003);
  if (!sandbox.state.followers.has(openid)) return { subscribe: 0, openid };
  const unionid = sandbox.state.followerUnions.get(openid);
  return {
    subscribe: 1,
    openid,
    language: 'zh_CN',
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    ...(unionid === undefined ? {} : { unionid }),
  };
}

/** POST /cgi-bin/user/info/batchget. */
export function userInfoBatch(sandbox: Sandbox, { user_list }: z.infer<typeof userBatchInput>) {
  if (user_list.length === 0 || user_list.length > MOST_AT_ONCE) throw new WechatError(40097);
  return { user_info_list: user_list.map(({ openid }) => userInfo(sandbox, openid)) };
}

/** GET /cgi-bin/user/get: followers after `next_openid`, in one order. */
export function userList(sandbox: Sandbox, after: string) {
  const all = [...sandbox.state.followers].sort();
  const openid = all.filter((one) => one > after).slice(0, PAGE);
  const last = openid.at(-1) ?? '';
  return {
    total: all.length,
    count: openid.length,
    ...(openid.length > 0 && { data: { openid } }),
    next_openid: last,
  };
}

const followInput = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  mode: z.enum(['aes', 'plain']).default('aes'),
  /** WeChat pushes the same event more than once now and then. */
  copies: z.int().min(1).max(5).default(1),
});

/** What a person does with the account in WeChat, mounted at /local/wechat. */
export function createFollowApp(sandbox: Sandbox): Hono {
  const local = new Hono();
  local.post('/subscribe-notice', async (c) => {
    const parsed = noticeAcceptInput.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const answer = acceptNotice(sandbox, parsed.data);
    sandbox.changed();
    return c.json(answer);
  });
  for (const event of ['subscribe', 'unsubscribe'] as const) {
    local.post(event === 'subscribe' ? '/follow' : '/unfollow', async (c) => {
      const parsed = followInput.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
      const { openid, unionid, mode, copies } = parsed.data;
      if (event === 'subscribe') sandbox.state.followers.add(openid);
      else sandbox.state.followers.delete(openid);
      if (unionid !== undefined) sandbox.state.followerUnions.set(openid, unionid);
      sandbox.changed();
      const content = { FromUserName: openid, Event: event, EventKey: '' };
      const attempts: number[] = [];
      const account = officialAccountOf(sandbox);
      for (let copy = 0; copy < copies; copy += 1)
        attempts.push(await pushEvent(sandbox, account, content, { mode, format: 'xml' }));
      return c.json({ attempts });
    });
  }
  return local;
}
