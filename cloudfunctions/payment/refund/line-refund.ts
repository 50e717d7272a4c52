import { refuse } from '../../../contracts/errors';
import type { LineUnits, OrderLine } from '../../../contracts/payment/line-refund';
import type { BillItem, Quote, QuoteLine } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import { lineShares, shareOut } from './line-shares';

/**
 * Refunds by line. What a line has of the sale was worked out at the sale (`agreed.lines`); what each of its units has is
 * the line shared out over them. Units are told apart by their number, so the parts of a line add up to the line
 * whatever is given back, fails and is given back again.
 */
interface SoldOrder {
  items: readonly BillItem[];
  amountFen: Fen;
  agreed: Quote | null;
}

/** The units a refund gives back, by their numbers from 0. */
export interface UnitsBack {
  line: number;
  units: number[];
}

/** Each line's share. An order of before lines were shared out is shared out now; its amounts do not change any more. */
export function sharesOf({ items, agreed, amountFen }: SoldOrder): QuoteLine[] {
  if (agreed && agreed.lines.length === items.length) return agreed.lines;
  const amounts = items.map((item) => item.amountFen);
  const saved = (kind: Quote['steps'][number]['kind']): number =>
    agreed?.steps.find((step) => step.kind === kind)?.savedFen ?? 0;
  return lineShares({
    amounts,
    memberSaved: amountFen === 0 ? [] : shareOut(saved('member_price'), amounts),
    couponSavedFen: saved('coupon'),
    covered: items.map(() => true),
    pointsSavedFen: saved('points'),
    points: agreed?.points ?? 0,
  });
}

/** What each unit of a line has of it: the line shared out over its units as the bill was over its lines. */
function unitShares(share: QuoteLine, item: BillItem): UnitsShare[] {
  const amounts = shareOut(
    item.amountFen,
    Array.from({ length: item.quantity }, () => 1),
  );
  const parts = lineShares({
    amounts,
    memberSaved: shareOut(share.memberSavedFen, amounts),
    couponSavedFen: share.couponSavedFen,
    covered: amounts.map(() => true),
    pointsSavedFen: share.pointsSavedFen,
    points: share.points,
  });
  return parts.map((part, unit) => ({ ...part, amountFen: fen(amounts[unit] ?? 0) }));
}

/** What these units of a line have of it together. */
function shareOfUnits(share: QuoteLine, item: BillItem, units: readonly number[]): UnitsShare {
  const parts = unitShares(share, item);
  const of = (what: keyof UnitsShare): number =>
    units.reduce((sum, unit) => sum + (parts[unit]?.[what] ?? 0), 0);
  return {
    amountFen: fen(of('amountFen')),
    memberSavedFen: fen(of('memberSavedFen')),
    couponSavedFen: fen(of('couponSavedFen')),
    pointsSavedFen: fen(of('pointsSavedFen')),
    points: of('points'),
    paidFen: fen(of('paidFen')),
  };
}

/** Paid for by the coupon or by points alone: giving it back gives no money back, and yet something. */
export const isGift = ({ paidFen, couponSavedFen, points }: QuoteLine): boolean =>
  paidFen === 0 && (couponSavedFen > 0 || points > 0);

/**
 * Whether the payer still has units that no money was paid for, only a coupon or points. While they do, having all of the
 * money back is not having given everything back.
 */
export function hasGiftsLeft(order: SoldOrder, back: readonly UnitsBack[]): boolean {
  const shares = sharesOf(order);
  return order.items.some((item, line) => {
    const share = shares[line];
    if (!share) return false;
    const parts = unitShares(share, item);
    return freeUnits(item.quantity, unitsBackOf(line, back)).some((unit) => {
      const part = parts[unit];
      return part !== undefined && isGift(part);
    });
  });
}

/** What of the money of a line is in these units. */
export function backOfLine(order: SoldOrder, back: readonly UnitsBack[], line: number): number {
  const [item, share] = [order.items[line], sharesOf(order)[line]];
  return item && share ? shareOfUnits(share, item, [...unitsBackOf(line, back)]).paidFen : 0;
}

type UnitsShare = QuoteLine & { amountFen: Fen };

const unitsBackOf = (line: number, back: readonly UnitsBack[]): Set<number> =>
  new Set(back.flatMap((one) => (one.line === line ? one.units : [])));

const freeUnits = (quantity: number, back: ReadonlySet<number>): number[] =>
  Array.from({ length: quantity }, (_, unit) => unit).filter((unit) => !back.has(unit));

/** Whether any of these units is back or on its way already: a closed refund had freed them, and another may have taken them. */
export const areUnitsTaken = (units: readonly UnitsBack[], back: readonly UnitsBack[]): boolean =>
  units.some((one) => {
    const given = unitsBackOf(one.line, back);
    return one.units.some((unit) => given.has(unit));
  });

export interface LinesBack {
  lines: (UnitsShare & { line: number; title: string; quantity: number })[];
  units: UnitsBack[];
  amountFen: Fen;
  points: number;
}

/**
 * What giving back so many units comes to: the first of each line that are not back.
 * @param back what is back or on its way
 * @throws TuankaError refund_units_back, invalid_input for a line the bill does not have
 */
export function linesBack(
  order: SoldOrder,
  back: readonly UnitsBack[],
  wanted: readonly LineUnits[],
): LinesBack {
  const shares = sharesOf(order);
  const chosen = wanted.map(({ line, quantity }) => {
    const [item, share] = [order.items[line], shares[line]];
    if (!item || !share) throw refuse('invalid_input', 'line');
    const units = freeUnits(item.quantity, unitsBackOf(line, back)).slice(0, quantity);
    if (units.length < quantity) throw refuse('refund_units_back', `line ${line}`);
    const whole = shareOfUnits(share, item, units);
    return { units: { line, units }, share: { ...whole, line, title: item.title, quantity } };
  });
  const lines = chosen.map(({ share }) => share);
  return {
    lines,
    units: chosen.map(({ units }) => units),
    amountFen: fen(lines.reduce((sum, { paidFen }) => sum + paidFen, 0)),
    points: lines.reduce((sum, { points }) => sum + points, 0),
  };
}

/** The lines of an order as people see them. */
export function viewLines(order: SoldOrder, back: readonly UnitsBack[]): OrderLine[] {
  const shares = sharesOf(order);
  return order.items.flatMap((item, line): OrderLine[] => {
    const { title, quantity, unitPriceFen, amountFen } = item;
    const share = shares[line];
    if (!share) return [];
    const given = unitsBackOf(line, back);
    const [next] = freeUnits(quantity, given);
    return [
      {
        ...share,
        line,
        title,
        quantity,
        unitPriceFen,
        amountFen,
        backQuantity: given.size,
        backFen: shareOfUnits(share, item, [...given]).paidFen,
        nextUnitFen: next === undefined ? null : shareOfUnits(share, item, [next]).paidFen,
      },
    ];
  });
}

/**
 * Whether nothing of an order was back before this refund: no money, and no units that cost none. One that cost nothing at all
 * may have been undone as a whole before, which neither of them shows.
 */
export const isFirstBack = (
  paidFen: number,
  { refundedFen, lineRefunds }: { refundedFen: number; lineRefunds: readonly string[] },
  refundId: string,
): boolean => paidFen > 0 && refundedFen === 0 && lineRefunds.every((id) => id === refundId);

interface Wish {
  amountFen: Fen;
  /** Null: an amount, whatever it is for. A wish says how many of a line, a refund which. */
  lines: readonly (UnitsBack | LineUnits)[] | null;
}

/**
 * What was asked for by this request before is what is asked for now. Marks of requests are cleared after a week; money is compared
 * with what it became, whenever a form comes back.
 * @throws TuankaError request_changed
 */
export function refuseOtherWish(earlier: Wish, wish: Wish): void {
  if (earlier.amountFen !== wish.amountFen || textOf(earlier) !== textOf(wish))
    throw refuse('request_changed');
}

const textOf = ({ lines }: Wish): string =>
  (lines ?? [])
    .map((one) => `${one.line}×${'units' in one ? one.units.length : one.quantity}`)
    .sort()
    .join(' ');
