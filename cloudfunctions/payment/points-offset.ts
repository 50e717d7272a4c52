import type { PointsOption } from '../../contracts/payment';
import type { OffsetRule } from '../../contracts/points-rule';
import { fen, type Fen } from '../../contracts/primitives/fen';
import { points, pointsText } from '../../contracts/primitives/points';

/** What the payer could pay with points, and whether they want to. */
export interface PointsPurse {
  rule: OffsetRule;
  balance: number;
  use: boolean;
}

/** The rule of a merchant whose points take money off. */
type OpenOffset = OffsetRule & { pointsPerYuan: number };

const isOpen = (rule: OffsetRule): rule is OpenOffset => rule.pointsPerYuan !== null && rule.mostShare > 0;

/**
 * What points would take off this amount: whole fen within the share, and the fewest points that are worth them. Null
 * where points take nothing off at this merchant; otherwise why they take nothing off here.
 * @param alone the title of the coupon in use when it does not go with points
 */
export function pointsOption(
  { rule, balance }: PointsPurse,
  amountFen: Fen,
  alone: string | null,
): PointsOption | null {
  if (!isOpen(rule)) return null;
  const mostFen = Math.floor((amountFen * rule.mostShare) / 1000);
  const affordableFen = Math.floor((balance * 100) / rule.pointsPerYuan);
  const savedFen = Math.min(mostFen, affordableFen);
  const spent = Math.ceil((savedFen * rule.pointsPerYuan) / 100);
  const reason = unusableReason(rule, { balance, spent, amountFen, alone });
  return {
    balance: points(balance),
    points: points(reason === null ? spent : 0),
    savedFen: fen(reason === null ? savedFen : 0),
    unusableReason: reason,
  };
}

function unusableReason(
  { leastPoints }: OpenOffset,
  facts: { balance: number; spent: number; amountFen: Fen; alone: string | null },
): string | null {
  const { balance, spent, amountFen, alone } = facts;
  if (amountFen === 0) return '这单已经不用付款了';
  if (balance === 0) return '还没有可用的积分';
  if (balance < leastPoints)
    return `满 ${pointsText(leastPoints)} 积分可用，现有 ${pointsText(balance)} 积分`;
  if (alone !== null) return `「${alone}」不能与积分同享`;
  if (spent === 0 || spent < leastPoints) return `这单能抵的不到 ${pointsText(leastPoints)} 积分，留着下次用`;
  return null;
}
