import type { CharterSection, CharterView } from '../../../contracts/growth/charter';
import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import type { Privilege } from '../../../contracts/growth/privilege';
import type { PointsRule } from '../../../contracts/points/points-rule';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import type { Instant } from '../../../contracts/primitives/time';
import { giftNames } from '../../../contracts/primitives/tier/gift-channel';
import { CLOSURE_GRACE_DAYS } from '../../../contracts/identity/closure';
import {
  ANNOUNCED_DAYS,
  linesBetween,
  pointsDifference,
  plannedStart,
  startOf as startOfPoints,
  type Difference,
} from '../../points/rules/announced';
import { charterPointsLines } from '../../points/rules/earning/rule-text';
import type { NamedTiers } from '../../points/rules/named-tiers';
import { growthRuleLines } from './rule-text';
import { startOf } from './standing';
import { placeOf, type Ladder } from './tier-place';

/** What makes a charter: its version names both. */
interface Rules {
  growth: PublishedGrowthRule;
  /** Null: the merchant has no points. */
  points: Points | null;
}
type Points = PointsRule & { namedTiers: NamedTiers };
const called = (growth: Ladder) => ({ current: growth, next: null });

export const versionOf = ({ growth, points }: Rules): string => `${growth.version}.${points?.version ?? 0}`;

/** 会员章程, generated from the rules in force. */
export function charterOf(rules: Rules, next: Announced): CharterView {
  const { growth, points } = rules;
  const pointsSince = points && startOfPoints(points);
  return {
    version: versionOf(rules),
    since: pointsSince !== null && pointsSince > startOf(growth) ? pointsSince : startOf(growth),
    sections: [
      ...growthSections(growth),
      ...(points === null ? [] : [{ title: '积分', lines: charterPointsLines(points, called(growth)) }]),
      leaving,
    ],
    next: nextOf(rules, next),
  };
}

/** What is announced of either; null: nothing is. */
interface Announced {
  growth: PublishedGrowthRule | null;
  points: Points | null;
}

/** The first of what is announced that the charter says; what comes with it at the same midnight, too. */
function nextOf(rules: Rules, announced: Announced): CharterView['next'] {
  const growth = announced.growth && isSaid(differenceOf(rules.growth, announced.growth)) && announced.growth;
  // As members were told: a tier that is announced has its name, and what it earns more, too.
  const lists = { current: rules.growth, next: announced.growth };
  const points =
    announced.points && isSaid(pointsDifference(rules.points, announced.points, lists)) && announced.points;
  const first = [...(growth ? [plannedStart(growth)] : []), ...(points ? [plannedStart(points)] : [])].sort(
    (one, other) => one - other,
  )[0];
  if (first === undefined) return null;
  const { growth: nextGrowth, points: nextPoints } = announced;
  const then = {
    growth: nextGrowth && plannedStart(nextGrowth) <= first ? nextGrowth : rules.growth,
    points: nextPoints && plannedStart(nextPoints) <= first ? nextPoints : rules.points,
  };
  const ofGrowth = differenceOf(rules.growth, then.growth);
  const ofPoints = pointsDifference(rules.points, then.points, lists);
  return {
    version: versionOf(then),
    from: first,
    added: [...ofGrowth.added, ...ofPoints.added],
    removed: [...ofGrowth.removed, ...ofPoints.removed],
  };
}

interface Began {
  version: number;
  from: Instant;
}

/** Whether both rules of a version of the charter were in force at once by now. */
export function heldTogether(
  version: string,
  rules: Record<'growth' | 'points', readonly Began[]>,
  now: Instant,
): boolean {
  const [growth, points] = version.split('.').map(Number);
  const ofGrowth = spanOf(rules.growth, growth, now);
  // 0: before there were points.
  const first = Math.min(Infinity, ...rules.points.map(({ from }) => from));
  const ofPoints = points === 0 ? { from: 0, until: first } : spanOf(rules.points, points, now);
  if (ofGrowth === null || ofPoints === null) return false;
  return Math.max(ofGrowth.from, ofPoints.from) < Math.min(ofGrowth.until, ofPoints.until);
}

function spanOf(rules: readonly Began[], version: number | undefined, now: Instant) {
  const began = rules.filter(({ from }) => from <= now);
  const own = began.find((rule) => rule.version === version);
  if (!own) return null;
  const later = began.filter((rule) => rule.version > own.version).map(({ from }) => from);
  return { from: own.from, until: Math.min(now + 1, ...later) };
}

/** A rule, and what its gifts are. */
type Said = GrowthRule & Partial<Pick<PublishedGrowthRule, 'giftPacks' | 'formerTiers'>>;

/** What of the charter a growth rule decides. */
export function growthSections(rule: Said): CharterSection[] {
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
    `等级、权益、会员礼或积分规则有变化时，提前 ${ANNOUNCED_DAYS} 天在这里公布，并发消息告诉每位会员`,
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
      return `（积分 ${value / 100} 倍）`;
    case 'birthday_points':
      return `（生日当天积分 ${value / 100} 倍）`;
    default:
      return `（${value / 100} 元内）`;
  }
}

const quotaText = ({ quota }: Privilege): string =>
  quota === null ? '' : `，每${quota.period === 'month' ? '月' : '年'} ${quota.times} 次`;

function giftLines(rule: Said): string[] {
  return rule.gifts
    .filter(({ fromLevel }) => fromLevel < rule.tiers.length)
    .map(({ kind, fromLevel, packId }) => {
      const gives = rule.giftPacks?.find((one) => one.packId === packId)?.words ?? '';
      return kind === 'upgrade'
        ? `第一次升到${rule.tiers[fromLevel]?.name ?? ''}：${giftNames[kind]}${gives}，每级一次`
        : `${tierAt(rule, fromLevel)}：${giftNames[kind]}${gives}`;
    });
}

const linesOf = (rule: Said): string[] => growthSections(rule).flatMap(({ lines }) => lines);

const isSaid = ({ added, removed }: Difference): boolean => added.length + removed.length > 0;

/** What one says and the other does not; nothing of both: members need not be told. */
export function differenceOf(before: Said, after: Said): Difference {
  const { added, removed } = linesBetween(linesOf(before), linesOf(after));
  return { added: [...added, ...otherTierLines(before, after)], removed };
}

/** Whoever has a tier has it under its id: that it is called otherwise, or is gone, or has another's place. */
const otherTierLines = (before: Said, after: Said): string[] =>
  before.tiers.flatMap(({ name }, at) => {
    const then = after.tiers[placeOf(after, idAt(before, at))]?.name ?? '';
    return then === name ? [] : [`现在的「${name}」会员，到时是「${then}」`];
  });
