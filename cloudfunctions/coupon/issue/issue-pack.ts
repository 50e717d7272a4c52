import type { CouponChannel } from '../../../contracts/coupon/coupon';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { shortName } from '../../kit/ids/spread';
import { packGrant, type GrantAnswer } from './grant';
import { issueCoupons } from './issue-coupons';

interface Occasion {
  memberId: MemberId;
  channel: CouponChannel;
  /** What happened: the push, the year of the birthday, the tier reached. Told twice, it is one grant. */
  occasion: string;
}

/**
 * Gives a member what the merchant publishes for an occasion: the hook of every channel that is not a transaction of its
 * own (push, birthday, tier). Null: nothing is published for it.
 */
export async function issuePack(
  store: Store,
  { memberId, channel, occasion }: Occasion,
  now: Instant,
): Promise<GrantAnswer<DocumentOf<'coupons'>> | null> {
  const { items } = await store.couponPacks.find({
    where: { channel, status: 'published' },
    orderBy: '_id',
    limit: 1,
  });
  const [pack] = items;
  if (!pack) return null;
  const grant = { memberId, channel, occasion: shortName(occasion), at: now };
  return issueCoupons(store, packGrant(pack, grant), now);
}
