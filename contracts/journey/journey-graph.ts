import * as z from 'zod';
import { segmentId, segmentRule } from '../audience/segment-rule';
import { shown, unshown } from '../text-marks';
import { chinaDate, couponPackId, storeId } from '../values';

/**
 * What a journey does, as an operator draws it: who enters, and nodes that lead to one another by their names. Everything of time is China's. Made when it is
 * asked for, as segments are.
 */
export const MOST_NODES = 60;

/** What a journey listens for. */
export const journeyFacts = [
  'joined',
  'profile_changed',
  'birthday_set',
  'claimed',
  'paid',
  'refunded',
  'coupon_issued',
  'coupon_used',
  'coupon_expired',
  'points_earned',
  'redeemed',
  'invited',
  'invitee_ordered',
  'message_opened',
  'message_clicked',
  'tier_changed',
  'checked_in',
  'visited',
  'survey_answered',
] as const;
const fact = () => z.enum(journeyFacts);
export type JourneyFact = (typeof journeyFacts)[number];

/** Days of a member a wait may aim at. */
export const memberDates = ['birthday', 'joined', 'lastOrder', 'pointsExpire', 'couponsExpire'] as const;
export type MemberDate = (typeof memberDates)[number];

export const isNodeId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z][a-z0-9-]{0,19}$/.test(value);
export const nodeId = () => z.custom<string>(isNodeId, 'not the name of a node').describe('node');
/** Null: the run ends there. */
const next = () => nodeId().nullable();
const minuteOfDay = () => z.int().min(0).max(1439);
const weekdays = () => z.array(z.int().min(1).max(7)).max(7).describe('1 Monday … 7 Sunday; none: every day');
const MOST_MINUTES = 366 * 24 * 60;

export const nodeText = () =>
  z.object({
    title: shown(z.string().trim().min(1).max(40)),
    body: shown(z.string().trim().min(1).max(400)),
  });
export type NodeText = z.output<ReturnType<typeof nodeText>>;

/** `wechat`: what its template shows; `inbox`: what the member reads in the mini-program. */
const textFor = () =>
  z.object({
    storeId: storeId.nullable().describe('null: members of any store'),
    channel: z.enum(['wechat', 'inbox']).nullable().describe('null: both'),
    text: nodeText(),
  });

const acts = () =>
  [
    z.object({
      do: z.literal('message'),
      id: nodeId(),
      /** Whoever no other text is for reads this one. */
      fallback: nodeText(),
      texts: z.array(textFor()).max(40),
      /** Too many were sent to them already: wait for another day, go on without it, or end. */
      capped: z.enum(['hold', 'advance', 'exit']),
      /** Of no use after so many minutes. */
      usefulMinutes: z.int().min(10).max(MOST_MINUTES),
      next: next(),
    }),
    z.object({ do: z.literal('coupon'), id: nodeId(), packId: couponPackId, next: next() }),
    z.object({
      do: z.literal('points'),
      id: nodeId(),
      points: z.int().min(1).max(100_000),
      reason: shown(z.string().trim().min(1).max(20)),
      next: next(),
    }),
    /** Growth value, as staff give by hand. */
    z.object({ do: z.literal('growth'), id: nodeId(), growth: z.int().min(1).max(100_000), next: next() }),
    z.object({
      do: z.literal('tag'),
      id: nodeId(),
      tag: unshown(z.string().trim().min(1).max(20), 'a tag of the merchant’s own'),
      put: z.boolean().describe('false: taken off'),
      next: next(),
    }),
    z.object({
      do: z.literal('task'),
      id: nodeId(),
      for: z.enum(['staff', 'leader']),
      title: unshown(z.string().trim().min(1).max(40), 'read by staff'),
      note: unshown(z.string().trim().max(200), 'read by staff'),
      dueDays: z.int().min(0).max(60),
      next: next(),
    }),
  ] as const;

const waitUntil = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('for'), minutes: z.int().min(1).max(MOST_MINUTES) }),
    /** A day of the member’s, or one of the calendar; one that is over already is said here. */
    z.object({
      kind: z.literal('date'),
      of: z.union([z.object({ member: z.enum(memberDates) }), z.object({ day: chinaDate })]),
      offsetDays: z.int().min(-60).max(60),
      atMinute: minuteOfDay(),
      past: z.enum(['now', 'skip']).describe('skip: goes on at `late`'),
    }),
    z.object({ kind: z.literal('clock'), atMinute: minuteOfDay(), weekdays: weekdays() }),
    z.object({ kind: z.literal('fact'), fact: fact(), withinMinutes: z.int().min(5).max(MOST_MINUTES) }),
  ]);
export type WaitUntil = z.output<ReturnType<typeof waitUntil>>;

const node = () =>
  z.discriminatedUnion('do', [
    ...acts(),
    z.object({
      do: z.literal('wait'),
      id: nodeId(),
      until: waitUntil(),
      next: next(),
      late: next().describe('where a date leads that is over, or a fact that did not come'),
    }),
    z.object({ do: z.literal('if'), id: nodeId(), rule: segmentRule(), yes: next(), no: next() }),
    z.object({
      do: z.literal('split'),
      id: nodeId(),
      /** Whole percents that come to a hundred. */
      arms: z
        .array(z.object({ percent: z.int().min(0).max(100), next: next() }))
        .min(2)
        .max(10),
    }),
    z.object({ do: z.literal('end'), id: nodeId() }),
  ]);
export type JourneyNode = z.output<ReturnType<typeof node>>;
export type ActNode = Extract<
  JourneyNode,
  { do: 'message' | 'coupon' | 'points' | 'growth' | 'tag' | 'task' }
>;
export type NodeOf<Does extends JourneyNode['do']> = Extract<JourneyNode, { do: Does }>;

const trigger = () =>
  z.discriminatedUnion('on', [
    z.object({ on: z.literal('fact'), fact: fact() }),
    z.object({ on: z.literal('segment'), segmentId: segmentId(), entered: z.boolean() }),
    /** At a time of day, on some days of the week: whoever is in the segment then. */
    z.object({
      on: z.literal('schedule'),
      segmentId: segmentId(),
      atMinute: minuteOfDay(),
      weekdays: weekdays(),
    }),
    z.object({ on: z.literal('hand') }),
  ]);
export type Trigger = z.output<ReturnType<typeof trigger>>;

export const journeyPlan = () =>
  z.object({
    trigger: trigger(),
    /** Only who meets it enters; null: everybody. */
    filter: segmentRule().nullable(),
    entry: z.discriminatedUnion('again', [
      z.object({ again: z.literal('never') }),
      z.object({ again: z.literal('each_cause') }),
      z.object({
        again: z.literal('after'),
        hours: z
          .int()
          .min(1)
          .max(24 * 366),
      }),
    ]),
    /** What it is for: a run in which it happens has reached it and ends. */
    goal: z.object({ fact: fact(), withinMinutes: z.int().min(5).max(MOST_MINUTES) }).nullable(),
    /** Whoever meets it leaves before the next step. */
    exitWhen: segmentRule().nullable(),
    /** How often a node may come round in one run. */
    mostRounds: z.int().min(1).max(50),
    /** Of several journeys the higher goes first when only so many messages may be sent. */
    priority: z.int().min(1).max(9),
    start: nodeId(),
    nodes: z.array(node()).min(1).max(MOST_NODES),
  });
export type JourneyPlan = z.output<ReturnType<typeof journeyPlan>>;

/** Where a node may lead, in the order it is drawn; null: out of the journey. */
export function nextOf(one: JourneyNode): (string | null)[] {
  if (one.do === 'end') return [];
  if (one.do === 'if') return [one.yes, one.no];
  if (one.do === 'split') return one.arms.map((arm) => arm.next);
  if (one.do !== 'wait') return [one.next];
  return one.until.kind === 'fact' || one.until.kind === 'date' ? [one.next, one.late] : [one.next];
}
