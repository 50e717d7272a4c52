import type { AuditRole } from '../../contracts/audit';
import { isWithinHours, minuteFrom } from '../../contracts/primitives/clock/minute-of-day';
import { chinaMinuteOfDay, type Instant } from '../../contracts/primitives/time';

/** What one audit entry adds to the day of whoever it is about. Pure. */
const counted = [
  'bills',
  'endedBills',
  'cashBills',
  'cashFen',
  'refunds',
  'refundFen',
  'attaches',
  'attachedFen',
  'adjustments',
  'adjustedPoints',
  'handCoupons',
  'undone',
  'ownBills',
  'ownBillFen',
  'ownValue',
  'outOfHours',
] as const;
export type Figures = Record<(typeof counted)[number], number>;
export const NO_FIGURES: Figures = {
  bills: 0,
  endedBills: 0,
  cashBills: 0,
  cashFen: 0,
  refunds: 0,
  refundFen: 0,
  attaches: 0,
  attachedFen: 0,
  adjustments: 0,
  adjustedPoints: 0,
  handCoupons: 0,
  undone: 0,
  ownBills: 0,
  ownBillFen: 0,
  ownValue: 0,
  outOfHours: 0,
};

export interface Told {
  at: Instant;
  staffId: string;
  role: AuditRole | null;
  action: string;
  subjectId: string;
  amountFen: number | null;
  points: number | null;
  detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Addition {
  /** An account of the staff, or a member who attached. */
  who: { kind: 'staff' | 'payer'; key: string };
  add: Partial<Figures>;
}

export interface Hours {
  opensAt: string;
  closesAt: string;
}

/** Whether the shop is open: `from <= t < until`, also over midnight; the same time twice is open always. */
export function isOpenAt({ opensAt, closesAt }: Hours, at: Instant): boolean {
  const [from, until] = [minuteFrom(opensAt) ?? 0, minuteFrom(closesAt) ?? 0];
  return from === until || isWithinHours(chinaMinuteOfDay(at), from, until);
}

const text = (value: string | number | boolean | null | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const number = (value: string | number | boolean | null | undefined): number =>
  typeof value === 'number' ? value : 0;

/** Who did it: of what a second person confirmed, who asked for it; of what happened to a bill, who opened it. */
function doerOf({ action, staffId, detail }: Told): string | null {
  switch (action) {
    case 'payment.endBill':
      return text(detail['openedBy']);
    case 'payment.attach':
    case 'payment.ownBillFound':
      return text(detail['recordedBy']);
    case 'payment.recordCounterPayment':
      return text(detail['takenBy']) ?? staffId;
    case 'payment.refund':
    case 'payment.refundLines':
      return text(detail['by']) ?? staffId;
    default:
      return staffId;
  }
}

function figuresOf({ action, amountFen, points, detail }: Told): Partial<Figures> | null {
  switch (action) {
    case 'payment.openBill':
      return { bills: 1 };
    case 'payment.endBill':
      return { endedBills: 1 };
    case 'payment.recordCounterPayment':
      return { cashBills: 1, cashFen: amountFen ?? 0 };
    case 'payment.refund':
    case 'payment.refundLines':
      return { refunds: 1, refundFen: amountFen ?? 0 };
    case 'payment.attach':
      return { attaches: 1, attachedFen: amountFen ?? 0 };
    case 'payment.ownBillFound':
      return { ownBills: 1, ownBillFen: amountFen ?? 0 };
    case 'points.adjust':
    case 'points.transfer':
      return { adjustments: 1, adjustedPoints: Math.abs(points ?? 0) };
    case 'coupon.issueByHand':
      return { handCoupons: number(detail['issued']) };
    case 'coupon.undoRedeem':
      return { undone: 1 };
    case 'coupon.redeem':
    case 'points.verifyRedemption':
      return {};
    default:
      return null;
  }
}

/** Whose subject is the member. */
const TO_MEMBERS: readonly string[] = ['points.adjust', 'points.transfer', 'coupon.issueByHand'];

/** The members an act is for. */
export const membersOf = ({ action, subjectId, detail }: Told): string[] =>
  [TO_MEMBERS.includes(action) ? subjectId : null, text(detail['to']), text(detail['memberId'])].filter(
    (id) => id !== null,
  );

/** @param isSelf whether somebody of the staff is that member, under whatever account of either */
export function additionsOf(
  entry: Told,
  isSelf: (staffId: string, memberId: string) => boolean,
  hours: Hours,
): Addition[] {
  const figures = figuresOf(entry);
  if (!figures) return [];
  const doer = doerOf(entry);
  const isOfStaff = entry.role !== 'shopper' && entry.role !== 'system';
  const extra: Partial<Figures> = {
    ownValue: doer !== null && membersOf(entry).some((id) => isSelf(doer, id)) ? 1 : 0,
    outOfHours: isOfStaff && !isOpenAt(hours, entry.at) ? 1 : 0,
  };
  const payer = entry.action === 'payment.attach' ? text(entry.detail['memberId']) : null;
  return [
    ...(doer === null ? [] : [{ who: { kind: 'staff' as const, key: doer }, add: { ...figures, ...extra } }]),
    ...(payer === null ? [] : [{ who: { kind: 'payer' as const, key: payer }, add: figures }]),
  ];
}

export const added = (figures: Figures, add: Partial<Figures>): Figures => {
  const sum = { ...figures };
  for (const name of counted) sum[name] += add[name] ?? 0;
  return sum;
};
