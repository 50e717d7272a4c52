import * as z from 'zod';
import { messageKind } from '../../../contracts/message/message-values';
import { DAY_MS } from '../../../contracts/primitives/time';
import { appId } from '../../../contracts/values';
import { hideSecrets } from '../log/scrub';

/**
 * Everything configurable, read once from the function's environment variables (.env.example lists them).
 * Limits of WeChat that platform-facts marks [R] or [C] belong here, never in code.
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

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const messageTemplate = z.object({
  templateId: z.string().min(1),
  /** WeChat's field key (`thing1`) → which value of the kind it shows; message/kinds names each kind's values. */
  fields: z.record(z.string().regex(/^[a-z_]+\d+$/), z.string().min(1)),
});
export type MessageTemplate = z.output<typeof messageTemplate>;

/** `22:00-08:00`, China time; `08:00-08:00` is no quiet hours. */
const quietHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => {
    const [fromMinute = 0, toMinute = 0] = text.split('-').map((clock) => {
      const [hour = 0, minute = 0] = clock.split(':').map(Number);
      return hour * 60 + minute;
    });
    return { fromMinute, toMinute };
  });

/** What limits messages; every rule has a default, so `{}` will do. */
const messageRules = z.object({
  /** When nobody is disturbed, unless they chose other hours. */
  quietHours: quietHours.prefault('22:00-08:00'),
  /** Service notifications one person gets at most: a day, and of one kind a day. */
  perDay: z.int().positive().default(4),
  perKindAndDay: z.int().positive().default(2),
  /** WeChat answers false 43101s to bursts (platform-facts, section 1 [C]): sends a second, and sends at once. */
  sendsPerSecond: z.int().positive().default(50),
  sendsAtOnce: z.int().positive().default(8),
  /** A push to more people than this needs a second person's approval. */
  pushApprovalAbove: z.int().nonnegative().default(200),
});

/** What leaders may do and are told; every rule has a default, so `{}` will do. */
const leaderRules = z.object({
  /** Days a URL Link lives; WeChat takes at most 30 (platform-facts, section 3). */
  linkDays: z.int().min(1).max(30).default(7),
  /** A member who has not ordered for so many days has gone quiet. */
  quietDays: z.int().min(1).max(365).default(14),
  /** Minutes between two counts of the daily cards. */
  briefEveryMinutes: z.int().min(1).max(1440).default(30),
});

/** Who a join is attributed to when somebody opened several codes before. */
const referralRules = z.object({
  /** Which code counts within the window: the first one opened, or the last. */
  touch: z.enum(['first', 'last']).default('last'),
  windowDays: z.int().min(1).max(365).default(30),
});

const settingsSchema = z.object({
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
  MESSAGE_TEMPLATES: json.pipe(z.partialRecord(messageKind, messageTemplate)),
  /** The official account, when the merchant has one bound to the same open platform account. */
  OA_APPID: appId.optional(),
  OA_SECRET: z.string().min(1).optional(),
  /** 服务器配置 of its event push: the token, and the EncodingAESKey unless pushes come in plain text. */
  OA_TOKEN: z
    .string()
    .regex(/^[0-9A-Za-z]{3,32}$/)
    .optional(),
  OA_AES_KEY: aesKey.optional(),
  /** Template messages of the official account, like MESSAGE_TEMPLATES. */
  OA_TEMPLATES: json.pipe(z.partialRecord(messageKind, messageTemplate)).optional(),
  MESSAGE_RULES: json.prefault('{}').pipe(messageRules),
  LEADER_RULES: json.prefault('{}').pipe(leaderRules),
  REFERRAL_RULES: json.prefault('{}').pipe(referralRules),
});

export interface Settings {
  merchantName: string;
  wechat: {
    apiBase: string;
    appId: z.output<typeof appId>;
    secret: string;
    version: 'formal' | 'trial' | 'developer';
  };
  phone: { keys: [id: string, key: Buffer][]; hashKey: Buffer };
  memberCodeKey: Buffer;
  messageTemplates: MessageTemplates;
  officialAccount: {
    appId: z.output<typeof appId>;
    secret: string;
    templates: MessageTemplates;
    /** Of its event push; null: it is not set up. */
    token: string | null;
    aesKey: Buffer | null;
  } | null;
  messageRules: z.output<typeof messageRules>;
  leaderRules: z.output<typeof leaderRules>;
  referralRules: { touch: 'first' | 'last'; windowMs: number };
}

export type MessageTemplates = Partial<Record<z.output<typeof messageKind>, MessageTemplate>>;

/** Names every missing or wrong variable at once; never prints a value. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** @throws BadSettings */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // A variable left empty in `.env` is one that was not set.
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(filled);
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
    messageTemplates: data.MESSAGE_TEMPLATES,
    officialAccount:
      data.OA_APPID && data.OA_SECRET
        ? {
            appId: data.OA_APPID,
            secret: data.OA_SECRET,
            templates: data.OA_TEMPLATES ?? {},
            token: data.OA_TOKEN ?? null,
            aesKey: data.OA_AES_KEY ?? null,
          }
        : null,
    messageRules: data.MESSAGE_RULES,
    leaderRules: data.LEADER_RULES,
    referralRules: {
      touch: data.REFERRAL_RULES.touch,
      windowMs: data.REFERRAL_RULES.windowDays * DAY_MS,
    },
  };
}

/** Names of all variables, for `.env.example`, deployment and `npm run doctor`. */
export const settingNames = Object.keys(settingsSchema.shape);
/** Those without which nothing starts. */
export const requiredSettingNames = settingNames.filter(
  (name) =>
    ![
      'OA_APPID',
      'OA_SECRET',
      'OA_TOKEN',
      'OA_AES_KEY',
      'OA_TEMPLATES',
      'MESSAGE_RULES',
      'LEADER_RULES',
      'REFERRAL_RULES',
    ].includes(name),
);

let parsedOnce: Settings | undefined;
/** The settings of this function instance. @throws BadSettings */
export const settings = (): Settings => (parsedOnce ??= readSettings());

function readSettings(): Settings {
  const read = parseSettings(process.env);
  const { wechat, phone, memberCodeKey, officialAccount } = read;
  hideSecrets([
    wechat.secret,
    phone.hashKey,
    ...phone.keys.map(([, key]) => key),
    memberCodeKey,
    officialAccount?.secret,
    officialAccount?.token,
    officialAccount?.aesKey,
  ]);
  return read;
}
