import * as z from 'zod';
import { BadSettings } from './settings';

/**
 * Settings of WeChat Pay, read only by the functions that pay (payment, payment-notify, sweep): the others need no keys.
 * A key may be a PEM text (also with `\n` written out, as consoles store it).
 */
const pem = z
  .string()
  .transform((text) => text.replace(/\\n/g, '\n').trim())
  .refine((text) => text.startsWith('-----BEGIN '), 'is not a PEM text');

const platformKeys = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().min(1), pem).refine((keys) => Object.keys(keys).length > 0, 'has no key'));

const minutes = z.coerce.number().int().min(2).max(120);

const paySettingsSchema = z.object({
  WECHAT_PAY_API_BASE: z.url().default('https://api.mch.weixin.qq.com'),
  WECHAT_PAY_MCHID: z.string().regex(/^\d{6,16}$/),
  /** Serial number of the merchant's own API certificate. */
  WECHAT_PAY_SERIAL: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
  WECHAT_PAY_PRIVATE_KEY: pem,
  WECHAT_PAY_API_V3_KEY: z.string().length(32),
  /** JSON: `PUB_KEY_ID_…` or certificate serial → PEM. Both kinds while WeChat changes over from one to the other. */
  WECHAT_PAY_PLATFORM_KEYS: platformKeys,
  /** Address of payment-notify's HTTP access, without a query. */
  WECHAT_PAY_NOTIFY_URL: z.url().regex(/^[^?]*$/),
  /** How long a confirmed order waits for its payment, holding its coupon. */
  ORDER_PAY_WITHIN_MINUTES: minutes.default(15),
  /** Whether the coupon of a wholly refunded order is given back. */
  COUPON_RESTORE_ON_REFUND: z.enum(['full', 'never']).default('full'),
});

export interface PaySettings {
  apiBase: string;
  mchId: string;
  serial: string;
  privateKey: string;
  apiV3Key: string;
  platformKeys: Readonly<Record<string, string>>;
  notifyUrl: string;
  payWithinMs: number;
  restoreCoupon: boolean;
}

/** @throws BadSettings */
export function parsePaySettings(environment: Readonly<Record<string, string | undefined>>): PaySettings {
  const parsed = paySettingsSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new BadSettings(`environment variables: ${problems.join('; ')}`);
  }
  const { data } = parsed;
  return {
    apiBase: `${data.WECHAT_PAY_API_BASE.replace(/\/$/, '')}/`,
    mchId: data.WECHAT_PAY_MCHID,
    serial: data.WECHAT_PAY_SERIAL,
    privateKey: data.WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: data.WECHAT_PAY_API_V3_KEY,
    platformKeys: data.WECHAT_PAY_PLATFORM_KEYS,
    notifyUrl: data.WECHAT_PAY_NOTIFY_URL,
    payWithinMs: data.ORDER_PAY_WITHIN_MINUTES * 60_000,
    restoreCoupon: data.COUPON_RESTORE_ON_REFUND === 'full',
  };
}

/** Names of all variables, for `.env.example`, deployment and `npm run doctor`. */
export const paySettingNames = Object.keys(paySettingsSchema.shape);

let parsedOnce: PaySettings | undefined;
/** The payment settings of this function instance. @throws BadSettings */
export const paySettings = (): PaySettings => (parsedOnce ??= parsePaySettings(process.env));
