import type { PointsOption } from '../../../contracts/payment/payment';
import type { OffsetRule } from '../../../contracts/points/points-rule';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import { points, pointsText } from '../../../contracts/primitives/points';

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
 * The smallest exchange that comes out even: at 100 points a yuan 1 point for 1 fen, at 1 point a yuan 1 point for 100
 * fen, at 150 points 3 for 2. Only whole ones are taken, so no point is ever worth less than the rate says.
 */
function unitOf({ pointsPerYuan }: OpenOffset): { points: number; fen: number } {
  const divisor = greatestDivisor(pointsPerYuan, 100);
  return { points: pointsPerYuan / divisor, fen: 100 / divisor };
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/**
 * What points would take off this amount: as many whole units of the rate as fit into the share and the balance. Null
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
  const unit = unitOf(rule);
  const units = Math.min(Math.floor(mostFen / unit.fen), Math.floor(balance / unit.points));
  const savedFen = units * unit.fen;
  const spent = units * unit.points;
  const reason = unusableReason(rule, { balance, spent, amountFen, alone });
  return {
    balance: points(balance),
    points: points(reason === null ? spent : 0),
    savedFen: fen(reason === null ? savedFen : 0),
    unusableReason: reason,
  };
}

function unusableReason(
  rule: OpenOffset,
  facts: { balance: number; spent: number; amountFen: Fen; alone: string | null },
): string | null {
  const { balance, spent, amountFen, alone } = facts;
  const leastPoints = Math.max(rule.leastPoints, unitOf(rule).points);
  if (amountFen === 0) return '这单已经不用付款了';
  if (balance === 0) return '还没有可用的积分';
  if (balance < leastPoints)
    return `满 ${pointsText(leastPoints)} 积分可用，现有 ${pointsText(balance)} 积分`;
  if (alone !== null) return `「${alone}」不能与积分同享`;
  if (spent === 0 || spent < leastPoints) return `这单能抵的不到 ${pointsText(leastPoints)} 积分，留着下次用`;
  return null;
}
