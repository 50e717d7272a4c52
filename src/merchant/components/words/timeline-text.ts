import type { TimelineEntry } from '@contracts/office/member-detail';
import { yuanText } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { factWords } from '@contracts/primitives/words/fact-words';
import { withRole } from '@contracts/primitives/words/role-words';
import { actionText } from './audit-text';

export function timelineText({ what, amountFen, points, coupons, score }: TimelineEntry): string {
  const parts = [
    factWords[what] ?? actionText(what),
    ...(amountFen === null ? [] : [`¥${yuanText(amountFen)}`]),
    ...(points === null ? [] : [`${points < 0 ? '-' : '+'}${pointsText(Math.abs(points))} 积分`]),
    ...(coupons === null ? [] : [`${coupons} 张`]),
    ...(score === null ? [] : [`${score} 分`]),
  ];
  return parts.join(' ');
}

export const byText = ({ by }: TimelineEntry): string | null => (by === null ? null : withRole(by));
