import { methodText, refundStateText } from '../../../../contracts/primitives/words/order-words';
import type { DocumentOf } from '../../../kit/store/schema';
import { exportLines, momentCell, yuanCell } from './export-lines';

/** By when they were asked for; whose they are stands with the order. */
export const exportRefunds = exportLines<DocumentOf<'refunds'>>({
  headings: [
    '退款单号',
    '订单号',
    '申请时间',
    '退到时间',
    '金额（元）',
    '收款方式',
    '原因',
    '多付的钱',
    '状态',
  ],
  from: ({ refunds }) => refunds,
  by: 'createdAt',
  memberOf: () => null,
  line: (refund) => [
    refund._id,
    refund.orderId,
    momentCell(refund.createdAt),
    momentCell(refund.status === 'succeeded' ? refund.endedAt : null),
    yuanCell(refund.amountFen),
    methodText[refund.method],
    refund.reason,
    refund.kind === 'surplus' ? '是' : null,
    refundStateText[refund.status],
  ],
});
