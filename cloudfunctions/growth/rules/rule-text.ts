import type { GrowthBehaviour, GrowthRule } from '../../../contracts/growth/growth-rule';

const behaviourNames: Readonly<Record<GrowthBehaviour, string>> = {
  review: '写评价',
  invite: '邀请好友加入',
  checkIn: '打卡',
  profile: '完善资料',
};

/** How growth is earned and a tier is kept, in plain words. */
export function growthRuleLines(rule: GrowthRule): string[] {
  return [
    ...(rule.perYuan > 0
      ? [`每消费 ¥1 得 ${rule.perYuan / 100} 成长值${capText(rule)}${pendingText(rule)}`]
      : []),
    ...(rule.frequency ? [`每月第 ${rule.frequency.order} 单再得 ${rule.frequency.growth} 成长值`] : []),
    ...behaviourLines(rule),
    rule.lifetime === 'calendar_year' ? '成长值当年有效，年底清零' : '成长值 12 个月内有效',
    ...rule.tiers
      .slice(1)
      .map(({ name, entry, keep }) => `${name}：成长值满 ${entry} 即升级，保级期内得满 ${keep} 即保级`),
    `${reviewText(rule)}${graceText(rule)}，不够时只降一级，提前 30 天和 7 天提醒${inTimeText(rule)}`,
    `退款会按当时的比例扣回成长值${fallText(rule)}；花积分不影响等级`,
  ];
}

function behaviourLines({ behaviours }: GrowthRule): string[] {
  const lines: string[] = [];
  for (const [name, text] of [
    ['profile', behaviourNames.profile],
    ['invite', behaviourNames.invite],
    ['review', behaviourNames.review],
    ['checkIn', behaviourNames.checkIn],
  ] as const) {
    const { growth, timesAYear } = behaviours[name];
    if (growth === 0) continue;
    const most = name === 'profile' ? '，一次' : timesAYear === null ? '' : `，一年最多 ${timesAYear} 次`;
    lines.push(`${text}得 ${growth} 成长值${most}`);
  }
  return lines;
}

const capText = ({ perOrderCap }: GrowthRule): string =>
  perOrderCap === null ? '' : `，每单最多 ${perOrderCap}`;

const pendingText = ({ pendingDays }: GrowthRule): string =>
  pendingDays === 0 ? '' : `，${pendingDays} 天后计入`;

const reviewText = ({ review }: GrowthRule): string =>
  review.kind === 'anniversary'
    ? '升级满一年复核等级'
    : `每年 ${Number(review.day.slice(0, 2))} 月 ${Number(review.day.slice(3))} 日复核等级`;

const graceText = ({ graceDays }: GrowthRule): string =>
  graceDays === 0 ? '' : `，另有 ${graceDays} 天宽限`;

const inTimeText = ({ pendingDays }: GrowthRule): string =>
  pendingDays === 0 ? '' : '；复核前的消费还没计入的，等计入后再定';

const fallText = ({ refundFalls }: GrowthRule): string =>
  refundFalls === 'at_once' ? '，靠退回的钱升到的等级当时就降' : '，等级到复核时再定';
