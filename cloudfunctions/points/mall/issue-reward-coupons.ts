import { refuse } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { itemOf, type GrantRequest } from '../../coupon/issue/grant';
import { issueInTransaction, NothingIssued } from '../../coupon/issue/issue-in-transaction';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

interface CouponReward {
  couponTemplateId: CouponTemplateId | null;
}

/**
 * An exchange whose reward is a coupon: the coupon is issued by the one use case that issues coupons, with its own stock
 * and limits, in the transaction that spends the points. Why it cannot be issued is why it cannot be exchanged.
 * @throws TuankaError coupon_*, reward_not_open; Duplicate when the grant exists
 */
export async function issueRewardCoupons<Result>(
  { store, now }: WriteCall<'member'>,
  { couponTemplateId }: CouponReward,
  redemption: DocumentOf<'redemptions'>,
  change: (transaction: TransactionStore) => Promise<Result>,
): Promise<Result> {
  const template = couponTemplateId === null ? null : await store.couponTemplates.get(couponTemplateId);
  if (template?.status !== 'published') throw refuse('reward_not_open', couponTemplateId ?? 'no template');
  const { memberId, _id, quantity } = redemption;
  const request: GrantRequest = {
    grant: { memberId, channel: 'points', occasion: _id, at: now },
    packId: null,
    items: [itemOf(template, quantity)],
    allOrNothing: true,
    rememberRefusal: false,
  };
  try {
    return await issueInTransaction(
      store,
      request,
      now,
      async (transaction, issue) => {
        const { refused } = await issue();
        const [why] = refused;
        if (why) throw refuse(why.reason, why.templateId);
        return change(transaction);
      },
      { templates: [template] },
    );
  } catch (error) {
    if (!(error instanceof NothingIssued)) throw error;
    throw refuse(error.refused[0]?.reason ?? 'reward_not_open', couponTemplateId ?? '');
  }
}
