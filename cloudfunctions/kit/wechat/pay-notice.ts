import Aes from 'wechatpay-axios-plugin/lib/aes';
import Formatter from 'wechatpay-axios-plugin/lib/formatter';
import Rsa from 'wechatpay-axios-plugin/lib/rsa';
import * as z from 'zod';
import type { Instant } from '../../../contracts/primitives/time';
import type { PaySettings } from '../config/pay-settings';

/**
 * Opens a notice of WeChat Pay: its time, its signature over the raw body by the key its serial names, then its content.
 * The library checks only answers to our own requests, so this order is ours (platform-facts, section 4).
 */
export type NoticeProblem =
  'headers' | 'timestamp' | 'serial' | 'signature' | 'body' | 'decryption' | 'content';

export class NoticeRefused extends Error {
  override readonly name = 'NoticeRefused';
  constructor(readonly problem: NoticeProblem) {
    super(problem);
  }
}

const MOST_SKEW_SECONDS = 300;

const noticeBody = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    associated_data: z.string().default(''),
    nonce: z.string(),
  }),
});

const paidContent = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: z.literal('SUCCESS'),
  success_time: z.string().optional(),
  amount: z.object({ total: z.int(), currency: z.string().default('CNY') }),
});

const refundContent = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  out_refund_no: z.string(),
  refund_status: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']),
  amount: z.object({ refund: z.int(), total: z.int() }),
});

export type PayNotice =
  | { kind: 'paid'; content: z.output<typeof paidContent> }
  | { kind: 'refund'; content: z.output<typeof refundContent> }
  /** An event this version does not know: accepted, or WeChat would repeat it for a day. */
  | { kind: 'other'; eventType: string };

export interface SignedRequest {
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Byte for byte what WeChat sent. */
  rawBody: string;
}

/** @throws NoticeRefused */
export function openPayNotice(request: SignedRequest, pay: PaySettings, now: Instant): PayNotice {
  checkSignature(request, pay, now);
  const body = noticeBody.safeParse(parseJson(request.rawBody));
  if (!body.success) throw new NoticeRefused('body');
  const { event_type: eventType, resource } = body.data;
  const content = decrypt(resource, pay.apiV3Key);
  if (eventType === 'TRANSACTION.SUCCESS') return { kind: 'paid', content: contentOf(paidContent, content) };
  if (eventType.startsWith('REFUND.')) return { kind: 'refund', content: contentOf(refundContent, content) };
  return { kind: 'other', eventType };
}

function checkSignature({ headers, rawBody }: SignedRequest, pay: PaySettings, now: Instant): void {
  const header = (name: string): string => {
    const value = headers[`wechatpay-${name}`];
    if (!value) throw new NoticeRefused('headers');
    return value;
  };
  const [timestamp, nonce, serial, signature] = [
    header('timestamp'),
    header('nonce'),
    header('serial'),
    header('signature'),
  ];
  const skew = Math.abs(now / 1000 - Number(timestamp));
  // Written so that a timestamp that is no number is refused too.
  if (!(/^\d+$/.test(timestamp) && skew <= MOST_SKEW_SECONDS)) throw new NoticeRefused('timestamp');
  const pem = Object.hasOwn(pay.platformKeys, serial) ? pay.platformKeys[serial] : undefined;
  if (pem === undefined) throw new NoticeRefused('serial');
  const key = Rsa.from(pem, Rsa.KEY_TYPE_PUBLIC);
  if (!Rsa.verify(Formatter.response(timestamp, nonce, rawBody), signature, key))
    throw new NoticeRefused('signature');
}

function decrypt(
  { ciphertext, nonce, associated_data }: z.output<typeof noticeBody>['resource'],
  key: string,
): unknown {
  try {
    return parseJson(Aes.AesGcm.decrypt(ciphertext, key, nonce, associated_data));
  } catch {
    throw new NoticeRefused('decryption');
  }
}

function contentOf<Content extends z.ZodType>(schema: Content, content: unknown): z.output<Content> {
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new NoticeRefused('content');
  return parsed.data;
}

/** A byte order mark is part of what is signed, and none of JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new NoticeRefused('body');
  }
}
