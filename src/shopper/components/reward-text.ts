import type { RedemptionView, RewardKind, RewardView } from '@contracts/points/points-mall';
import { yuanText } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { chinaEndText } from '@contracts/primitives/time';

export const kindText: Record<RewardKind, string> = {
  coupon: '优惠券',
  goods: '到店自提',
  service: '到店服务',
  charity: '公益',
};

/** What is on the button and in the question before it. */
export const exchangeText: Record<RewardKind, string> = {
  coupon: '兑换',
  goods: '兑换',
  service: '兑换',
  charity: '捐赠',
};

export const priceText = ({ points, kind }: Pick<RewardView, 'points' | 'kind'>): string =>
  `${pointsText(points)} 积分${kind === 'charity' ? '起' : ''}`;

/** Stock, what it is worth, what charity has raised: one line below the name. */
export function aboutText({ skus, worthFen, raised, stores }: RewardView): string {
  const counted = skus.every(({ left }) => left !== null);
  const left = skus.reduce((sum, sku) => sum + (sku.left ?? 0), 0);
  return [
    ...(raised === null ? [] : [`大家已捐 ${pointsText(raised)} 积分`]),
    ...(worthFen === null ? [] : [`价值 ¥${yuanText(worthFen)}`]),
    ...(counted ? [`剩 ${left} 份`] : []),
    ...(stores.length === 1 && stores[0] ? [stores[0].name] : []),
  ].join(' · ');
}

/** Every condition, before the exchange. */
export function rewardConditions({ about, limitText, until, stores }: RewardView): string[] {
  return [
    ...about,
    ...(limitText === null ? [] : [limitText]),
    ...(until === null ? [] : [`${chinaEndText(until)} 截止兑换`]),
    ...(stores.length === 0 ? [] : [`取用门店：${stores.map(({ name }) => name).join('、')}`]),
  ];
}

export const redemptionName = ({ name, skuName, quantity }: RedemptionView): string =>
  `${name}${skuName === null ? '' : `（${skuName}）`}${quantity > 1 ? ` × ${quantity}` : ''}`;
