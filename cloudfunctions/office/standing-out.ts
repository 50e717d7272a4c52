import type { CounterFinding } from '../../contracts/office/office';
import { fen, yuanText } from '../../contracts/primitives/fen';
import type { Figures } from './figures';

/** What of somebody's day stands out, in plain words. Pure; the thresholds are here and in the table of its test. */
const REFUNDS_TIMES = 3;
const REFUNDS_FROM_FEN = 20_000;
const SAME_MEMBER = 3;
const ENDED_BILLS = 5;
const ENDED_SHARE = 0.3;
const ADJUSTMENTS = 5;
const ADJUSTED_POINTS = 1000;
const HAND_COUPONS = 10;
const UNDONE = 3;

/** The middle one, of an even number the lower; 0 of none. */
export function medianOf(amounts: readonly number[]): number {
  const sorted = [...amounts].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** @param others what each other clerk gave back on that day, of those who gave back anything */
export function findingsOf(
  day: Figures,
  kind: 'staff' | 'payer',
  others: readonly number[],
): CounterFinding[] {
  if (kind === 'payer')
    return day.attaches >= SAME_MEMBER
      ? [
          {
            kind: 'same_member',
            text: `同一位会员一天扫了 ${day.attaches} 张已收现金的账单，共 ${yuanText(fen(day.attachedFen))} 元`,
          },
        ]
      : [];
  const findings: CounterFinding[] = [];
  const usual = medianOf(others);
  if (others.length > 0 && day.refundFen >= REFUNDS_FROM_FEN && day.refundFen > REFUNDS_TIMES * usual)
    findings.push({
      kind: 'refunds_above_others',
      text: `退款 ${yuanText(fen(day.refundFen))} 元（${day.refunds} 笔），其他店员多为 ${yuanText(fen(usual))} 元`,
    });
  if (day.ownValue > 0)
    findings.push({
      kind: 'own_value',
      text: `给自己的会员账户办了 ${day.ownValue} 次（收款、积分、核销或发放）`,
    });
  if (day.ownBills > 0)
    findings.push({
      kind: 'own_bills',
      text: `经手的现金账单有 ${day.ownBills} 张后来发现是自己的，共 ${yuanText(fen(day.ownBillFen))} 元，没用过的积分已暂扣，请核对`,
    });
  if (day.outOfHours > 0)
    findings.push({ kind: 'out_of_hours', text: `营业时间以外操作 ${day.outOfHours} 次` });
  if (day.endedBills >= ENDED_BILLS && day.endedBills >= ENDED_SHARE * day.bills)
    findings.push({ kind: 'ended_bills', text: `开的 ${day.bills} 张账单里有 ${day.endedBills} 张取消了` });
  if (day.adjustments >= ADJUSTMENTS || day.adjustedPoints >= ADJUSTED_POINTS)
    findings.push({
      kind: 'adjustments',
      text: `手工调整积分 ${day.adjustments} 次，共 ${day.adjustedPoints} 积分`,
    });
  if (day.handCoupons >= HAND_COUPONS)
    findings.push({ kind: 'hand_coupons', text: `手工发放优惠券 ${day.handCoupons} 张` });
  if (day.undone >= UNDONE) findings.push({ kind: 'undone', text: `撤销核销 ${day.undone} 次` });
  return findings;
}
