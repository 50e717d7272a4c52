import { methodText, orderStateText } from '../../../../contracts/primitives/words/order-words';
import { orderStateOf, payableOf } from '../../../payment/quote/order';
import type { DocumentOf } from '../../../kit/store/schema';
import { exportLines, momentCell, personHeadings, yuanCell } from './export-lines';

/** By when they were opened. */
export const exportOrders = exportLines<DocumentOf<'orders'>>({
  headings: [
    '订单号',
    '开单时间',
    '付款时间',
    '门店',
    ...personHeadings,
    '商品',
    '原价（元）',
    '优惠（元）',
    '实付（元）',
    '用积分',
    '收款方式',
    '已退（元）',
    '状态',
  ],
  from: ({ orders }) => orders,
  by: 'createdAt',
  memberOf: ({ payer }) => payer?.memberId ?? null,
  line: (order, person, now) => [
    order._id,
    momentCell(order.createdAt),
    momentCell(order.paidAt),
    order.storeName,
    ...person,
    order.items.map(({ title, quantity }) => `${title}×${quantity}`).join('、'),
    yuanCell(order.amountFen),
    yuanCell(order.agreed?.savedFen ?? 0),
    order.paidAt === null ? null : yuanCell(payableOf(order)),
    order.agreed?.points ?? 0,
    order.method && methodText[order.method],
    yuanCell(order.refundedFen),
    orderStateText[orderStateOf(order, now)],
  ],
});
