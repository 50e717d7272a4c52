import { createCipheriv, createHash } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import type { WechatAccount } from './accounts';
import { drawText, type Sandbox } from './sandbox';
import { WechatError } from './wechat-error';

/**
 * The official account: who follows it, what the server API tells about them, and the events WeChat pushes to the
 * merchant's server, signed and (in safe mode) encrypted, with its retries (platform-facts §1 "Linking").
 */
const MOST_AT_ONCE = 100;
/** One page of /cgi-bin/user/get. */
const PAGE = 10_000;
/** No `success` within 5 s: WeChat pushes again, three times in all. */
const ATTEMPTS = 3;
const ANSWER_WITHIN_MS = 5000;

export const userBatchInput = z.object({
  user_list: z.array(z.object({ openid: z.string(), lang: z.string().optional() })),
});

export const officialAccountOf = (sandbox: Sandbox): WechatAccount | undefined =>
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
  for (const event of ['subscribe', 'unsubscribe'] as const) {
    local.post(event === 'subscribe' ? '/follow' : '/unfollow', async (c) => {
      const parsed = followInput.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
      const { openid, unionid, mode, copies } = parsed.data;
      if (event === 'subscribe') sandbox.state.followers.add(openid);
      else sandbox.state.followers.delete(openid);
      if (unionid !== undefined) sandbox.state.followerUnions.set(openid, unionid);
      sandbox.changed();
      const content = { FromUserName: openid, MsgType: 'event', Event: event, EventKey: '' };
      const attempts: number[] = [];
      for (let copy = 0; copy < copies; copy += 1) attempts.push(await pushEvent(sandbox, content, mode));
      return c.json({ attempts });
    });
  }
  return local;
}

/** Pushes one event; how often it took, and 0 when nobody answered `success`. */
async function pushEvent(
  sandbox: Sandbox,
  content: Record<string, string>,
  mode: 'aes' | 'plain',
): Promise<number> {
  const account = officialAccountOf(sandbox);
  if (!account?.push) return 0;
  const seconds = Math.floor(sandbox.now() / 1000);
  const xml = xmlOf({ ToUserName: 'gh_sandbox', CreateTime: String(seconds), ...content });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { url, body } = signedPush(sandbox, account, account.push, xml, mode);
    if (await isTaken(url, body)) return attempt;
  }
  return 0;
}

async function isTaken(url: string, body: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer = await response.text();
    return response.ok && (answer === 'success' || answer === '');
  } catch {
    return false;
  }
}

const xmlOf = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) =>
      /^\d+$/.test(value) ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
    )
    .join('')}</xml>`;

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');

/** The request of one push: a fresh nonce each time, the same content. */
export function signedPush(
  sandbox: Sandbox,
  account: WechatAccount,
  push: NonNullable<WechatAccount['push']>,
  xml: string,
  mode: 'aes' | 'plain',
): { url: string; body: string } {
  const timestamp = String(Math.floor(sandbox.now() / 1000));
  const nonce = drawText(sandbox, 10);
  const query = new URLSearchParams({ signature: sha1(push.token, timestamp, nonce), timestamp, nonce });
  const url = sandbox.functionUrl(push.functionName);
  if (mode === 'plain') return { url: `${url}?${query.toString()}`, body: xml };
  const encrypted = encrypt(
    Buffer.from(`${push.aesKey}=`, 'base64'),
    drawText(sandbox, 16),
    xml,
    account.appid,
  );
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', sha1(push.token, timestamp, nonce, encrypted));
  return { url: `${url}?${query.toString()}`, body: xmlOf({ ToUserName: 'gh_sandbox', Encrypt: encrypted }) };
}

/** 16 random bytes, length, text, appid; PKCS#7 to 32 bytes; AES-256-CBC with the key's first half as its start. */
function encrypt(key: Buffer, random: string, text: string, appid: string): string {
  const content = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([Buffer.from(random), length, content, Buffer.from(appid)]);
  const pad = 32 - (plain.length % 32);
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}
