/** Points of the demo merchant: one point per yuan, usable after 7 days, gone at the end of the month a year later. */
export const demoPointsRule = {
  version: 1,
  publishedAt: Date.parse('2026-11-01T00:00:00+08:00'),
  earn: {
    pointsPerYuan: 1,
    rounding: 'down',
    categories: { mode: 'except', names: ['烟酒'] },
    storeIds: null,
    tierMultipliers: { 银卡: 120, 金卡: 150 },
    birthdayMultiplier: 200,
    campaigns: [],
    perOrderCap: 2000,
    perDayCap: 5000,
  },
  events: { join: 20, profile: 30, follow: 20, review: 10, invite: 50 },
  offset: { pointsPerYuan: 100, mostShare: 300, leastPoints: 100 },
  expiry: { kind: 'month_end', months: 12 },
  pendingDays: 7,
  reminderLeast: 50,
};

export const demoPoints = {
  pointsRules: ['current', 'v1'].map((_id) => ({ _id, ...demoPointsRule })),
};
