import type { Badge, BadgeRuleDraft } from '../../../contracts/play/badge-rule';
import { prizeText, type PackNames } from './prize-text';

const deeds: Record<Badge['kind'], (count: number) => string> = {
  orders: (count) => `累计付款 ${count} 笔`,
  check_ins: (count) => `累计签到 ${count} 天`,
  visits: (count) => `累计到店 ${count} 次`,
  invites: (count) => `累计邀请 ${count} 位好友入会`,
  coupons: (count) => `累计用掉 ${count} 张优惠券`,
};

/** What a level asks. */
export const levelText = ({ kind }: Pick<Badge, 'kind'>, count: number): string => deeds[kind](count);

/** The rule as members read it. */
export const badgeLines = ({ badges }: Pick<BadgeRuleDraft, 'badges'>, packs: PackNames): string[] => [
  ...badges.map(
    (badge) =>
      `${badge.name}：${badge.levels
        .map(({ count, prize }, at) => {
          const brings = prize.kind === 'thanks' ? '' : `，得 ${prizeText(prize, packs)}`;
          return `${at + 1} 级 ${levelText(badge, count)}${brings}`;
        })
        .join('；')}`,
  ),
  '每枚勋章的每一级只得一次，得到后一直保留；退了款的订单和退回的优惠券不算',
  '注销后再加入的，勋章重新累计，不再发奖励',
];
