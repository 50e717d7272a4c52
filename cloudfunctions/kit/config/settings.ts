import * as z from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import type { MessageTemplates, SettingGroups } from '../../../contracts/office/setting-values';
import { appId } from '../../../contracts/values';
import { hideSecrets } from '../log/scrub';
import { minutesOf, readGroups } from './merchant-settings';

/**
 * What a deployment is made of: secrets, addresses and names, read once from the function's environment variables
 * (.env.example lists them), and what the merchant decides, read from the database (load-settings.ts). Variables hold 4,096
 * bytes in all, so whatever is no secret and may grow belongs to the second. Limits of WeChat that platform-facts marks [R] or
 * [C] are settings, never code.
 */
const key32 = z.base64().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 32) return bytes;
  context.addIssue({ code: 'custom', message: '32 bytes of base64 are needed' });
  return z.NEVER;
});

/** WeChat's EncodingAESKey: base64 of 32 bytes without its padding. */
const aesKey = z
  .string()
  .regex(/^[0-9A-Za-z+/]{43}$/, '43 characters of base64 are needed')
  .transform((text) => Buffer.from(`${text}=`, 'base64'));

const pushToken = z.string().regex(/^[0-9A-Za-z]{3,32}$/);

const variablesSchema = z.object({
  MERCHANT_NAME: z.string().min(1).max(20),
  WECHAT_API_BASE: z.url(),
  WECHAT_APPID: appId,
  WECHAT_SECRET: z.string().min(1),
  /** Which version of the mini-program messages and codes open. */
  WECHAT_VERSION: z.enum(['formal', 'trial', 'developer']),
  /** `<key id>:<base64 of 32 bytes>`, newest first, separated by commas: the first encrypts, all decrypt. */
  PHONE_KEYS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim().split(':')))
    .pipe(z.array(z.tuple([z.string().regex(/^[a-z0-9]{1,12}$/), key32])).min(1)),
  /** Keyed hash of phone numbers, for lookup. Changing it forgets every known number. */
  PHONE_HASH_KEY: key32,
  /** Signs the member codes shown at the counter. Changing it makes the codes of the running minute invalid, nothing more. */
  MEMBER_CODE_KEY: key32,
  /** 消息推送 of the mini-program: its own token and key; a merchant with an official account may enter that one's in both places. */
  WECHAT_PUSH_TOKEN: pushToken.optional(),
  WECHAT_PUSH_AES_KEY: aesKey.optional(),
  /** The official account, when the merchant has one bound to the same open platform account. */
  OA_APPID: appId.optional(),
  OA_SECRET: z.string().min(1).optional(),
  /** 服务器配置 of its event push: the token, and the EncodingAESKey unless pushes come in plain text. */
  OA_TOKEN: pushToken.optional(),
  OA_AES_KEY: aesKey.optional(),
});

/** An account of WeChat's that pushes events here. */
export interface PushAccount {
  token: string;
  /** Null: pushes come in plain text. */
  aesKey: Buffer | null;
}

/** What the variables say. */
export interface Variables {
  merchantName: string;
  wechat: {
    apiBase: string;
    appId: z.output<typeof appId>;
    secret: string;
    version: 'formal' | 'trial' | 'developer';
  };
  phone: { keys: [id: string, key: Buffer][]; hashKey: Buffer };
  memberCodeKey: Buffer;
  officialAccount: {
    appId: z.output<typeof appId>;
    /** Null in a function without a fixed address, which may not call it. */
    secret: string | null;
  } | null;
  /** Whose event pushes are taken; none: event push is not set up. */
  pushes: PushAccount[];
}

export interface OrderRules {
  payWithinMs: number;
  restoreCoupon: boolean;
}

/** All of it: what every use case receives. */
export interface Settings extends Omit<Variables, 'officialAccount'> {
  /** `#rrggbb`; null: Tuanka's own. */
  brandColour: string | null;
  officialAccount:
    | (NonNullable<Variables['officialAccount']> & {
        templates: MessageTemplates;
        notices: MessageTemplates;
      })
    | null;
  messageTemplates: MessageTemplates;
  messageRules: Omit<SettingGroups['messageRules'], 'quietHours'> & {
    quietHours: { fromMinute: number; toMinute: number };
  };
  leaderRules: SettingGroups['leaderRules'];
  referralRules: { touch: 'first' | 'last'; windowMs: number };
  orderRules: OrderRules;
  shippingRules: ShippingRules;
  counterRules: SettingGroups['counterRules'];
  figureRules: SettingGroups['figureRules'];
}

export interface ShippingRules {
  isOn: boolean;
  askAfterMs: number;
  latestAfterMs: number;
}

/** Names every missing or wrong variable at once; never prints a value. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws BadSettings */
export function parseVariables(environment: Environment): Variables {
  // A variable left empty in `.env` is one that was not set.
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variablesSchema.safeParse(filled);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      const known = filled[String(issue.path[0])];
      return known === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
    });
    throw new BadSettings(`environment variables: ${problems.join('; ')}`);
  }
  const { data } = parsed;
  return {
    merchantName: data.MERCHANT_NAME,
    wechat: {
      apiBase: data.WECHAT_API_BASE.replace(/\/$/, ''),
      appId: data.WECHAT_APPID,
      secret: data.WECHAT_SECRET,
      version: data.WECHAT_VERSION,
    },
    phone: { keys: data.PHONE_KEYS, hashKey: data.PHONE_HASH_KEY },
    memberCodeKey: data.MEMBER_CODE_KEY,
    officialAccount: data.OA_APPID ? { appId: data.OA_APPID, secret: data.OA_SECRET ?? null } : null,
    pushes: [
      { token: data.WECHAT_PUSH_TOKEN, aesKey: data.WECHAT_PUSH_AES_KEY ?? null },
      { token: data.OA_TOKEN, aesKey: data.OA_AES_KEY ?? null },
    ].flatMap(({ token, aesKey: key }) => (token === undefined ? [] : [{ token, aesKey: key }])),
  };
}

/** Variables and what the merchant decided, together. */
export const withGroups = (variables: Variables, groups: SettingGroups): Settings => ({
  ...variables,
  merchantName: groups.brand.name || variables.merchantName,
  brandColour: groups.brand.colour || null,
  officialAccount: variables.officialAccount && {
    ...variables.officialAccount,
    templates: groups.officialTemplates,
    notices: groups.officialNotices,
  },
  messageTemplates: groups.messageTemplates,
  messageRules: { ...groups.messageRules, quietHours: minutesOf(groups.messageRules.quietHours) },
  leaderRules: groups.leaderRules,
  referralRules: {
    touch: groups.referralRules.touch,
    windowMs: groups.referralRules.windowDays * DAY_MS,
  },
  orderRules: {
    payWithinMs: groups.orderRules.payWithinMinutes * MINUTE_MS,
    restoreCoupon: groups.orderRules.restoreCoupon === 'full',
  },
  shippingRules: {
    isOn: groups.shippingRules.upload === 'on',
    askAfterMs: groups.shippingRules.askAfterHours * HOUR_MS,
    latestAfterMs: groups.shippingRules.latestDays * DAY_MS,
  },
  counterRules: groups.counterRules,
  figureRules: groups.figureRules,
});

/** @throws BadSettings */
export const parseSettings = (
  environment: Environment,
  content: Readonly<Record<string, unknown>> = {},
): Settings => withGroups(parseVariables(environment), readGroups(content).groups);

/** Names of all variables, for `.env.example`, deployment and `npm run doctor`. */
export const settingNames = Object.keys(variablesSchema.shape);
/** Those without which nothing starts. */
export const requiredSettingNames = settingNames.filter(
  (name) =>
    !['WECHAT_PUSH_TOKEN', 'WECHAT_PUSH_AES_KEY', 'OA_APPID', 'OA_SECRET', 'OA_TOKEN', 'OA_AES_KEY'].includes(
      name,
    ),
);
/** Variables of before, whose content is in the settings document now. */
export const movedSettingNames = [
  'MESSAGE_TEMPLATES',
  'OA_TEMPLATES',
  'MESSAGE_RULES',
  'LEADER_RULES',
  'REFERRAL_RULES',
  'ORDER_PAY_WITHIN_MINUTES',
  'COUPON_RESTORE_ON_REFUND',
  'COUNTER_RULES',
];

let parsedOnce: Variables | undefined;
/** The variables of this function instance. @throws BadSettings */
export const variables = (): Variables => (parsedOnce ??= readVariables());

function readVariables(): Variables {
  const read = parseVariables(process.env);
  const { wechat, phone, memberCodeKey, officialAccount, pushes } = read;
  hideSecrets([
    wechat.secret,
    phone.hashKey,
    ...phone.keys.map(([, key]) => key),
    memberCodeKey,
    officialAccount?.secret ?? undefined,
    ...pushes.flatMap(({ token, aesKey: key }) => (key === null ? [token] : [token, key])),
  ]);
  return read;
}
