import type { GrowthRule } from '../../contracts/growth/growth-rule';

const off = { growth: 0, timesAYear: null };

/** The tiers the product proposes: one growth value per yuan, counted after a week. */
export const PROPOSED_RULE: GrowthRule = {
  tiers: [
    { name: '新锐', entry: 0, keep: 0 },
    { name: '成长', entry: 300, keep: 200 },
    { name: '黄金', entry: 1200, keep: 800 },
    { name: '铂金', entry: 3600, keep: 2400 },
    { name: '黑钻', entry: 9000, keep: 6000 },
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
};
