import * as z from 'zod';
import { messageKind } from '../message/message-values';
import { CLOCK } from '../primitives/clock/minute-of-day';

/**
 * What the merchant decides and may change while the shop is open: templates, field mappings, rules. It stands in one document
 * of the database with a version; secrets and addresses stay in the functions' variables, which hold 4,096 bytes in all
 * (platform-facts, section 9).
 */
const messageTemplate = z.strictObject({
  templateId: z.string().min(1).max(100),
  /** WeChat's field key (`thing1`) → which value of the kind it shows; message/kinds names each kind's values. */
  fields: z.record(z.string().regex(/^[a-z_]+\d+$/), z.string().min(1).max(60)),
});
export type MessageTemplate = z.output<typeof messageTemplate>;
const templates = z.partialRecord(messageKind, messageTemplate);
export type MessageTemplates = z.output<typeof templates>;

const clock = z.string().regex(CLOCK);

/** `22:00-08:00` */
const isQuietHours = (text: string): boolean => {
  const ends = text.split('-');
  return ends.length === 2 && ends.every((end) => CLOCK.test(end));
};

const messageRules = z.strictObject({
  /** When nobody is disturbed, unless they chose other hours: China time; `08:00-08:00` is no quiet hours. */
  quietHours: z.string().refine(isQuietHours, 'two times of day').default('22:00-08:00'),
  /** Service notifications one person gets at most: a day, and of one kind a day. */
  perDay: z.int().min(1).max(100).default(4),
  perKindAndDay: z.int().min(1).max(100).default(2),
  /** WeChat answers false 43101s to bursts (platform-facts, section 1 [C]): sends a second, and sends at once. */
  sendsPerSecond: z.int().min(1).max(100_000).default(50),
  sendsAtOnce: z.int().min(1).max(100).default(8),
  /** A push to more people than this needs a second person's approval. */
  pushApprovalAbove: z.int().min(0).max(100_000_000).default(200),
});

const leaderRules = z.strictObject({
  /** Days a URL Link lives; WeChat takes at most 30 (platform-facts, section 3). */
  linkDays: z.int().min(1).max(30).default(7),
  /** Minutes between two counts of the daily cards. */
  briefEveryMinutes: z.int().min(1).max(1440).default(30),
});

const referralRules = z.strictObject({
  /** Which code counts within the window: the first one opened, or the last. */
  touch: z.enum(['first', 'last']).default('last'),
  windowDays: z.int().min(1).max(365).default(30),
});

const orderRules = z.strictObject({
  /** How long a confirmed order waits for its payment, holding its coupon. */
  payWithinMinutes: z.int().min(2).max(120).default(15),
  /** Whether the coupon of a wholly refunded order is given back. */
  restoreCoupon: z.enum(['full', 'never']).default('full'),
});

/** 发货信息管理, as far as platform-facts (section 9) only heard of it. */
const shippingRules = z.strictObject({
  /** `off`: the mini-program has no access to it and needs none. */
  upload: z.enum(['on', 'off']).default('on'),
  /** After it was shipped, an order should have confirmed itself: then WeChat is asked. */
  askAfterHours: z.int().min(1).max(480).default(50),
  /** Later, shipping information needs an application for special orders. */
  latestDays: z.int().min(1).max(60).default(15),
});

const fenADay = z.int().min(0).max(100_000_000);

/** What a counter does without a second person, per clerk and China day; what is above waits for another person. */
const counterRules = z.strictObject({
  cashBillsPerDay: z.int().min(0).max(10_000).default(200),
  cashFenPerDay: fenADay.default(1_000_000),
  refundFenPerDay: fenADay.default(200_000),
  opensAt: clock.default('06:00'),
  closesAt: clock.default('23:00'),
});

const fallPercent = z.int().min(0).max(100);

/** The message about the day before, and when a figure has fallen enough to be pointed out; 0: never. */
const figureRules = z.strictObject({
  daily: z.enum(['on', 'off']).default('on'),
  dailyAt: clock.default('09:00'),
  netFallPercent: fallPercent.default(50),
  ordersFallPercent: fallPercent.default(50),
  joinedFallPercent: fallPercent.default(0),
});

/** Who the merchant is to people; the longest name a payment can still show with a store's is a matter of `listBrandProblems`. */
const brand = z.strictObject({
  /** Empty: what the functions' variable says. */
  name: z.string().trim().max(20).default(''),
  /** The pages' colour, from which every tone is made (primitives/brand-tones); empty: Tuanka's own. */
  colour: z
    .string()
    .regex(/^(#[0-9a-fA-F]{6})?$/)
    .default(''),
});

/** By the name of their group; a group that is not written down has its defaults. */
export const settingGroups = {
  brand,
  messageTemplates: templates,
  officialTemplates: templates,
  /** Of subscribe notices (订阅通知): their ids are not those of template messages (platform-facts, section 9). */
  officialNotices: templates,
  messageRules,
  leaderRules,
  referralRules,
  orderRules,
  shippingRules,
  counterRules,
  figureRules,
} as const;
export type SettingGroupName = keyof typeof settingGroups;
export type SettingGroups = {
  [Name in SettingGroupName]: z.output<(typeof settingGroups)[Name]>;
};
export const settingGroupName = z.enum([
  'brand',
  'messageTemplates',
  'officialTemplates',
  'officialNotices',
  'messageRules',
  'leaderRules',
  'referralRules',
  'orderRules',
  'shippingRules',
  'counterRules',
  'figureRules',
]);

/** As a person writes it: groups and fields may be left out. */
export type SettingsContent = {
  [Name in SettingGroupName]?: z.input<(typeof settingGroups)[Name]>;
};

/** One thing that is wrong in a group. */
export const settingProblem = z.object({
  /** `thing1` of `coupon_expiry`: `coupon_expiry.fields.thing1`; empty: the group itself. */
  path: z.string(),
  problem: z.enum(['not_valid', 'no_fields', 'unknown_field', 'unknown_value', 'does_not_fit']),
});
export type SettingProblem = z.output<typeof settingProblem>;
