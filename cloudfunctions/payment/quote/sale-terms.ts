import type { CouponChoice, Quote, SaleTerms } from '../../../contracts/payment/payment';
import { points } from '../../../contracts/primitives/points';
import type { QuoteResult } from './quote';

export type { SaleTerms };

/** What was agreed with the payer of an order that waits for its money. */
interface AgreedOrder {
  status: 'open' | 'awaiting_payment' | 'paid' | 'cancelled';
  agreed: Quote | null;
  terms: SaleTerms | null;
}

/**
 * The terms an order is quoted under: those its payer confirmed while it waits for the money, whatever became of card,
 * plan and rules since. What did not exist then (a card that was joined meanwhile) counts as it is now.
 */
export function termsNow({ status, terms }: AgreedOrder, current: SaleTerms): SaleTerms {
  if (status !== 'awaiting_payment' || terms === null) return current;
  return {
    at: terms.at,
    offset: terms.offset ?? current.offset,
    // The price of a tier and its other rights are agreed with the card.
    ...(terms.plan === null
      ? { plan: current.plan, privileges: current.privileges }
      : { plan: terms.plan, privileges: terms.privileges }),
  };
}

/** The tier's member price takes the place of the card's where it is lower; where it is not, it is not sold. */
export function soldWith(
  plan: SaleTerms['plan'],
  privileges: SaleTerms['privileges'],
): Pick<SaleTerms, 'plan' | 'privileges'> {
  const priced = privileges.find(({ kind }) => kind === 'member_price');
  if (priced && plan && priced.value < plan.memberRate)
    return { plan: { ...plan, name: `${plan.name}·${priced.tier}`, memberRate: priced.value }, privileges };
  return { plan, privileges: privileges.filter((one) => one !== priced) };
}

/** A price that was agreed stays for the same wish; only what costs the payer less takes its place. */
export function keepAgreed(
  { status, agreed }: AgreedOrder,
  wish: { coupon: CouponChoice; usePoints: boolean },
  fresh: QuoteResult,
): QuoteResult {
  if (status !== 'awaiting_payment' || agreed === null) return fresh;
  const sameCoupon = wish.coupon === 'best' || wish.coupon === (agreed.couponId ?? 'none');
  const samePoints = wish.usePoints === agreed.points > 0;
  const refused = fresh.refusedChoice !== null;
  if (!sameCoupon || !samePoints || (!refused && fresh.quote.payableFen < agreed.payableFen)) return fresh;
  const taken = agreed.steps.find(({ kind }) => kind === 'points');
  const pointsOption =
    taken && fresh.pointsOption
      ? {
          ...fresh.pointsOption,
          points: points(agreed.points),
          savedFen: taken.savedFen,
          unusableReason: null,
        }
      : fresh.pointsOption;
  return { ...fresh, quote: agreed, refusedChoice: null, pointsOption };
}
