import type { CouponSelection } from '../../../contracts/coupon/coupon-admin';
import { refuse } from '../../../contracts/errors';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { isFrozen } from '../../kit/person/verify-thawed';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { keepChosen } from './keep-chosen';
import type { TransactionStore } from '../../kit/store/store';
import { encodeCursor } from '../../kit/store/query/page';

type Coupon = DocumentOf<'coupons'>;

interface Batch {
  selection: CouponSelection;
  cursor: string | null;
  action: string;
  reason: string;
  detail: Record<string, number>;
  /** Of a template, besides what is still to be used. They are not told as kept. */
  also?: readonly Coupon['status'][];
}

/**
 * True: changed; false: left as it is; `later`: changed once nothing holds it, which is told as well. `auditId` names the entry.
 */
type Change = (transaction: TransactionStore, coupon: Coupon, auditId: string) => Promise<boolean | 'later'>;

/** One call changes at most so many, and only what it has time for; the caller comes again with the cursor. */
const PER_CALL = 40;
/** One transaction has less than 30 records (decision 0031): extending a coupon takes seven. */
const PER_TRANSACTION = 3;

/**
 * Changes selected coupons, a few per transaction, each transaction with its audit entry. Whatever a crash left undone
 * is done by the same call again; what was done is left alone. What a frozen member has stays as it is.
 * @throws TuankaError owner_frozen when all that was named is a frozen member's
 */
export async function recordChange(call: WriteCall<'operator'>, batch: Batch, change: Change) {
  const { ids, beside, nextCursor, isRepeat } = await choose(call, batch);
  let changed = 0;
  let onlyFrozen = ids.length > 0 && 'couponIds' in batch.selection;
  const keptOf = (looked: number): number =>
    Math.max(0, ids.slice(0, looked).filter((id) => !beside.includes(id)).length - changed);
  for (let from = 0; from < ids.length; from += PER_TRANSACTION) {
    if (from > 0 && call.outOfTime())
      return { changed, kept: keptOf(from), nextCursor: positionAfter(batch, ids.slice(0, from)) };
    const some = ids.slice(from, from + PER_TRANSACTION);
    const came = await changeSome(call, { ...batch, isRepeat }, some, change);
    changed += came.changed;
    onlyFrozen &&= came.onlyFrozen;
  }
  if (onlyFrozen) throw refuse('owner_frozen');
  return { changed, kept: keptOf(ids.length), nextCursor };
}

/** Those named are the same ones every time; of a template, others stand there once some are changed. */
async function choose(call: WriteCall<'operator'>, { selection, cursor, action, also }: Batch) {
  const chosen = await readSelected(call, selection, cursor, PER_CALL, also);
  return 'couponIds' in selection
    ? { ...chosen, isRepeat: false }
    : keepChosen(call, { action, cursor }, chosen);
}

/** Where the next call goes on when this one stopped after these. */
function positionAfter({ selection, cursor }: Batch, done: readonly Coupon['_id'][]): string | null {
  if ('couponIds' in selection) return String(numberOf(cursor) + done.length);
  const last = done.at(-1);
  return last === undefined ? cursor : encodeCursor({ value: last, id: last });
}

const numberOf = (cursor: string | null): number => (cursor === null ? 0 : Number.parseInt(cursor, 10));

async function changeSome(
  call: WriteCall<'operator'>,
  { action, reason, detail, isRepeat }: Batch & { isRepeat: boolean },
  ids: readonly Coupon['_id'][],
  change: Change,
): Promise<{ changed: number; onlyFrozen: boolean }> {
  return call.store.transact(async (transaction) => {
    const before = isRepeat ? await doneBefore(transaction, call, action, ids) : null;
    if (before !== null) return { changed: before, onlyFrozen: false };
    const told: Coupon['_id'][] = [];
    const members = new Set<Coupon['memberId']>();
    let changed = 0;
    let frozen = 0;
    for (const id of ids) {
      const coupon = await transaction.coupons.get(id);
      if (coupon && (await isFrozen(transaction, coupon.memberId))) {
        frozen += 1;
        continue;
      }
      // The entry is about the first that something is done to.
      const auditId = auditIdFor(call.requestId, { action, subjectId: told[0] ?? id });
      const outcome = coupon ? await change(transaction, coupon, auditId) : false;
      if (outcome !== false) told.push(id);
      if (coupon && outcome !== false) members.add(coupon.memberId);
      if (outcome === true) changed += 1;
    }
    const [first] = told;
    if (first === undefined) {
      const done = await doneBefore(transaction, call, action, ids);
      return { changed: done ?? 0, onlyFrozen: done === null && frozen === ids.length };
    }
    await recordAudit(transaction, call, {
      action,
      subjectId: first,
      reason,
      detail: { ...detail, coupons: told.join(' '), members: [...members].join(' ') },
      after: {
        ...detail,
        changed: told.length,
        ...(changed < told.length && { later: told.length - changed }),
      },
    });
    return { changed, onlyFrozen: false };
  });
}

/** What this very request did to them already, when its answer was lost; null: nothing. */
async function doneBefore(
  transaction: TransactionStore,
  { requestId }: WriteCall<'operator'>,
  action: string,
  ids: readonly Coupon['_id'][],
): Promise<number | null> {
  for (const subjectId of ids) {
    const entry = await transaction.auditEntries.get(auditIdFor(requestId, { action, subjectId }));
    if (entry) return Number(entry.after?.['changed'] ?? 0) - Number(entry.after?.['later'] ?? 0);
  }
  return null;
}

/** A page of the selection; of a template, what is still to be used. */
export async function readSelected(
  { store }: Pick<ReadCall, 'store'>,
  selection: CouponSelection,
  cursor: string | null,
  limit: number,
  also: readonly Coupon['status'][] = [],
): Promise<{ ids: Coupon['_id'][]; beside: Coupon['_id'][]; nextCursor: string | null }> {
  if ('couponIds' in selection) {
    const from = numberOf(cursor);
    const ids = selection.couponIds.slice(from, from + limit);
    const next = from + limit;
    return { ids, beside: [], nextCursor: next < selection.couponIds.length ? String(next) : null };
  }
  const { items, nextCursor } = await store.coupons.find({
    where: {
      templateId: selection.templateId,
      status: oneOf<Coupon['status']>(['unused', 'offered', ...also]),
    },
    orderBy: '_id',
    limit,
    cursor,
  });
  const beside = items.filter(({ status }) => also.includes(status)).map(({ _id }) => _id);
  return { ids: items.map(({ _id }) => _id), beside, nextCursor };
}
