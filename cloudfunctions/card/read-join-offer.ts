import type { JoinOffer } from '../../contracts/card/card';
import { refuse } from '../../contracts/errors';
import { viewPack } from '../coupon/rules/pack';
import type { DocumentOf } from '../kit/store/schema';
import type { ReadStore } from '../kit/store/store';

export interface OpenOffer {
  plan: DocumentOf<'cardPlans'>;
  pack: DocumentOf<'couponPacks'>;
}

/**
 * What joining gives right now: the default card plan and the newcomer pack, in one database call. Null when the merchant has
 * closed either.
 */
export async function readJoinOffer(store: Pick<ReadStore, 'cardPlans'>): Promise<OpenOffer | null> {
  const offer = await store.cardPlans.firstWith({ isDefault: true, status: 'open' }, 'couponPacks', {
    channel: 'join',
    status: 'published',
  });
  return offer?.other ? { plan: offer.document, pack: offer.other } : null;
}

/** @throws TuankaError offer_not_open */
export function requireOpen(offer: OpenOffer | null): OpenOffer {
  if (!offer) throw refuse('offer_not_open');
  return offer;
}

/** The offer in the words of the contract, apart from whether the pack is to be had now. */
export const viewJoinOffer = ({ plan, pack }: OpenOffer): Omit<JoinOffer, 'packRefusal'> => ({
  plan: { planId: plan._id, name: plan.name, benefits: plan.benefits },
  packName: pack.name,
  coupons: viewPack(pack.items),
});
