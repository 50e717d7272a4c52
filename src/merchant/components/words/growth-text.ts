import type { ForecastView, SampleView } from '@contracts/growth/forecast';
import type { Gift, GrowthRule } from '@contracts/growth/growth-rule';
import type { RightView } from '@contracts/growth/growth';
import type { CouponPackId } from '@contracts/primitives/ids';
import { yuanText } from '@contracts/primitives/fen';
import { giftNames } from '@contracts/primitives/tier/gift-channel';

/** `黄金及以上`; of the highest there is nothing above. */
export const fromTierText = ({ tiers }: Pick<GrowthRule, 'tiers'>, level: number): string =>
  `${tiers[level]?.name ?? ''}${level < tiers.length - 1 ? '及以上' : ''}`;

const days: Readonly<Record<Gift['kind'], string>> = {
  upgrade: '升级时',
  monthly: '每月 1 日',
  birthday: '生日当天',
  anniversary: '入会周年日',
};

export interface GiftDay {
  day: string;
  lines: string[];
}

/** The gifts by the day they come on, each with its pack; days without one are left out. */
export function giftCalendar(
  rule: Pick<GrowthRule, 'tiers' | 'gifts'>,
  packName: (packId: CouponPackId) => string,
): GiftDay[] {
  return (['upgrade', 'monthly', 'birthday', 'anniversary'] as const).flatMap((kind) => {
    const lines = rule.gifts
      .filter((gift) => gift.kind === kind && gift.fromLevel < rule.tiers.length)
      .sort((one, other) => one.fromLevel - other.fromLevel)
      .map(({ fromLevel, packId }) => {
        // An upgrade's gift is for that tier alone.
        const who =
          kind === 'upgrade'
            ? `第一次升到${rule.tiers[fromLevel]?.name ?? ''}`
            : fromTierText(rule, fromLevel);
        return `${who}：${packName(packId)}`;
      });
    return lines.length === 0 ? [] : [{ day: `${days[kind]} · ${giftNames[kind]}`, lines }];
  });
}

/** Of a thousand; one number where everybody was looked at. */
const shareText = ({ about, from, until }: SampleView['rising']): string =>
  from === until ? `${about} 位` : `约 ${about} 位（${from}–${until} 位）`;

/** What a sample foretells, in words. */
export const sampleLines = ({ looked, rising, falling, gifts }: SampleView): string[] => [
  `抽看了 ${looked} 位会员，每千位里：`,
  `会升级 ${shareText(rising)}`,
  `会降级 ${shareText(falling)}`,
  `会多得一份礼 ${shareText(gifts)}`,
];

/** What was counted exactly, in words. @param nobody said when there was nobody to count */
export function forecastLines(forecast: ForecastView, nobody: string): string[] {
  const { looked, finishedAt, moves, gifts, giftsFen } = forecast;
  if (finishedAt !== null && looked === 0) return [nobody];
  return [
    finishedAt === null ? `正在数，已数 ${looked} 位…` : `数了 ${looked} 位会员`,
    ...(finishedAt !== null && moves.length === 0 ? ['没有人升降级'] : []),
    ...moves.map(({ from, to, members }) => `${from} → ${to}：${members} 位`),
    ...gifts.map(({ pack, members }) => `${pack}：送出 ${members} 份`),
    ...(giftsFen > 0 ? [`礼券面额共 ¥${yuanText(giftsFen)}`] : []),
  ];
}

/** What a clerk sees of a right that is counted. */
export function deskQuotaText({ left, used, period }: RightView): string {
  const when = period === 'month' ? '本月' : '今年';
  if (left === null) return `不限次数，${when}已用 ${used} 次`;
  return left === 0 ? `${when}已用完` : `${when}还可用 ${left} 次`;
}
