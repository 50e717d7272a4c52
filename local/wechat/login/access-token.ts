import * as z from 'zod';
import type { WechatAccount } from '../accounts';
import { drawText, type Sandbox } from '../sandbox';
import type { AccessToken } from '../state';
import { WechatError } from '../wechat-error';

export const TOKEN_LIFETIME_MS = 7200_000;
/** In the last five minutes WeChat hands out a new token while the old one still works (public page of getStableAccessToken). */
export const TOKEN_OVERLAP_MS = 300_000;
/** Forced refreshes closer together than this change nothing (same page). */
const FORCE_INTERVAL_MS = 30_000;

export const stableTokenInput = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().optional(),
});

const latestToken = (sandbox: Sandbox, appid: string): AccessToken | undefined =>
  [...sandbox.state.accessTokens].reverse().find((token) => token.appid === appid && !token.revoked);

function issueToken(sandbox: Sandbox, appid: string): AccessToken {
  const now = sandbox.now();
  const token = {
    appid,
    token: `97_${drawText(sandbox, 133)}`,
    issuedAt: now,
    expiresAt: now + TOKEN_LIFETIME_MS,
    revoked: false,
  };
  sandbox.state.accessTokens.push(token);
  return token;
}

const answer = (sandbox: Sandbox, token: AccessToken) => ({
  access_token: token.token,
  expires_in: Math.floor((token.expiresAt - sandbox.now()) / 1000),
});

/**
 * POST /cgi-bin/stable_token: the same token until its last five minutes, whoever asks; an official account's only from an address on
 * its allowlist. @param address where the call comes from; undefined: not from a function
 */
export function stableToken(
  sandbox: Sandbox,
  input: z.infer<typeof stableTokenInput>,
  address: string | undefined,
) {
  if (input.grant_type !== 'client_credential') throw new WechatError(40002);
  const account = sandbox.accounts.find(({ appid }) => appid === input.appid);
  if (!account) throw new WechatError(40013);
  if (account.secret !== input.secret) throw new WechatError(40125);
  requireAllowed(sandbox, account, address);

  const current = latestToken(sandbox, account.appid);
  const now = sandbox.now();
  if (current && input.force_refresh === true) {
    if (now - current.issuedAt < FORCE_INTERVAL_MS) return answer(sandbox, current);
    current.revoked = true;
  } else if (current && now < current.expiresAt - TOKEN_OVERLAP_MS) {
    return answer(sandbox, current);
  }
  return answer(sandbox, issueToken(sandbox, account.appid));
}

function requireAllowed({ state }: Sandbox, { kind }: WechatAccount, address: string | undefined): void {
  if (kind !== 'official-account' || address === undefined || state.officialAllowlist.includes(address))
    return;
  throw new WechatError(40164, undefined, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`);
}

/** Every other API: which account the token speaks for. */
export function authorise(sandbox: Sandbox, presented: string | undefined): WechatAccount {
  if (presented === undefined || presented === '') throw new WechatError(41001);
  const token = sandbox.state.accessTokens.find((candidate) => candidate.token === presented);
  if (!token || token.revoked) throw new WechatError(40001);
  if (sandbox.now() >= token.expiresAt) throw new WechatError(42001);
  const account = sandbox.accounts.find(({ appid }) => appid === token.appid);
  if (!account) throw new WechatError(40001);
  return account;
}

/** Messages, phone numbers and codes belong to mini-programs: an official account's token is refused. */
export function requireMiniProgram(account: WechatAccount): void {
  if (account.kind !== 'mini-program') throw new WechatError(48001);
}
