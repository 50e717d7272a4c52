import type { Sums } from './measures';

/** `fen`: an amount; `number`: how many; `rate`: ten-thousandths; `mean`: hundredths of one. */
export type FigureUnit = 'fen' | 'number' | 'rate' | 'mean';

export interface Figure {
  key: string;
  name: string;
  unit: FigureUnit;
  /** What it is, as a merchant reads it: beside the figure, and in docs/figures.md. */
  says: string;
  /** Whole numbers; null: there is nothing it could be a part of. */
  of: (sums: Sums) => number | null;
  /** May be made of the sums of several days; of people it may not: who bought on two days is one. */
  adds: boolean;
}

const partOf = (part: number, whole: number, scale: number): number | null =>
  whole <= 0 ? null : Math.round((part * scale) / whole);
const rate = (part = 0, whole = 0): number | null => partOf(part, whole, 10_000);
const mean = (sum = 0, n = 0): number | null => partOf(sum, n, 1);

const netFen = ({ grossFen = 0, refundFen = 0 }: Sums): number => grossFen - refundFen;
const count = (key: keyof Sums, name: string, says: string, adds = true): Figure => ({
  key,
  name,
  unit: key.endsWith('Fen') ? 'fen' : 'number',
  says,
  of: (sums) => sums[key] ?? 0,
  adds,
});

/** Every figure once, with its definition. */
export const figures = [
  {
    key: 'netFen',
    name: '净销售额',
    unit: 'fen',
    says: '付款金额减退款金额。付款算在付款那天，退款算在退回那天（北京时间）。',
    of: netFen,
    adds: true,
  },
  count('grossFen', '销售额', '会员付款的金额，不减退款。入会前付的款在认领时算在付款那天。'),
  count('refundFen', '退款', '退回给会员的金额，算在退回那天，归在原订单的门店、团长和等级下。'),
  count('orders', '付款订单', '付了款的订单数，后来退了也算。'),
  count('keptOrders', '有效订单', '付款大于零、没有全退的订单数，算在付款那天；全退后从那天减去。'),
  {
    key: 'averageFen',
    name: '客单价',
    unit: 'fen',
    says: '净销售额 ÷ 有效订单。',
    of: (sums) => mean(netFen(sums), sums.keptOrders),
    adds: true,
  },
  {
    key: 'refundRate',
    name: '退款率',
    unit: 'rate',
    says: '退款 ÷ 销售额，都按这段时间里发生的算。',
    of: ({ refundFen, grossFen }) => rate(refundFen, grossFen),
    adds: true,
  },
  count('buyers', '下单会员', '这段时间里至少有一个有效订单的会员，一个人只算一次。', false),
  count('repeatBuyers', '复购会员', '这段时间里有两个或更多有效订单的会员。', false),
  {
    key: 'repeatRate',
    name: '复购率',
    unit: 'rate',
    says: '复购会员 ÷ 下单会员。',
    of: ({ repeatBuyers, buyers }) => rate(repeatBuyers, buyers),
    adds: false,
  },
  {
    key: 'perBuyerFen',
    name: '人均消费',
    unit: 'fen',
    says: '净销售额 ÷ 下单会员。',
    of: (sums) => mean(netFen(sums), sums.buyers),
    adds: false,
  },
  {
    key: 'ordersPerBuyer',
    name: '人均订单',
    unit: 'mean',
    says: '有效订单 ÷ 下单会员。',
    of: ({ keptOrders = 0, buyers }) => mean(keptOrders * 100, buyers),
    adds: false,
  },
  count('joined', '新会员', '领卡入会的人数；一个人的两个账号合并后只算先入会的那次。'),
  count('closed', '注销', '注销账号的人数。'),
  count('firstOrders', '首单会员', '第一个有效订单在这段时间的会员；首单全退后，算下一个有效订单那天。'),
  count('secondOrders', '二单会员', '第二个有效订单在这段时间的会员。'),
  count('invited', '邀请成功', '通过好友邀请入会、算数的人数。'),
  count('couponsIssued', '发券', '发出的优惠券张数。'),
  count('couponsUsed', '用券', '核销或下单用掉的张数，撤销和退回的减去。'),
  count('couponsExpired', '过期券', '没用就过期的张数，延期救回的减去。'),
  {
    key: 'couponUseRate',
    name: '券使用率',
    unit: 'rate',
    says: '用券 ÷（用券 + 过期券）。',
    of: ({ couponsUsed = 0, couponsExpired = 0 }) => rate(couponsUsed, couponsUsed + couponsExpired),
    adds: true,
  },
  count('couponOrderFen', '用券销售额', '用了券的订单的付款金额，不减退款。'),
  count('couponOffFen', '下单用券优惠', '下单时用券少付的金额，不管后来退没退。'),
  {
    key: 'couponReturn',
    name: '每元优惠带来',
    unit: 'fen',
    says: '下单用券的销售额 ÷ 下单用券优惠 × 1 元：每让利 1 元卖出多少。',
    of: ({ couponOrderFen = 0, couponOffFen = 0 }) => mean(couponOrderFen * 100, couponOffFen),
    adds: true,
  },
  count('couponSavingFen', '到店核销优惠', '到店核销优惠券省下的金额；下单时用的券，优惠已在销售额里减去。'),
  count('pointsEarned', '发放积分', '会员增加的积分，含待生效的。'),
  count('pointsSpent', '消耗积分', '会员减少的积分：兑换、抵扣、退款扣回和过期。'),
  count('pointsExpired', '过期积分', '到期没用掉的积分，已算在消耗里。'),
  {
    key: 'breakageRate',
    name: '积分过期率',
    unit: 'rate',
    says: '过期积分 ÷ 消耗积分：花掉的和过期的里面，过期的占多少。',
    of: ({ pointsExpired, pointsSpent }) => rate(pointsExpired, pointsSpent),
    adds: true,
  },
  count('pointsForfeited', '注销作废积分', '注销账号时还没用的积分，随账号一起没有了。'),
  count('redeemed', '兑换', '积分商城的兑换次数。'),
  count('delivered', '送达消息', '送到会员的消息条数，含站内消息。'),
  {
    key: 'openRate',
    name: '打开率',
    unit: 'rate',
    says: '打开的消息 ÷ 送达的消息，按打开和送达那天算。',
    of: ({ opened, delivered }) => rate(opened, delivered),
    adds: true,
  },
  {
    key: 'clickRate',
    name: '点击率',
    unit: 'rate',
    says: '点进去的消息 ÷ 送达的消息。',
    of: ({ clicked, delivered }) => rate(clicked, delivered),
    adds: true,
  },
  count(
    'messageOrders',
    '消息带来的订单',
    '打开或点进消息后 3 天内的有效订单，算给之前最后看的那条消息，算在付款那天。',
  ),
  count('messageOrderFen', '消息带来的销售额', '消息带来的订单的金额，减去后来退的。'),
  {
    key: 'messageOrderRate',
    name: '消息下单率',
    unit: 'rate',
    says: '消息带来的订单 ÷ 送达的消息，按下单和送达那天算。',
    of: ({ messageOrders, delivered }) => rate(messageOrders, delivered),
    adds: true,
  },
  count('tierUp', '升级', '会员等级上升的次数。'),
  count('tierDown', '降级', '会员等级下降的次数。'),
] as const satisfies readonly Figure[];

export type FigureKey = (typeof figures)[number]['key'];

/** Of every figure. */
export const figureKeys = (): FigureKey[] => figures.map(({ key }) => key);

/** @throws Error for a key there is none of */
export function figureOf(key: FigureKey): Figure {
  const found = figures.find((figure) => figure.key === key);
  if (!found) throw new Error(`no such figure: ${key}`);
  return found;
}
