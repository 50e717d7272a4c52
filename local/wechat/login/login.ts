import { createCipheriv, createHash } from 'node:crypto';
import * as z from 'zod';
import { drawText, miniProgramOf, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';

/** wx.login and what WeChat encrypts with the session it opens (platform-facts, sections 2 and 3). */
const LOGIN_CODE_LIFETIME_MS = 300_000;

/** `wx.login`: a single-use code. The session key is the newest login's; data encrypted before stays with the old one. */
export function issueLoginCode(sandbox: Sandbox, openid: string): string {
  const code = drawText(sandbox, 32);
  const sessionKey = createHash('sha256')
    .update(`${sandbox.seed}/session/${code}`)
    .digest()
    .subarray(0, 16)
    .toString('base64');
  sandbox.state.sessionKeys.set(openid, sessionKey);
  sandbox.state.loginCodes.set(code, {
    openid,
    sessionKey,
    expiresAt: sandbox.now() + LOGIN_CODE_LIFETIME_MS,
    used: false,
  });
  return code;
}

/** GET /sns/jscode2session: no access token, the app's secret instead. */
export function codeToSession(sandbox: Sandbox, query: (name: string) => string) {
  const account = miniProgramOf(sandbox);
  if (!account || query('appid') !== account.appid) throw new WechatError(40013);
  if (query('secret') !== account.secret) throw new WechatError(40125);
  if (query('grant_type') !== 'authorization_code') throw new WechatError(40002);
  const login = sandbox.state.loginCodes.get(query('js_code'));
  if (!login || login.used || sandbox.now() >= login.expiresAt) throw new WechatError(40029);
  login.used = true;
  return { openid: login.openid, session_key: login.sessionKey };
}

export const groupInfoInput = z.object({
  openid: z.string().min(1),
  groupId: z.string().min(1),
  /** To play a mini-program whose data is not ours. */
  appid: z.string().optional(),
});

/** What `wx.getShareInfo` and `wx.getGroupEnterInfo` hand to the page: encrypted with the session key of the last login. */
export function encryptGroup(
  sandbox: Sandbox,
  { openid, groupId, appid }: z.infer<typeof groupInfoInput>,
): { encryptedData: string; iv: string } | null {
  const sessionKey = sandbox.state.sessionKeys.get(openid);
  if (sessionKey === undefined) return null;
  const iv = createHash('sha256').update(drawText(sandbox, 16)).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv);
  const data = {
    openGId: groupId,
    watermark: {
      timestamp: Math.floor(sandbox.now() / 1000),
      appid: appid ?? miniProgramOf(sandbox)?.appid ?? '',
    },
  };
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()]);
  return { encryptedData: encrypted.toString('base64'), iv: iv.toString('base64') };
}
