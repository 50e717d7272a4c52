import type { ExpiryPolicy, OffsetRule, PointsRuleDraft } from '../../../../contracts/points/points-rule';
import { idAt } from '../../../../contracts/primitives/tier/tier-id';
import { nameOfHeld, type NamedTiers, type TierLists } from '../named-tiers';

/** The rule in plain words, for the member. */
export function pointsRuleLines({ earn, events, offset, expiry, pendingDays }: PointsRuleDraft): string[] {
  return [
    ...(earn.pointsPerYuan === 0 ? [] : [earnText(earn)]),
    ...(pendingDays === 0 ? [] : [`付款 ${pendingDays} 天后到账，到账后就能用`]),
    ...eventLines(events),
    ...offsetLines(offset),
    expiryText(expiry),
    ...(earn.birthdayMultiplier === null || earn.birthdayMultiplier === 100
      ? []
      : [`生日当天积分 ${earn.birthdayMultiplier / 100} 倍`]),
  ];
}

/** The same with what each tier earns more, as the tiers are called by now: what the charter says of points. */
export const charterPointsLines = (
  rule: PointsRuleDraft & { namedTiers?: NamedTiers },
  lists: TierLists,
): string[] => [...pointsRuleLines(rule), ...tierLines(rule, lists)];

function tierLines(
  { earn: { tierMultipliers }, namedTiers = {} }: Parameters<typeof charterPointsLines>[0],
  { current, next }: TierLists,
): string[] {
  const called = new Map(
    [next, current].flatMap(
      (list) => list?.tiers.map(({ name }, at) => [idAt(list, at), name] as const) ?? [],
    ),
  );
  return [...called].flatMap(([tierId, tier]) => {
    const name = nameOfHeld(Object.keys(tierMultipliers), namedTiers, { tier, tierId });
    const multiplier = name === null ? 100 : (tierMultipliers[name] ?? 100);
    return multiplier === 100 ? [] : [`${tier}会员积分 ${multiplier / 100} 倍`];
  });
}

function earnText({ pointsPerYuan, rounding, categories }: PointsRuleDraft['earn']): string {
  const fraction = rounding === 'down' ? '不足 1 积分不计' : '按四舍五入计';
  const which =
    categories === null
      ? ''
      : categories.mode === 'only'
        ? `（仅${categories.names.join('、')}）`
        : `（${categories.names.join('、')}除外）`;
  return `每实付 1 元得 ${pointsPerYuan} 积分，${fraction}${which}`;
}

/** Only what can be done here is promised: nothing in the mini-program writes a review. */
function eventLines({ join, profile, follow, invite }: PointsRuleDraft['events']): string[] {
  const named: [name: string, amount: number][] = [
    ['入会', join],
    ['完善资料', profile],
    ['关注公众号', follow],
    ['邀请好友', invite],
  ];
  const given = named.filter(([, amount]) => amount > 0).map(([name, amount]) => `${name} ${amount}`);
  return given.length === 0 ? [] : [`还能得积分：${given.join('、')}`];
}

const offsetLines = ({ pointsPerYuan, mostShare, leastPoints }: OffsetRule): string[] =>
  pointsPerYuan === null || mostShare === 0
    ? []
    : [`结账时 ${pointsPerYuan} 积分抵 1 元，满 ${leastPoints} 积分可用，最多抵实付的 ${mostShare / 10}%`];

function expiryText(policy: ExpiryPolicy): string {
  switch (policy.kind) {
    case 'days':
      return `到账后 ${policy.days} 天内有效`;
    case 'month_end':
      return policy.months === 0 ? '当月底到期' : `到账 ${policy.months} 个月后的月底到期`;
    case 'year_end':
      return policy.months === 0 ? '当年底到期' : `到账 ${policy.months} 个月后的年底到期`;
    case 'never':
      return '积分长期有效';
  }
}
