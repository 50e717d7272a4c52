import type { CharterSection, CharterView } from '../../../contracts/growth/charter';
import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import type { Privilege } from '../../../contracts/growth/privilege';
import type { PointsRule } from '../../../contracts/points/points-rule';
import { giftNames } from '../../../contracts/primitives/tier/gift-channel';
import { addMs, DAY_MS, endOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import { CLOSURE_GRACE_DAYS } from '../../../contracts/identity/closure';
import { pointsRuleLines } from '../../points/rules/earning/rule-text';
import { growthRuleLines } from './rule-text';
import { startOf } from './standing';

/** Members are told so long before what the charter says changes. */
export const ANNOUNCED_DAYS = 7;

/** The first midnight before which there are seven whole days. */
export const earliestStart = (now: Instant): Instant => endOfChinaDay(addMs(now, ANNOUNCED_DAYS * DAY_MS));

/** What makes a charter: its version names both. */
interface Rules {
  growth: PublishedGrowthRule;
  /** Null: the merchant has no points. */
  points: PointsRule | null;
}

export const versionOf = ({ growth, points }: Rules): string => `${growth.version}.${points?.version ?? 0}`;

/** 会员章程, generated from the rules in force. */
export function charterOf(rules: Rules, next: PublishedGrowthRule | null): CharterView {
  const { growth, points } = rules;
  return {
    version: versionOf(rules),
    since: points !== null && points.publishedAt > startOf(growth) ? points.publishedAt : startOf(growth),
    sections: [
      ...growthSections(growth),
      ...(points === null ? [] : [{ title: '积分', lines: pointsRuleLines(points) }]),
      leaving,
    ],
    next: next && {
      version: versionOf({ growth: next, points }),
      from: startOf(next),
      ...differenceOf(growth, next),
    },
  };
}

/** What of the charter a growth rule decides. */
export function growthSections(rule: GrowthRule): CharterSection[] {
  const rights = rightLines(rule);
  const gifts = giftLines(rule);
  return [
    { title: '入会', lines: [`免费入会，入会当天就是「${rule.tiers[0]?.name ?? ''}」会员`] },
    { title: '等级', lines: growthRuleLines(rule) },
    ...(rights.length === 0 ? [] : [{ title: '权益', lines: rights }]),
    ...(gifts.length === 0 ? [] : [{ title: '会员礼', lines: gifts }]),
  ];
}

const leaving: CharterSection = {
  title: '退会和变更',
  lines: [
    `在「我的 › 身份与账号」里可以随时退会，${CLOSURE_GRACE_DAYS} 天内可以取消；退会后未用的券和积分作废`,
    `等级、权益或会员礼有变化时，提前 ${ANNOUNCED_DAYS} 天在这里公布，并发消息告诉每位会员`,
  ],
};

const tierAt = ({ tiers }: GrowthRule, level: number): string =>
  `${tiers[level]?.name ?? ''}${level < tiers.length - 1 ? '及以上' : ''}`;

const rightLines = (rule: GrowthRule): string[] =>
  rule.privileges
    .filter(({ fromLevel }) => fromLevel < rule.tiers.length)
    .map(
      (one) => `${tierAt(rule, one.fromLevel)}：${one.name}${valueText(one)}，${one.terms}${quotaText(one)}`,
    );

/** What a right is worth stands in the charter whatever its words say. */
function valueText({ kind, value }: Privilege): string {
  if (value === null) return '';
  switch (kind) {
    case 'member_price':
      return `（${value / 100} 折）`;
    case 'points_multiplier':
    case 'birthday_points':
      return `（积分 ${value / 100} 倍）`;
    default:
      return `（${value / 100} 元内）`;
  }
}

const quotaText = ({ quota }: Privilege): string =>
  quota === null ? '' : `，每${quota.period === 'month' ? '月' : '年'} ${quota.times} 次`;

function giftLines(rule: GrowthRule): string[] {
  return rule.gifts
    .filter(({ fromLevel }) => fromLevel < rule.tiers.length)
    .map(({ kind, fromLevel }) =>
      kind === 'upgrade'
        ? `第一次升到${rule.tiers[fromLevel]?.name ?? ''}：${giftNames[kind]}，每级一次`
        : `${tierAt(rule, fromLevel)}：${giftNames[kind]}`,
    );
}

const linesOf = (rule: GrowthRule): string[] => growthSections(rule).flatMap(({ lines }) => lines);

/** What one says and the other does not; nothing of both: members need not be told. */
export function differenceOf(before: GrowthRule, after: GrowthRule): { added: string[]; removed: string[] } {
  const [old, young] = [linesOf(before), linesOf(after)];
  return {
    added: young.filter((line) => !old.includes(line)),
    removed: old.filter((line) => !young.includes(line)),
  };
}
