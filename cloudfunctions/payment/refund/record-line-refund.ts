import { refuse } from '../../../contracts/errors';
import type { LineUnits } from '../../../contracts/payment/line-refund';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { isGift, linesBack, type LinesBack, type UnitsBack } from './line-refund';
import { readLinesBack } from './read-lines-back';
import { newRefund, refuseUnpaid, refuseUnrefundable, setAside, type RefundFacts } from './record-refund';

type Order = DocumentOf<'orders'>;

/** Refunds by line one order may have: the units of each are read again before the next. */
const MOST_LINE_REFUNDS = 100;

/**
 * What these units come to; the same for whoever asks and for what is done. Units that a coupon or points paid for alone come
 * back too, without money.
 */
export function backOf(order: Order, before: readonly UnitsBack[], lines: readonly LineUnits[]): LinesBack {
  refuseUnpaid(order);
  if (order.undoneAt !== null) throw refuse('refund_units_back', 'undone');
  const back = linesBack(order, before, lines);
  if (back.amountFen > 0) refuseUnrefundable(order, back.amountFen);
  else if (!back.lines.some(isGift)) throw refuse('refund_nothing');
  return back;
}

/**
 * Writes a refund of units and sets them aside with the money, in the transaction of whoever decided it.
 * @param facts `amountFen` is what was agreed: when the units come to something else now, it is refused
 * @throws TuankaError refund_changed, refund_units_back, refund_too_much, refund_not_possible
 */
export async function recordLineRefund(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: Order,
  lines: readonly LineUnits[],
  facts: RefundFacts,
): Promise<void> {
  const back = backOf(order, await readLinesBack(transaction, order), lines);
  if (back.amountFen !== facts.amountFen) throw refuse('refund_changed');
  if (order.lineRefunds.length >= MOST_LINE_REFUNDS) throw refuse('refund_not_possible', 'lines');
  await transaction.refunds.insert({
    ...newRefund(order, facts),
    lines: back.units,
    pointsShare: back.points,
  });
  await setAside(transaction, call, order, facts, 'payment.refundLines');
}
