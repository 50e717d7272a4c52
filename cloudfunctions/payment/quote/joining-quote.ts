import type { BillItem, QuoteStep } from '../../../contracts/payment/payment';
import type { PackItem } from '../../../contracts/coupon/coupon';
import type { Fen } from '../../../contracts/primitives/fen';
import { isCouponId, type CardPlanId, type CouponId, type StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { validityFrom } from '../../coupon/rules/validity';
import { quoteBill, type QuoteCoupon } from './quote';

interface Offer {
  plan: { _id: CardPlanId; name: string; memberRate: number };
  pack: { items: readonly PackItem[] };
}

function placeName(position: number): CouponId {
  const id = `cpn_offered-${position}`;
  if (!isCouponId(id)) throw new RangeError(id);
  return id;
}

/** The newcomer pack as it would be a moment after joining. */
const offeredCoupons = (items: readonly PackItem[], now: Instant): QuoteCoupon[] =>
  items.map(({ terms, validity }, position) => ({
    _id: placeName(position + 1),
    terms,
    status: 'unused',
    usedAt: null,
    ...validityFrom(validity, now),
  }));

/** What this very bill would come to with the card and the best coupon that joining gives; null when it saves nothing. */
export function joiningQuote(
  bill: { storeId: StoreId; items: readonly BillItem[] },
  { plan, pack }: Offer,
  now: Instant,
): { savedFen: Fen; payableFen: Fen; steps: QuoteStep[] } | null {
  const { quote } = quoteBill({
    storeId: bill.storeId,
    items: bill.items,
    plan,
    coupons: offeredCoupons(pack.items, now),
    choice: 'best',
    points: null,
    now,
  });
  return quote.savedFen > 0
    ? { savedFen: quote.savedFen, payableFen: quote.payableFen, steps: quote.steps }
    : null;
}
