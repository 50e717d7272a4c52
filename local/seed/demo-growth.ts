import type { GrowthRule } from '../../contracts/growth/growth-rule';

const off = { growth: 0, timesAYear: null };

/** The tiers the product proposes: one growth value per yuan, counted after a week. */
export const PROPOSED_RULE: GrowthRule = {
  tiers: [
    { name: '新锐', entry: 0, keep: 0, look: 'jade' },
    { name: '成长', entry: 300, keep: 200, look: 'silver' },
    { name: '黄金', entry: 1200, keep: 800, look: 'gold' },
    { name: '铂金', entry: 3600, keep: 2400, look: 'platinum' },
    { name: '黑钻', entry: 9000, keep: 6000, look: 'black' },
  ],
  perYuan: 100,
  perOrderCap: null,
  frequency: null,
  behaviours: { review: off, invite: off, checkIn: off, profile: off },
  pendingDays: 7,
  lifetime: 'rolling_year',
  review: { kind: 'anniversary' },
  graceDays: 0,
  refundFalls: 'at_review',
  gifts: [],
  privileges: [],
};

/** Published with the shop: what is bought counts from the first day. */
const published = { ...PROPOSED_RULE, version: 1, publishedAt: 0, publishedBy: null, dueAt: null };

/** As the collection keeps it: the version, and the copy of the one in force. */
export const demoGrowthRules: readonly object[] = [
  { ...published, _id: 'v1' },
  { ...published, _id: 'current' },
];
