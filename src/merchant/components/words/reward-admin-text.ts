import type { RewardKind } from '@contracts/points/points-mall';

export const rewardKindText: Record<RewardKind, string> = {
  coupon: '优惠券',
  goods: '到店自提商品',
  service: '到店服务',
  charity: '公益捐赠',
};
