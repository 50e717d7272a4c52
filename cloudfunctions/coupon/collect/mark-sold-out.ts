import type { ErrorCode } from '../../../contracts/errors';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { forgetTemplate } from './collect-memory';

type Template = Pick<DocumentOf<'couponTemplates'>, '_id' | 'stockVersion' | 'soldOut'>;

/**
 * Whoever found every shard empty writes it on the template, so that those who come after learn it by reading that one
 * document. `stockVersion` moves whenever stock comes back, so a finding from before that marks nothing.
 */
export async function markSoldOut(
  store: Store,
  { _id, stockVersion, soldOut }: Template,
  refusal: ErrorCode,
  now: Instant,
): Promise<void> {
  const found = foundEmpty(refusal, now);
  if (found === null || found === soldOut) return;
  forgetTemplate(_id);
  await store.couponTemplates.updateIf(_id, { stockVersion, soldOut }, { soldOut: found });
}

function foundEmpty(refusal: ErrorCode, now: Instant): string | null {
  if (refusal === 'coupon_sold_out') return 'all';
  return refusal === 'coupon_sold_out_today' ? chinaDateOf(now) : null;
}

/** What a template becomes when there may be stock again. */
export const stockIsBack = ({ stockVersion }: Pick<Template, 'stockVersion'>) => ({
  stockVersion: (stockVersion ?? 0) + 1,
  soldOut: null,
});
