import type { RefundId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { UnitsBack } from './line-refund';

type Refund = DocumentOf<'refunds'>;

/** A refund that ended without giving anything back holds its units no longer. */
const holdsUnits = ({ status }: Refund): boolean => status !== 'closed';

/**
 * The units of an order that are back or on their way: those of its refunds by line, as each of them stands now.
 * @param counts which of them; without it all that have not ended for nothing
 */
export async function readLinesBack(
  { refunds }: { refunds: { get(id: RefundId): Promise<Refund | null> } },
  { lineRefunds }: Pick<DocumentOf<'orders'>, 'lineRefunds'>,
  counts: (refund: Refund) => boolean = holdsUnits,
): Promise<UnitsBack[]> {
  const back: UnitsBack[] = [];
  for (const refundId of lineRefunds) {
    const refund = await refunds.get(refundId);
    if (refund?.lines && counts(refund)) back.push(...refund.lines);
  }
  return back;
}
