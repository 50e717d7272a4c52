import { createCipheriv, createHash } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import { Hono } from 'hono';
import * as z from 'zod';
import type { WechatAccount } from './accounts';
import { drawText, type Sandbox } from './sandbox';

/**
 * What WeChat pushes to the merchant's server, for the official account and the mini-program alike: XML or JSON as the
 * merchant chose, signed, encrypted in safe mode, and pushed again while nobody answers `success` (platform-facts §1).
 */
/** No `success` within 5 s: WeChat pushes again, three times in all. */
const ATTEMPTS = 3;
const ANSWER_WITHIN_MS = 5000;

export interface PushedAs {
  mode: 'aes' | 'plain';
  format: 'xml' | 'json';
}

/** Elements of an event; a list is an element that is repeated, as WeChat writes it. */
interface Content {
  [name: string]: string | Content | Content[];
}

const fields = z.record(z.string(), z.string());
const eventInput = z.object({
  account: z.enum(['mini-program', 'official-account']),
  openid: z.string().min(1),
  /** `subscribe_msg_popup_event` … */
  event: z.string().min(1),
  fields: fields.default({}),
  /** What stands in `List`; WeChat writes a single one without an array. */
  list: z.array(fields).optional(),
  mode: z.enum(['aes', 'plain']).default('aes'),
  format: z.enum(['xml', 'json']).default('xml'),
  copies: z.int().min(1).max(5).default(1),
});

/** Any event, as WeChat would push it: mounted at /local/wechat for tests. */
export function createEventApp(sandbox: Sandbox): Hono {
  const local = new Hono();
  local.post('/event', async (c) => {
    const parsed = eventInput.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const { account: kind, openid, event, list, mode, format, copies, fields: more } = parsed.data;
    const account = sandbox.accounts.find((one) => one.kind === kind);
    const items = list && listOf(event, list, format);
    const content = { FromUserName: openid, Event: event, ...more, ...items };
    const attempts: number[] = [];
    for (let copy = 0; copy < copies; copy += 1)
      attempts.push(await pushEvent(sandbox, account, content, { mode, format }));
    return c.json({ attempts });
  });
  return local;
}

/** In XML the list stands inside an element named after the event, in JSON at the top; a single one is no array. */
function listOf(event: string, list: Content[], format: PushedAs['format']): Content {
  const [only] = list;
  const items = { List: list.length === 1 && only ? only : list };
  if (format === 'json') return items;
  const name = event.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return { [name]: items };
}

/** Pushes one event; how often it took, and 0 when nobody answered `success`. */
export async function pushEvent(
  sandbox: Sandbox,
  account: WechatAccount | undefined,
  content: Content,
  { mode, format }: PushedAs,
): Promise<number> {
  if (!account?.push) return 0;
  const seconds = Math.floor(sandbox.now() / 1000);
  const whole = { ToUserName: 'gh_sandbox', CreateTime: String(seconds), MsgType: 'event', ...content };
  const text = format === 'xml' ? xmlOf({ xml: whole }) : JSON.stringify(whole);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { url, body } = signedPush(sandbox, { ...account, push: account.push }, text, { mode, format });
    if (await isTaken(url, body, format)) return attempt;
  }
  return 0;
}

async function isTaken(url: string, body: string, format: PushedAs['format']): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': format === 'xml' ? 'text/xml' : 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer = await response.text();
    return response.ok && (answer === 'success' || answer === '');
  } catch {
    return false;
  }
}

const builder = new XMLBuilder({ cdataPropName: 'cdata' });

/** Texts in CDATA, numbers bare, as WeChat writes them. */
const xmlOf = (content: Content): string => builder.build(elementsOf(content));

const elementsOf = (content: Content): object =>
  Object.fromEntries(Object.entries(content).map(([name, value]) => [name, elementOf(value)]));

function elementOf(value: Content[string]): object | string {
  if (Array.isArray(value)) return value.map(elementsOf);
  if (typeof value === 'object') return elementsOf(value);
  return /^\d+$/.test(value) ? value : { cdata: value };
}

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');

/** The request of one push: a fresh nonce each time, the same content. */
function signedPush(
  sandbox: Sandbox,
  { appid, push }: WechatAccount & { push: NonNullable<WechatAccount['push']> },
  text: string,
  { mode, format }: PushedAs,
): { url: string; body: string } {
  const timestamp = String(Math.floor(sandbox.now() / 1000));
  const nonce = drawText(sandbox, 10);
  const query = new URLSearchParams({ signature: sha1(push.token, timestamp, nonce), timestamp, nonce });
  const url = sandbox.functionUrl(push.functionName);
  if (mode === 'plain') return { url: `${url}?${query.toString()}`, body: text };
  const key = Buffer.from(`${push.aesKey}=`, 'base64');
  const sealed = encrypt(key, drawText(sandbox, 16), text, appid);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', sha1(push.token, timestamp, nonce, sealed));
  const envelope = { ToUserName: 'gh_sandbox', Encrypt: sealed };
  const body = format === 'xml' ? xmlOf({ xml: envelope }) : JSON.stringify(envelope);
  return { url: `${url}?${query.toString()}`, body };
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
