import { MOST, MOST_DAYS } from './rule-limits';

/** What a condition lets choose from. */
export type PickList = 'tiers' | 'stores' | 'cities' | 'leaders' | 'sources' | 'months' | 'categories';

/** Conditions an operator may build, on the phone and at a desk: what each asks for. Others stand in rules that were written elsewhere. */
interface Kind {
  name: string;
  /** Of the range it asks for; null: it asks for none. */
  range: { unit: string; in: 'whole' | 'yuan'; most: number } | null;
  /** The last so many days; empty: ever. */
  window?: true;
  /** So many days, which must be said. */
  days?: true;
  /** What is chosen, one or several of them. */
  picks?: { of: PickList; many: boolean; label: string; none: string };
}

const whole = (unit: string, most = unit === '天' ? MOST_DAYS : MOST): Kind['range'] => ({
  unit,
  in: 'whole',
  most,
});
const yuan: Kind['range'] = { unit: '元', in: 'yuan', most: MOST };
const ofCategory: Kind['picks'] = { of: 'categories', many: false, label: '类别', none: '请选类别' };
const ofStore: Kind['picks'] = { of: 'stores', many: true, label: '门店', none: '请选门店' };

export const conditionKinds = {
  order: { name: '最近一次下单距今', range: whole('天') },
  firstOrder: { name: '第一次下单距今', range: whole('天') },
  joined: { name: '入会至今', range: whole('天') },
  visit: { name: '最近一次到店或下单距今', range: whole('天') },
  orders: { name: '下单数', range: whole('单'), window: true },
  amount: { name: '消费金额', range: yuan, window: true },
  average: { name: '平均每单', range: yuan, window: true },
  categoryOrders: { name: '买某类商品的单数', range: whole('单'), picks: ofCategory },
  categoryAmount: { name: '买某类商品的金额', range: yuan, picks: ofCategory },
  categorySince: { name: '最近一次买某类商品距今', range: whole('天'), picks: ofCategory },
  refunds: { name: '退款次数', range: whole('次') },
  couponShare: { name: '用券的订单占', range: whole('%', 100) },
  coupons: { name: '可用的券', range: whole('张') },
  couponsUsed: { name: '用过的券', range: whole('张') },
  couponsExpiring: { name: '券快到期', range: null, days: true },
  points: { name: '可用积分', range: whole('分') },
  pointsExpiring: { name: '积分快到期', range: null, days: true },
  tier: {
    name: '等级是',
    range: null,
    picks: { of: 'tiers', many: true, label: '等级', none: '请选等级' },
  },
  leader: {
    name: '有团长',
    range: null,
    picks: { of: 'leaders', many: true, label: '团长（不选就是任何一位）', none: '' },
  },
  storeJoined: { name: '在某家门店入会', range: null, picks: ofStore },
  storeAny: { name: '在某家门店入会或买过', range: null, picks: ofStore },
  city: {
    name: '在某个城市买过',
    range: null,
    picks: { of: 'cities', many: true, label: '城市', none: '请选城市' },
  },
  source: {
    name: '来源是',
    range: null,
    picks: { of: 'sources', many: true, label: '来源', none: '请选来源' },
  },
  invited: { name: '邀请入会', range: whole('人') },
  birthday: { name: '本月生日', range: null },
  birthMonth: {
    name: '几月生日',
    range: null,
    picks: { of: 'months', many: true, label: '月份', none: '请选月份' },
  },
  reached: { name: '最近一次收到消息距今', range: whole('天') },
  opened: { name: '最近一次看消息距今', range: whole('天') },
  clicked: { name: '最近一次点开消息距今', range: whole('天') },
  lowScore: { name: '最近一次打 1、2 分距今', range: whole('天') },
  qualityRefund: { name: '最近一次质量退款距今', range: whole('天') },
  openComplaint: { name: '没处理完的投诉距今', range: whole('天') },
  tag: { name: '有标签（任一）', range: null },
  tags: { name: '标签个数', range: whole('个', 1000) },
  segment: { name: '在另一个人群里', range: null },
} as const satisfies Readonly<Record<string, Kind>>;

export type ConditionKind = keyof typeof conditionKinds;
export const kindOf = (kind: ConditionKind): Kind => conditionKinds[kind];
export const isConditionKind = (kind: string): kind is ConditionKind => kind in conditionKinds;
export const kindChoices: readonly { id: ConditionKind; name: string }[] = Object.keys(conditionKinds)
  .filter(isConditionKind)
  .map((id) => ({ id, name: conditionKinds[id].name }));
