/** Applied by the till, shown to the member, or granted by a clerk. */
export const privilegeKinds = [
  'member_price',
  'points_multiplier',
  'birthday_points',
  'fast_refund',
  'free_delivery',
  'adviser',
  'priority',
  'trial',
  'event',
  'custom',
] as const;
export type PrivilegeKind = (typeof privilegeKinds)[number];

interface ValueRange {
  least: number;
  most: number;
}

/** What a value of each kind may be, in hundredths of what people type; kinds without one are words and what a clerk notes. */
export const privilegeValues: Readonly<Partial<Record<PrivilegeKind, ValueRange>>> = {
  /** Per mille of the price: 950 is 9.5 折. */
  member_price: { least: 500, most: 999 },
  /** 150 is one and a half times. */
  points_multiplier: { least: 101, most: 500 },
  birthday_points: { least: 101, most: 500 },
  /** Fen a clerk gives back of one order without a second person. */
  fast_refund: { least: 1, most: 100_000_00 },
};

export const privilegeKindNames: Readonly<Record<PrivilegeKind, string>> = {
  member_price: '会员价',
  points_multiplier: '积分加倍',
  birthday_points: '生日当天积分加倍',
  fast_refund: '极速退款',
  free_delivery: '免费配送',
  adviser: '专属顾问',
  priority: '优先服务',
  trial: '新品试用',
  event: '活动名额',
  custom: '其他权益',
};
