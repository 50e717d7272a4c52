import * as z from 'zod';
import { isPaymentId, isRefundId, type AppId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  instant,
  startOfChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import { within } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import type { PayClient } from '../../kit/wechat/pay-client';
import {
  missingDifference,
  otherDifference,
  paidDifference,
  refundedDifference,
  type BillDifference,
} from './bill-difference';
import type { BillLine, TradeBill } from './trade-bill';

export interface BillComparing {
  store: Store;
  pay: Pick<PayClient, 'queryRefund'>;
  appId: AppId;
}

/** Its lines in their order, then what the book has of the day and the bill may not. */
export const billPlace = z.object({ stage: z.enum(['lines', 'payments', 'refunds']), from: z.string() });
export type BillPlace = z.output<typeof billPlace>;
export const BILL_START: BillPlace = { stage: 'lines', from: '0' };

export interface BillSlice {
  looked: number;
  found: BillDifference[];
  /** Null: the day is compared. */
  next: BillPlace | null;
}

const PAGE = 200;
/** So many refunds that a bill does not have are asked about; more of them are one trouble, not many. */
const MOST_ASKED = 10;

/** A slice of a day's bill against the book, line by line, and of the book against the bill. It changes no money. */
export async function compareBill(
  call: BillComparing,
  bill: TradeBill,
  day: ChinaDate,
  place: BillPlace,
): Promise<BillSlice> {
  if (place.stage === 'lines') return compareLines(call, bill, Number(place.from));
  const start = startOfChinaDate(day) ?? instant(0);
  const query = {
    limit: PAGE,
    cursor: place.from === '' ? null : place.from,
  } as const;
  const ofDay = within<Instant | null>(start, addMs(start, DAY_MS));
  if (place.stage === 'payments') {
    const { items, nextCursor } = await call.store.payments.find({
      ...query,
      where: { wechatAt: ofDay },
      orderBy: 'wechatAt',
    });
    const billed = new Set(
      bill.lines.filter(({ kind }) => kind === 'paid').map(({ outTradeNo }) => outTradeNo),
    );
    return {
      looked: items.length,
      found: items.filter(({ _id }) => !billed.has(_id)).map((payment) => missingDifference('收了', payment)),
      next: nextCursor === null ? { stage: 'refunds', from: '' } : { stage: 'payments', from: nextCursor },
    };
  }
  const { items, nextCursor } = await call.store.refunds.find({
    ...query,
    where: { acceptedAt: ofDay },
    orderBy: 'acceptedAt',
  });
  const billed = new Set(
    bill.lines.filter(({ kind }) => kind === 'refunded').map(({ outRefundNo }) => outRefundNo),
  );
  const missing = await stillMissing(
    call,
    day,
    items.filter(({ _id }) => !billed.has(_id)),
  );
  return {
    looked: items.length,
    found: missing.map((refund) => missingDifference('退了', refund)),
    next: nextCursor === null ? null : { stage: 'refunds', from: nextCursor },
  };
}

async function compareLines(
  { store, appId }: BillComparing,
  bill: TradeBill,
  from: number,
): Promise<BillSlice> {
  const lines = bill.lines.slice(from, from + PAGE).filter((line) => isOurs(line, appId));
  const [payments, refunds] = await Promise.all([
    store.payments.getMany(lines.map(({ outTradeNo }) => outTradeNo).filter(isPaymentId)),
    store.refunds.getMany(lines.map(({ outRefundNo }) => outRefundNo).filter(isRefundId)),
  ]);
  const paymentOf = new Map(payments.map((payment) => [String(payment._id), payment]));
  const refundOf = new Map(refunds.map((refund) => [String(refund._id), refund]));
  const found = lines.flatMap((line) => {
    switch (line.kind) {
      case 'paid':
        return paidDifference(line, paymentOf.get(line.outTradeNo)) ?? [];
      case 'refunded':
        return refundedDifference(line, refundOf.get(line.outRefundNo)) ?? [];
      case 'other':
        return otherDifference(line);
    }
  });
  const next = from + PAGE;
  return {
    looked: lines.length,
    found,
    next: next < bill.lines.length ? { stage: 'lines', from: String(next) } : { stage: 'payments', from: '' },
  };
}

/** A merchant number may be used by a till as well: what was paid through another app, under no number of ours, is not in this book. */
const isOurs = ({ appId, outTradeNo, outRefundNo }: BillLine, own: AppId): boolean =>
  appId === own || isPaymentId(outTradeNo) || isRefundId(outRefundNo);

type Refund = DocumentOf<'refunds'>;

/** When WeChat took a refund is not always known to the minute: one that a bill does not have is asked about, and told only when it is of that day. */
async function stillMissing(
  { store, pay }: BillComparing,
  day: ChinaDate,
  refunds: Refund[],
): Promise<Refund[]> {
  if (refunds.length > MOST_ASKED) return refunds;
  const missing: Refund[] = [];
  for (const refund of refunds) {
    const acceptedAt = (await pay.queryRefund(refund._id))?.acceptedAt ?? null;
    if (acceptedAt === null || chinaDateOf(acceptedAt) === day) missing.push(refund);
    else await store.refunds.updateIf(refund._id, { acceptedAt: refund.acceptedAt }, { acceptedAt });
  }
  return missing;
}
