import * as z from 'zod';
import { MOST, MOST_DAYS } from '../primitives/audience/rule-limits';
import { memberSource } from '../office/kept-values';
import { unshown } from '../text-marks';
import { leaderId, storeId } from '../values';
import { LONGEST_WINDOW_DAYS } from './features';

/**
 * Who belongs to a segment: a tree of conditions. Days are China days: "within 30 days" is today and the 29 before. Every range names both its
 * ends and includes them; an end that is null is open. Who has no value for a condition does not meet it, and meets its opposite.
 */
export const isSegmentId = (value: unknown): value is string =>
  typeof value === 'string' && /^seg_[a-z0-9-]{1,60}$/.test(value);
export const segmentId = () => z.custom<string>(isSegmentId, 'not a segment id').describe('segment id');

const MOST_NAMES = 50;

// Made when they are first asked for: every function knows every collection, and starts without them.
const end = (most: number) => z.int().min(0).max(most).nullable();
const range = (most: number) => ({ min: end(most), max: end(most) });
const window = () => z.int().min(1).max(LONGEST_WINDOW_DAYS).nullable().describe('the last days; null: ever');
const name = () => unshown(z.string().trim().max(20), 'a tag or a category of the merchant’s own');
const sinceWhat = [
  'joined',
  'firstOrder',
  'order',
  'visit',
  'reached',
  'opened',
  'clicked',
  'lowScore',
  'qualityRefund',
  'openComplaint',
] as const;

const ofBuying = () =>
  [
    /** So many days ago: recency, joining, message behaviour. */
    z.object({ if: z.literal('since'), what: z.enum(sinceWhat), ...range(MOST_DAYS) }),
    /** Silent for longer than so many days, and than so many times the days usual between their orders. */
    z.object({ if: z.literal('silent'), days: z.int().min(1).max(MOST_DAYS), gaps: z.int().min(1).max(10) }),
    z.object({ if: z.literal('orders'), days: window(), ...range(MOST) }),
    z.object({ if: z.literal('amount'), days: window(), ...range(MOST) }),
    /** Fen an order. */
    z.object({ if: z.literal('average'), days: window(), ...range(MOST) }),
    z.object({
      if: z.literal('category'),
      name: name(),
      of: z.enum(['orders', 'amount', 'since']).describe('since: days since they last bought of it'),
      ...range(MOST),
    }),
    z.object({ if: z.literal('refunds'), ...range(MOST) }),
  ] as const;

const ofHolding = () =>
  [
    z.object({ if: z.literal('points'), ...range(MOST) }),
    /** The last day something can be used lies within so many days, today the first of them. */
    z.object({
      if: z.literal('expiring'),
      what: z.enum(['points', 'coupons']),
      days: z.int().min(1).max(366),
    }),
    /** That can be used. */
    z.object({ if: z.literal('coupons'), ...range(MOST) }),
    z.object({ if: z.literal('couponsUsed'), ...range(MOST) }),
    /** Of their orders, in percent. */
    z.object({ if: z.literal('couponShare'), ...range(100) }),
  ] as const;

/** Tiers are named by their ids, which stay whatever place they have. Once they were named by places, as the first lists of tiers still are. */
const ofTier = () =>
  z
    .object({
      if: z.literal('tier'),
      anyOf: z.array(z.int().min(0).max(9999)).min(1).max(MOST_TIERS).optional(),
      min: end(10).optional(),
      max: end(10).optional(),
    })
    .refine(({ anyOf, min, max }) => anyOf !== undefined || placesOf(min, max).length > 0, 'no tier')
    .transform(({ anyOf, min, max }) => ({ if: 'tier' as const, anyOf: anyOf ?? placesOf(min, max) }));
const MOST_TIERS = 20;
const placesOf = (min: number | null = null, max: number | null = null): number[] =>
  min === null && max === null
    ? []
    : [0, 1, 2, 3, 4].filter((place) => place >= (min ?? 0) && place <= (max ?? Infinity));

const ofPerson = () =>
  [
    ofTier(),
    z.object({ if: z.literal('tag'), anyOf: z.array(name().min(1)).min(1).max(MOST_NAMES) }),
    z.object({ if: z.literal('tags'), ...range(1000) }),
    z.object({
      if: z.literal('birthday'),
      months: z.array(z.int().min(1).max(12)).max(12).describe('none: the month it is'),
    }),
    z.object({ if: z.literal('leader'), anyOf: z.array(leaderId).max(MOST_NAMES).describe('none: any') }),
    z.object({
      if: z.literal('store'),
      how: z.enum(['joined', 'joinedOrBought']),
      anyOf: z.array(storeId).min(1).max(MOST_NAMES),
    }),
    /** Something they bought there was kept. */
    z.object({ if: z.literal('city'), anyOf: z.array(name().min(1)).min(1).max(MOST_NAMES) }),
    z.object({ if: z.literal('source'), anyOf: z.array(memberSource).min(1).max(20) }),
    z.object({ if: z.literal('invited'), ...range(MOST) }),
    z.object({ if: z.literal('segment'), id: segmentId() }),
    /** Of a thousand parts, by chance and for ever: `from <= bucket < until`. */
    z.object({
      if: z.literal('bucket'),
      from: z.int().min(0).max(999),
      until: z.int().min(1).max(1000),
    }),
  ] as const;

const condition = () => z.discriminatedUnion('if', [...ofBuying(), ...ofHolding(), ...ofPerson()]);
export type Condition = z.output<ReturnType<typeof condition>>;
export type ConditionOf<Kind extends Condition['if']> = Extract<Condition, { if: Kind }>;

export type SegmentRule = { all: SegmentRule[] } | { any: SegmentRule[] } | { not: SegmentRule } | Condition;

const MOST_BRANCHES = 20;
/** One for all of them: a tree holds itself. */
let tree: z.ZodType<SegmentRule> | undefined;
const branch = (): z.ZodType<SegmentRule> =>
  (tree ??= z.lazy(() =>
    z.union([
      z.strictObject({ all: z.array(branch()).min(1).max(MOST_BRANCHES) }),
      z.strictObject({ any: z.array(branch()).min(1).max(MOST_BRANCHES) }),
      z.strictObject({ not: branch() }),
      condition(),
    ]),
  ));

const MOST_DEPTH = 6;
const MOST_CONDITIONS = 60;

const branchesOf = (rule: SegmentRule): SegmentRule[] =>
  'all' in rule ? rule.all : 'any' in rule ? rule.any : 'not' in rule ? [rule.not] : [];
const depthOf = (rule: SegmentRule): number => 1 + Math.max(0, ...branchesOf(rule).map(depthOf));

/** Every condition of a rule. */
export const conditionsOf = (rule: SegmentRule): Condition[] =>
  'if' in rule ? [rule] : branchesOf(rule).flatMap(conditionsOf);

const isEmptyRange = (one: Condition): boolean =>
  'min' in one && ((one.min === null && one.max === null) || (one.min ?? 0) > (one.max ?? Infinity));
const isEmptyBucket = (one: Condition): boolean => one.if === 'bucket' && one.from >= one.until;

const checked = () =>
  branch()
    .refine((rule) => depthOf(rule) <= MOST_DEPTH, 'too deep')
    .refine((rule) => conditionsOf(rule).length <= MOST_CONDITIONS, 'too many conditions')
    .refine(
      (rule) => !conditionsOf(rule).some((one) => isEmptyRange(one) || isEmptyBucket(one)),
      'a range that says nothing, or holds nothing',
    );

let rule: ReturnType<typeof checked> | undefined;
export const segmentRule = () => (rule ??= checked());
