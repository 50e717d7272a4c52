import * as z from 'zod';
import { DAY_MS } from '../../../contracts/primitives/time';
import type { WechatAccount } from '../accounts';
import { drawText, pageExists, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';

/** Platform-facts, section 3. */
const MOST_DAYS = 30;
const LONGEST_QUERY = 1024;

export const urlLinkInput = z.object({
  path: z.string().optional(),
  query: z.string().optional(),
  expire_type: z.number().optional(),
  expire_time: z.number().optional(),
  expire_interval: z.number().optional(),
  env_version: z.string().optional(),
});

/** POST /wxa/generate_urllink: a link that opens a page from outside WeChat until it expires. */
export function generateUrlLink(
  sandbox: Sandbox,
  _account: WechatAccount,
  input: z.infer<typeof urlLinkInput>,
) {
  const page = input.path ?? '';
  if (page.includes('?') || (page !== '' && !pageExists(sandbox, page.replace(/^\//, ''))))
    throw new WechatError(40165);
  if ((input.query ?? '').length > LONGEST_QUERY) throw new WechatError(40212);
  const link = `https://wxaurl.cn/${drawText(sandbox, 11)}`;
  sandbox.state.urlLinks.set(link, {
    page: page.replace(/^\//, ''),
    query: input.query ?? '',
    expiresAt: expiryOf(sandbox.now(), input),
  });
  return { errcode: 0, errmsg: 'ok', url_link: link };
}

function expiryOf(now: number, input: z.infer<typeof urlLinkInput>): number {
  const byInterval = input.expire_type === 1;
  const until = byInterval ? now + (input.expire_interval ?? 0) * DAY_MS : (input.expire_time ?? 0) * 1000;
  if (until <= now || until > now + MOST_DAYS * DAY_MS) throw new WechatError(85401);
  return until;
}

/** What a tap on the link opens; null: it never existed or has expired. */
export function openUrlLink(sandbox: Sandbox, link: string): { page: string; query: string } | null {
  const known = sandbox.state.urlLinks.get(link);
  return known && sandbox.now() < known.expiresAt ? { page: known.page, query: known.query } : null;
}
