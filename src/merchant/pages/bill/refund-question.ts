import type { PaymentApi } from '@contracts/payment/payment';
import type { Fen } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { priceText } from '@/components/order/order-text';
import type { Question } from '@/components/sheet/confirm-sheet';

type Bill = ReturnType<PaymentApi['readBill']>['order'];
type Method = Bill['method'];

/** Where the money goes, in the clerk's words: cash goes back over the counter, nobody else will pay it out. */
export const whereText = (method: Method): string => {
  if (method === 'wechat') return '由微信支付原路退回顾客的付款账户，一般几分钟内到账。';
  return method === 'cash'
    ? '这笔是现金收的：请当面把现金退给顾客。'
    : '这笔不是微信支付收的：请用原来的方式退给顾客。';
};

/** Before money goes back: how much, where to, and what becomes of points and coupons. */
export function refundQuestion(bill: Bill, amountFen: Fen, reason: string): Question {
  const isAll = amountFen === bill.refundableFen;
  return {
    title: isAll ? '全部退款？' : '退这么多？',
    figure: priceText(amountFen),
    lines: [
      whereText(bill.method),
      isAll
        ? '这一单得到的积分和奖励收回；用掉的积分退回，用掉的券按店里的设置退回。'
        : '按退款的份额，得到的积分收回一部分，抵扣的积分退回一部分；券要全部退完才退回。',
      `顾客会看到原因：${reason}`,
      '退出去的钱收不回来。',
    ],
    yes: `退款 ${priceText(amountFen)}`,
  };
}

interface LinesPreview {
  amountFen: Fen;
  pointsBack: number;
  pointsTakenBack: number;
}

/** The same for lines, with the figures the server worked out. */
export const linesQuestion = (method: Method, preview: LinesPreview, reason: string): Question => ({
  title: preview.amountFen === 0 ? '退回这些商品？' : '按商品退款？',
  figure: preview.amountFen === 0 ? undefined : priceText(preview.amountFen),
  lines: [
    preview.amountFen === 0 ? '这些商品没有付钱，不涉及退款。' : whereText(method),
    ...(preview.pointsBack > 0 ? [`退回抵扣的 ${pointsText(preview.pointsBack)} 积分。`] : []),
    ...(preview.pointsTakenBack > 0 ? [`收回得到的 ${pointsText(preview.pointsTakenBack)} 积分。`] : []),
    `顾客会看到原因：${reason}`,
    '确认后不能恢复。',
  ],
  yes: preview.amountFen === 0 ? '确认退回' : `退款 ${priceText(preview.amountFen)}`,
});
