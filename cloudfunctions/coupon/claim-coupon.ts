import { refuse } from '../../contracts/errors';
import type { CouponTemplateId } from '../../contracts/primitives/ids';
import type { WriteCall } from '../kit/host/call';
import { shortName } from './coupon-code';
import { grantCoupons, readFirstAnswer } from './grant-coupons';
import { hasLimits } from './stock';
import { viewCoupon } from './view';

/**
 * A member takes a coupon from 领券中心. The request is the occasion: the same tap again is the same coupon, another tap
 * is another claim, as far as the limits allow.
 * @throws TuankaError coupon_template_not_found, coupon_not_open, coupon_sold_out, coupon_limit_reached …
 */
export async function claimCoupon(
  { store, member, now, requestId }: WriteCall<'member'>,
  { templateId }: { templateId: CouponTemplateId },
) {
  const template = await store.couponTemplates.require(templateId, 'coupon_template_not_found');
  if (!template.claimable) throw refuse('coupon_template_not_found', templateId);
  const grant = {
    memberId: member._id,
    channel: 'claim' as const,
    occasion: shortName(`${templateId} ${requestId}`),
    at: now,
  };
  const { terms, validity, limits, status } = template;
  const item = { terms, validity, quantity: 1, limited: hasLimits(limits) };
  const request = { grant, packId: null, items: [item], allOrNothing: false, rememberRefusal: false };
  // A template that was paused since is no reason to keep back the answer to a claim that had been let in.
  const answer =
    status === 'published'
      ? await grantCoupons(store, request, now, [template])
      : await readFirstAnswer(store, request);
  const coupon = answer?.issued[0];
  if (!coupon) throw refuse(answer?.refused[0]?.reason ?? 'coupon_not_open');
  return { coupon: viewCoupon(coupon, now), now };
}
