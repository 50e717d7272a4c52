import type { CouponSelection } from '../../contracts/coupon-admin';
import { recordAudit } from '../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../kit/host/call';
import { oneOf } from '../kit/store/condition';
import { encodeCursor } from '../kit/store/page';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';

type Coupon = DocumentOf<'coupons'>;

interface Batch {
  selection: CouponSelection;
  cursor: string | null;
  action: string;
  reason: string;
  detail: Record<string, number>;
}

/** One call changes at most so many, and only what it has time for; the caller comes again with the cursor. */
const PER_CALL = 40;
/** One transaction stays short: extending a coupon takes six calls. */
const PER_TRANSACTION = 5;

/**
 * Changes selected coupons, a few per transaction, each transaction with its audit entry. Whatever a crash left undone
 * is done by the same call again; what was done is left alone.
 */
export async function recordChange(
  call: WriteCall<'operator'>,
  batch: Batch,
  change: (transaction: TransactionStore, coupon: Coupon) => Promise<boolean>,
) {
  const { ids, nextCursor } = await readSelected(call, batch.selection, batch.cursor, PER_CALL);
  let changed = 0;
  for (let from = 0; from < ids.length; from += PER_TRANSACTION) {
    if (from > 0 && call.outOfTime())
      return { changed, kept: from - changed, nextCursor: positionAt(batch, ids, from) };
    changed += await changeSome(call, batch, ids.slice(from, from + PER_TRANSACTION), change);
  }
  return { changed, kept: ids.length - changed, nextCursor };
}

/** Where the next call goes on when this one stopped before the id at `from`. */
function positionAt({ selection }: Batch, ids: readonly Coupon['_id'][], from: number): string | null {
  const last = ids[from - 1];
  if (last === undefined) return null;
  if ('couponIds' in selection) return String(selection.couponIds.indexOf(last) + 1);
  return encodeCursor({ value: last, id: last });
}

async function changeSome(
  call: WriteCall<'operator'>,
  { action, reason, detail }: Batch,
  ids: readonly Coupon['_id'][],
  change: (transaction: TransactionStore, coupon: Coupon) => Promise<boolean>,
): Promise<number> {
  return call.store.transact(async (transaction) => {
    const done: Coupon['_id'][] = [];
    for (const id of ids) {
      const coupon = await transaction.coupons.get(id);
      if (coupon && (await change(transaction, coupon))) done.push(id);
    }
    const [first] = done;
    if (first !== undefined)
      await recordAudit(transaction, call, {
        action,
        subjectId: first,
        reason,
        detail: { ...detail, coupons: done.join(' ') },
      });
    return done.length;
  });
}

/** A page of the selection; of a template, what is still to be used. */
export async function readSelected(
  { store }: Pick<ReadCall, 'store'>,
  selection: CouponSelection,
  cursor: string | null,
  limit: number,
): Promise<{ ids: Coupon['_id'][]; nextCursor: string | null }> {
  if ('couponIds' in selection) {
    const from = cursor === null ? 0 : Number.parseInt(cursor, 10);
    const ids = selection.couponIds.slice(from, from + limit);
    const next = from + limit;
    return { ids, nextCursor: next < selection.couponIds.length ? String(next) : null };
  }
  const { items, nextCursor } = await store.coupons.find({
    where: { templateId: selection.templateId, status: oneOf<Coupon['status']>(['unused', 'offered']) },
    orderBy: '_id',
    limit,
    cursor,
  });
  return { ids: items.map(({ _id }) => _id), nextCursor };
}
