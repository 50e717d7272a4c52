import type { CheckInRuleDraft } from '../../../contracts/play/check-in-rule';
import { prizeText, type PackNames } from './prize-text';

/** The rule as members read it. */
export function checkInLines(rule: CheckInRuleDraft, packs: PackNames): string[] {
  const { ladder, bonuses, makeUp } = rule;
  const ofDays = ladder.map((gift, at) => `第 ${at + 1} 天 ${prizeText(gift, packs)}`).join('，');
  return [
    `每天签到一次，日期以北京时间为准：${ofDays}${ladder.length > 1 ? `；满 ${ladder.length} 天后从第 1 天重新算` : ''}`,
    ...[...bonuses]
      .sort((one, other) => one.days - other.days)
      .map(({ days, prize }) => `连续签到满 ${days} 天，另得 ${prizeText(prize, packs)}，每次连续只得一次`),
    '中断后连续天数从 1 重新算',
    ...(makeUp === null ? [] : [makeUpLine(makeUp)]),
    '奖励马上到账，最迟几分钟，积分和优惠券的有效期以到账时显示的为准',
  ];
}

function makeUpLine({ within, perMonth, points }: NonNullable<CheckInRuleDraft['makeUp']>): string {
  const cost = points === null ? '用 1 张补签卡' : `用 1 张补签卡，没有卡时用 ${points} 积分`;
  return `${within} 天内漏签的可以补签，每次${cost}，每月最多 ${perMonth} 次；补签只接上连续天数，不发当天奖励`;
}
