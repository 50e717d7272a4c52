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

const reward = (slug: string, position: number, fields: object) => ({
  _id: `rwd_${slug}`,
  worthFen: null,
  from: null,
  until: null,
  perMember: null,
  perMemberPerDay: null,
  skus: [{ id: 'std', name: '标准', stock: null }],
  storeIds: [],
  couponTemplateId: null,
  position,
  status: 'open',
  updatedAt: demoPointsRule.publishedAt,
  ...fields,
});

const rewards = [
  reward('five-yuan', 1, {
    kind: 'coupon',
    name: '满 29 减 5 券',
    about: ['兑换后放进「我的优惠券」', '有效期从兑换时算起'],
    points: 400,
    worthFen: 500,
    couponTemplateId: 'tpl_fresh-5',
  }),
  reward('eggs', 2, {
    kind: 'goods',
    name: '土鸡蛋 10 枚',
    about: ['凭兑换码到店自提', '没有自提前可以取消，积分原路退回'],
    points: 800,
    worthFen: 1500,
    perMember: 5,
    perMemberPerDay: 1,
    skus: [{ id: 'std', name: '标准', stock: 30 }],
    storeIds: ['sto_xingfu'],
  }),
  reward('bag', 3, {
    kind: 'goods',
    name: '邻里帆布袋',
    about: ['凭兑换码到店自提', '颜色按选择发放'],
    points: 600,
    worthFen: 1200,
    skus: [
      { id: 'green', name: '墨绿', stock: 10 },
      { id: 'white', name: '米白', stock: 0 },
    ],
    storeIds: ['sto_xingfu'],
  }),
  reward('knife', 4, {
    kind: 'service',
    name: '磨刀一次',
    about: ['每周六上午在店里提供', '出示兑换码即可'],
    points: 200,
    storeIds: ['sto_xingfu'],
  }),
  reward('meals', 5, {
    kind: 'charity',
    name: '给独居老人送餐',
    about: ['每 10 积分，商家捐出 1 元餐费', '捐赠后不能退回'],
    points: 10,
  }),
];

/** The parts of a choice's stock, as saving the reward would make them. */
const shards = [
  ...parts('rwd_eggs', 'std', 15, 2),
  ...parts('rwd_bag', 'green', 10, 1),
  ...parts('rwd_bag', 'white', 1, 0),
  ...parts('rwd_meals', 'std', 8, null),
];

function parts(rewardId: string, skuId: string, count: number, total: number | null) {
  return Array.from({ length: count }, (_, part) => ({
    _id: `${rewardId}:${skuId}:${part}`,
    rewardId,
    skuId,
    total,
    taken: 0,
  }));
}

export const demoPoints = {
  pointsRules: ['current', 'v1'].map((_id) => ({ _id, publishedBy: null, ...demoPointsRule })),
  rewards,
  rewardShards: shards,
};
