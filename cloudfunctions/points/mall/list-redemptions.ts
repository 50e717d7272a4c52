import { refuse } from '../../../contracts/errors';
import type { RedemptionId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { viewRedemption } from '../wallet/view';
import { latestFirst } from '../../kit/store/query/latest-first';

/** 我的兑换, latest first. */
export async function listRedemptions(
  { store, member, now }: ReadCall<'member'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.redemptions.find(
    latestFirst('createdAt', cursor, { memberId: member._id }),
  );
  return { redemptions: items.map(viewRedemption), nextCursor, now };
}

/** @throws TuankaError redemption_not_found, also for another member's: its existence is nobody else's business */
export async function readRedemption(
  { store, member, now }: ReadCall<'member'>,
  { redemptionId }: { redemptionId: RedemptionId },
) {
  const redemption = await store.redemptions.require(redemptionId, 'redemption_not_found');
  if (redemption.memberId !== member._id) throw refuse('redemption_not_found', redemptionId);
  return { redemption: viewRedemption(redemption), now };
}
