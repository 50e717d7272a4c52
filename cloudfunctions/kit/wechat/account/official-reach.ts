import * as z from 'zod';
import type { Variables } from '../../config/settings';

/** Whether the official account can be called from where this runs. */
export type OfficialReach =
  | { reached: true }
  /** `address`: of an address that is not on the account's allowlist (40164), which one; null errcode: no answer. */
  | { reached: false; errcode: number | null; address: string | null };

const answer = z.object({
  access_token: z.string().optional(),
  errcode: z.number().optional(),
  errmsg: z.string().default(''),
});
const TIMEOUT_MS = 3_000;
/** `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist` */
const REFUSED_ADDRESS = /invalid ip ([0-9a-f.:]+)/i;

/** Asks for a token as any call would, and gives it to nobody: the allowlist is looked at here. */
export async function reachOfficial({ wechat, officialAccount }: Variables): Promise<OfficialReach | null> {
  if (!officialAccount?.secret) return null;
  const response = await fetch(`${wechat.apiBase}/cgi-bin/stable_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credential',
      appid: officialAccount.appId,
      secret: officialAccount.secret,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  const { data } = answer.safeParse(await response?.json().catch(() => null));
  if (data?.access_token !== undefined) return { reached: true };
  const address = REFUSED_ADDRESS.exec(data?.errmsg ?? '')?.[1] ?? null;
  return { reached: false, errcode: data?.errcode ?? null, address };
}
