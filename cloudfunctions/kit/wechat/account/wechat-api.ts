import * as z from 'zod';
import { createTokens, type TokenAccount, type Tokens } from './access-token';
import { WechatError, WechatUnreachable } from '../wechat-error';

/** One way to WeChat's server API: posts, puts the account's token in, and reads WeChat's errors out of its answers. */
export interface WechatApi {
  notReady: Tokens['notReady'];
  /** Without a token. Without a body it is a GET. @throws WechatError, WechatUnreachable */
  post(path: string, body?: unknown): Promise<Buffer>;
  /** With the account's token. @throws WechatNotReady as well */
  call(account: TokenAccount, path: string, body: unknown, leave?: 'of_account' | 'of_api'): Promise<Buffer>;
}

const TIMEOUT_MS = 5_000;

const errorAnswer = z.object({ errcode: z.number(), errmsg: z.string().default('') });

async function exchange(url: string, body: unknown): Promise<Buffer> {
  let response: Response;
  let bytes: Buffer;
  try {
    response = await fetch(url, {
      ...(body === undefined
        ? { method: 'GET' }
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    throw new WechatUnreachable('no answer', { cause });
  }
  if (!response.ok) throw new WechatUnreachable(`HTTP ${response.status}`);
  return bytes;
}

export function openWechatApi(apiBase: string): WechatApi {
  const post = async (path: string, body?: unknown): Promise<Buffer> => {
    const bytes = await exchange(`${apiBase}${path}`, body);
    const error = errorAnswer.safeParse(parseJson(bytes));
    if (error.success && error.data.errcode !== 0)
      throw new WechatError(error.data.errcode, error.data.errmsg);
    return bytes;
  };
  const tokens = createTokens(apiBase, post);
  return {
    notReady: (name) => tokens.notReady(name),
    post,
    call: (account, path, body, leave) =>
      tokens.withToken(
        account,
        (token) =>
          post(`${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`, body),
        leave,
      ),
  };
}

/** Undefined for anything that is not JSON, such as a picture. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** @throws WechatUnreachable when the answer has another shape than documented */
export function parseAnswer<Answer extends z.ZodType>(answer: Answer, bytes: Buffer): z.output<Answer> {
  const parsed = answer.safeParse(parseJson(bytes));
  if (!parsed.success) throw new WechatUnreachable('an answer of another shape');
  return parsed.data;
}
