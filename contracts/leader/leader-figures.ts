import * as z from 'zod';
import { tierLooks } from '../primitives/tier/tier-look';
import { chinaDate, cursor, instant } from '../values';
import { unshown } from '../text-marks';

/**
 * How somebody came to a leader's code, from WeChat's launch scene (platform-facts, section 3). `group`: WeChat said which
 * group; `group_unknown`: some group, and WeChat did not say which; `unknown`: the phone told nothing.
 */
export const entrySource = z.enum([
  'scan',
  'group',
  'group_unknown',
  'chat',
  'link',
  'timeline',
  'message',
  'other',
  'unknown',
]);
export type EntrySource = z.output<typeof entrySource>;

/** What the phone tells of how it came here: nothing of it is proof, and nothing depends on it but statistics. */
export const entry = z.object({
  /** WeChat's launch scene. */
  scene: z.int().min(0).max(9999).nullable(),
  /** The group, sealed by leader.readGroup for this person. */
  group: unshown(z.string().max(400), 'sealed by us').nullable(),
});

const count = z.int().nonnegative();
export const figures = z.object({
  /** Members who joined through the leader's code. */
  joins: count,
  /** First orders of the leader's team, fully refunded ones taken off. */
  firstOrders: count,
  /** Of those who joined (that day), how many have placed their first order since. */
  converted: count,
  /** Members taken over from another leader, and given to one. */
  received: count,
  handedOver: count,
});
export type Figures = z.output<typeof figures>;

export const teamFigures = z.object({
  totals: figures,
  /** The last 30 days with anything in them, oldest first. */
  days: z.array(figures.extend({ day: chinaDate })),
  /** Joins by how people came. */
  sources: z.partialRecord(entrySource, count),
  today: chinaDate,
  now: instant,
});
export type TeamFigures = z.output<typeof teamFigures>;

/** Joins by WeChat group, most first. WeChat names a group only to who is in it, so the page asks WeChat for the name. */
export const teamGroups = z.object({
  groups: z.array(z.object({ groupId: z.string(), joins: count, lastJoinAt: instant })),
  /** Joins whose group WeChat did not give. */
  withoutGroup: count,
  nextCursor: cursor,
});

export const teamMember = z.object({
  /** `林*`, or `会员` for somebody without a name. */
  name: z.string(),
  joinedAt: instant,
  source: entrySource,
  hasOrdered: z.boolean(),
  /** Null: the merchant has no tiers. */
  tier: z.object({ name: z.string(), look: z.enum(tierLooks) }).nullable(),
  /** Came with a handover. */
  takenOver: z.boolean(),
});
