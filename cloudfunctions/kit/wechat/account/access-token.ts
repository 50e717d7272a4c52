import * as z from 'zod';
import { MINUTE_MS } from '../../../../contracts/primitives/time';
import { WechatError, WechatNotReady, WechatUnreachable, type WechatAccountName } from '../wechat-error';

/** An account of WeChat with what its token is fetched with. */
export interface TokenAccount {
  name: WechatAccountName;
  appId: string;
  secret: string;
}

/** Calls WeChat with a token, and knows which accounts cannot be called now. */
export interface Tokens {
  /**
   * @param leave `of_api`: an answer that the API is not open to the account (48001) is about this API alone, and thrown as it is
   * @throws WechatNotReady; whatever `send` throws
   */
  withToken(
    account: TokenAccount,
    send: (token: string) => Promise<Buffer>,
    leave?: 'of_account' | 'of_api',
  ): Promise<Buffer>;
  /** Why this account cannot be called now; null: nothing is known against it. */
  notReady(name: WechatAccountName): WechatNotReady | null;
}

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

/** A token this close to its end is replaced before use. */
const TOKEN_MARGIN_MS = 5 * MINUTE_MS;
/** This token: another one may do. */
const REJECTED_TOKEN = [40001, 40014, 42001];
/** The account itself: its secret, the allowlist of addresses, its leave to use the API. What was sent had no part in it. */
const REFUSED_ACCOUNT = [...REJECTED_TOKEN, 40013, 40125, 40164, 40243, 41001, 41002, 41004, 48001];

const NO_LEAVE = 48001;

/** Kept between calls of one function instance. */
const known = new Map<string, { token: string; expiresAt: number }>();

/**
 * Tokens of one run. An account that turned out not to be callable is not asked again in it: with a wrong secret every message
 * would cost a question. The next run asks again.
 */
export function createTokens(
  apiBase: string,
  post: (path: string, body: unknown) => Promise<Buffer>,
): Tokens {
  const stopped = new Map<WechatAccountName, WechatNotReady>();
  const stop = ({ name }: TokenAccount, errcode: number | null): WechatNotReady => {
    const reason = new WechatNotReady(name, errcode);
    stopped.set(name, reason);
    return reason;
  };
  const keyOf = ({ appId }: TokenAccount): string => `${apiBase} ${appId}`;

  async function tokenOf(account: TokenAccount): Promise<string> {
    const kept = known.get(keyOf(account));
    if (kept && kept.expiresAt - TOKEN_MARGIN_MS > Date.now()) return kept.token;
    // stable_token gives every instance the same token, so instances need not share one (design, "WeChat").
    const answer = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: account.appId,
      secret: account.secret,
    }).catch((error: unknown): never => {
      if (error instanceof WechatError) throw stop(account, error.errcode);
      if (error instanceof WechatUnreachable) throw stop(account, null);
      throw error;
    });
    const parsed = tokenAnswer.safeParse(parseJson(answer));
    if (!parsed.success) throw stop(account, null);
    const { access_token, expires_in } = parsed.data;
    known.set(keyOf(account), { token: access_token, expiresAt: Date.now() + expires_in * 1000 });
    return access_token;
  }

  /** Only the token that was rejected: a call beside this one may have renewed it already. */
  function forget(account: TokenAccount, token: string): void {
    if (known.get(keyOf(account))?.token === token) known.delete(keyOf(account));
  }

  return {
    notReady: (name) => stopped.get(name) ?? null,
    async withToken(account, send, leave = 'of_account') {
      // A rejected token was never used, so asking once more with a new one repeats nothing.
      for (let isRenewed = false; ; isRenewed = true) {
        const before = stopped.get(account.name);
        if (before) throw before;
        const token = await tokenOf(account);
        try {
          return await send(token);
        } catch (error) {
          if (!(error instanceof WechatError) || !REFUSED_ACCOUNT.includes(error.errcode)) throw error;
          if (leave === 'of_api' && error.errcode === NO_LEAVE) throw error;
          forget(account, token);
          if (isRenewed || !REJECTED_TOKEN.includes(error.errcode)) throw stop(account, error.errcode);
        }
      }
    },
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
