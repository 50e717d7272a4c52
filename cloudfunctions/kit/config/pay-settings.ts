import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { refuse } from '../../../contracts/errors';
import { BadSettings } from './settings';
import { hideSecrets } from '../log/scrub';

/**
 * Settings of WeChat Pay, read only by the functions that pay (payment, payment-notify, payment-sweep): the others need no keys.
 * A key may be a PEM text (also with `\n` written out, as consoles store it).
 */
const pem = z
  .string()
  .transform((text) => text.replace(/\\n/g, '\n').trim())
  .refine((text) => text.startsWith('-----BEGIN '), 'is not a PEM text');

/** Asked here, or the first payment would be the one to find out. */
const readsAsKey =
  (read: (pem: string) => KeyObject) =>
  (text: string): boolean => {
    try {
      return read(text).type !== 'secret';
    } catch {
      return false;
    }
  };
const privateKey = pem.refine(readsAsKey(createPrivateKey), 'is not a private key');
/** A public key, or a certificate with one in it. */
const publicKey = pem.refine(readsAsKey(createPublicKey), 'is neither a public key nor a certificate');

/** JSON: id → PEM of a public key or a certificate. */
export const platformKeys = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().min(1), publicKey).refine((keys) => Object.keys(keys).length > 0, 'has no key'));

const paySettingsSchema = z.object({
  WECHAT_PAY_API_BASE: z.url().default('https://api.mch.weixin.qq.com'),
  WECHAT_PAY_MCHID: z.string().regex(/^\d{6,16}$/),
  /** Serial number of the merchant's own API certificate. */
  WECHAT_PAY_SERIAL: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
  WECHAT_PAY_PRIVATE_KEY: privateKey,
  WECHAT_PAY_API_V3_KEY: z.string().length(32),
  /** JSON: `PUB_KEY_ID_…` or certificate serial → PEM. Both kinds while WeChat changes over from one to the other. */
  WECHAT_PAY_PLATFORM_KEYS: platformKeys,
  /** Address of payment-notify's HTTP access, without a query. */
  WECHAT_PAY_NOTIFY_URL: z.url().regex(/^[^?]*$/),
});

export interface PaySettings {
  apiBase: string;
  mchId: string;
  serial: string;
  privateKey: string;
  apiV3Key: string;
  platformKeys: Readonly<Record<string, string>>;
  notifyUrl: string;
}
type Environment = Readonly<Record<string, string | undefined>>;

function parsed<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.output<Schema> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new BadSettings(`environment variables: ${problems.join('; ')}`);
}

/** @throws BadSettings */
export function parsePaySettings(environment: Environment): PaySettings {
  const data = parsed(paySettingsSchema, environment);
  return {
    apiBase: `${data.WECHAT_PAY_API_BASE.replace(/\/$/, '')}/`,
    mchId: data.WECHAT_PAY_MCHID,
    serial: data.WECHAT_PAY_SERIAL,
    privateKey: data.WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: data.WECHAT_PAY_API_V3_KEY,
    platformKeys: data.WECHAT_PAY_PLATFORM_KEYS,
    notifyUrl: data.WECHAT_PAY_NOTIFY_URL,
  };
}

/** Names of all variables, for `.env.example`, deployment and `npm run doctor`. */
export const paySettingNames = Object.keys(paySettingsSchema.shape);

let parsedOnce: PaySettings | undefined;
/** WeChat Pay of this function instance. @throws TuankaError payment_not_configured when it is missing or malformed */
export function paySettings(): PaySettings {
  try {
    return (parsedOnce ??= readPaySettings());
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    throw refuse('payment_not_configured', error.message);
  }
}

function readPaySettings(): PaySettings {
  const read = parsePaySettings(process.env);
  hideSecrets([read.privateKey, read.apiV3Key]);
  return read;
}
