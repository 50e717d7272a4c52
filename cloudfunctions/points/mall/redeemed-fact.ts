import type { RewardKind } from '../../../contracts/points/points-mall';
import type { MemberId, RedemptionId, RewardId, StoreId } from '../../../contracts/primitives/ids';
import type { Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';

interface Redemption {
  _id: RedemptionId;
  memberId: MemberId;
  rewardId: RewardId;
  kind: RewardKind;
  quantity: number;
  points: Points;
  storeId: StoreId | null;
  createdAt: Instant;
}

/** Told at the exchange. One that is cancelled gives its points back, which names the redemption as its source. */
export const redeemedFact = ({
  _id,
  memberId,
  rewardId,
  kind,
  quantity,
  points,
  storeId,
  createdAt,
}: Redemption): Fact =>
  newFact({
    kind: 'redeemed',
    cause: _id,
    memberId,
    at: createdAt,
    now: createdAt,
    ...(storeId === null ? {} : { storeId }),
    refs: { redemptionId: _id, rewardId, kind, quantity, points },
  });
