const nothing = { growth: 0, timesAYear: null };

/** The tiers the product proposes, before a merchant wrote their own: one growth value per yuan, counted after a week. */
export const PROPOSED_TIERS = {
  tiers: [
    { name: '新锐', entry: 0, keep: 0, look: 'jade' as const },
    { name: '成长', entry: 300, keep: 200, look: 'silver' as const },
    { name: '黄金', entry: 1200, keep: 800, look: 'gold' as const },
    { name: '铂金', entry: 3600, keep: 2400, look: 'platinum' as const },
    { name: '黑钻', entry: 9000, keep: 6000, look: 'black' as const },
  ],
  perYuan: 100,
  perOrderCap: null,
  frequency: null,
  behaviours: { review: nothing, invite: nothing, checkIn: nothing, profile: nothing },
  pendingDays: 7,
  lifetime: 'rolling_year' as const,
  review: { kind: 'anniversary' as const },
  graceDays: 0,
  refundFalls: 'at_review' as const,
  gifts: [],
  privileges: [],
};
