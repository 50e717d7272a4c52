/** Conditions an operator may build on the phone: what each asks for. Others stand in rules that were written elsewhere. */
interface Kind {
  name: string;
  /** Of the range it asks for; null: it asks for none. */
  range: { unit: string; in: 'whole' | 'yuan' } | null;
  /** The last so many days; empty: ever. */
  window?: true;
  /** So many days, which must be said. */
  days?: true;
}

const whole = (unit: string): Kind['range'] => ({ unit, in: 'whole' });
const yuan: Kind['range'] = { unit: '元', in: 'yuan' };

export const conditionKinds = {
  order: { name: '最近一次下单距今', range: whole('天') },
  joined: { name: '入会至今', range: whole('天') },
  visit: { name: '最近一次到店或下单距今', range: whole('天') },
  orders: { name: '下单数', range: whole('单'), window: true },
  amount: { name: '消费金额', range: yuan, window: true },
  average: { name: '平均每单', range: yuan, window: true },
  couponShare: { name: '用券的订单占', range: whole('%') },
  coupons: { name: '可用的券', range: whole('张') },
  points: { name: '可用积分', range: whole('分') },
  refunds: { name: '退款次数', range: whole('次') },
  invited: { name: '邀请入会', range: whole('人') },
  pointsExpiring: { name: '积分快到期', range: null, days: true },
  couponsExpiring: { name: '券快到期', range: null, days: true },
  birthday: { name: '本月生日', range: null },
  tag: { name: '有标签（任一）', range: null },
  segment: { name: '在另一个人群里', range: null },
} as const satisfies Readonly<Record<string, Kind>>;

export type ConditionKind = keyof typeof conditionKinds;
export const kindOf = (kind: ConditionKind): Kind => conditionKinds[kind];
export const isConditionKind = (kind: string): kind is ConditionKind => kind in conditionKinds;
export const kindChoices: readonly { id: ConditionKind; name: string }[] = Object.keys(conditionKinds)
  .filter(isConditionKind)
  .map((id) => ({ id, name: conditionKinds[id].name }));
