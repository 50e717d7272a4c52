import type { CouponLimits, PackItem } from '../../../contracts/coupon/coupon';
import type { ErrorCode } from '../../../contracts/errors';
import type { CouponPackId, CouponTemplateId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Grant, IssuedCoupon, Pack } from '../rules/pack';
import { countRefusal, hasLimits, leftIn, type StockShard, type Tally } from '../rules/stock';
import { fitsOneTransaction, type CountedStep } from '../rules/records';
import { validityFrom } from '../rules/validity';

/** What somebody asks to have issued. A pack is issued all or nothing; of a list, what can be issued is. */
export interface GrantRequest {
  grant: Grant;
  packId: CouponPackId | null;
  items: readonly PackItem[];
  allOrNothing: boolean;
  /** Remember the refusal, so that a repeat is refused again. A collect is not: the shopper may come back tomorrow. */
  rememberRefusal: boolean;
  /** The entry of whoever had it given to many; of one, the entry stands beside the grant. */
  auditId?: string;
}

/** A step of a grant with what is known of its template's limits. */
export interface GrantLine {
  item: PackItem;
  /** Its template is gone or not open. */
  closed: boolean;
  /** Null: nothing limits it, nothing has to be looked at. */
  limits: CouponLimits | null;
  totalShards: readonly StockShard[];
  dayShards: readonly StockShard[];
  tally: Tally | null;
}

export interface RefusedItem {
  templateId: CouponTemplateId;
  title: string;
  reason: ErrorCode;
}

export interface GrantAnswer<Coupon = IssuedCoupon> {
  issued: Coupon[];
  refused: RefusedItem[];
}

/**
 * Why one step cannot be issued as far as was read; null when it can. The same for every channel, by hand too: its template is not open, its
 * window is over, none is left in all or today, or the person had as many as they may, in all or today (`countRefusal`).
 * @param wanted of this template in all steps
 */
export function lineRefusal(line: GrantLine, wanted: number, now: Instant): ErrorCode | null {
  const { item, closed, limits, totalShards, dayShards, tally } = line;
  if (closed) return 'coupon_not_open';
  if (validityFrom(item.validity, now).expiresAt <= now) return 'coupon_window_over';
  if (limits === null) return null;
  if (limits.total !== null && leftIn(totalShards) < wanted) return 'coupon_sold_out';
  if (limits.perDay !== null && leftIn(dayShards) < wanted) return 'coupon_sold_out_today';
  return countRefusal(limits, tally, wanted, now);
}

const nameOf = ({ terms: { templateId, title } }: PackItem) => ({ templateId, title });

/** A line as it is taken from stock. */
export const countedStep = ({ item, ...known }: GrantLine): CountedStep => ({
  quantity: item.quantity,
  ...known,
});

/** What is limited is looked at in the transaction, and one has room for so much only. */
const isTooMuch = (lines: readonly GrantLine[]): boolean =>
  lines.some(({ limits }) => limits !== null) && !fitsOneTransaction(lines.map(countedStep));

/** Sorts the steps of a grant into those that can be issued and those that cannot, with the reason. */
export function sortLines(
  lines: readonly GrantLine[],
  allOrNothing: boolean,
  now: Instant,
): { lines: GrantLine[]; refused: RefusedItem[] } {
  const refused: RefusedItem[] = [];
  const fit = lines.filter((line) => {
    const { templateId, title } = nameOf(line.item);
    const wanted = lines
      .filter(({ item }) => item.terms.templateId === templateId)
      .reduce((sum, { item }) => sum + item.quantity, 0);
    const reason = lineRefusal(line, wanted, now);
    if (reason === null) return true;
    refused.push({ templateId, title, reason });
    return false;
  });
  if (isTooMuch(fit)) {
    refused.push(...fit.map(({ item }) => ({ ...nameOf(item), reason: 'coupon_too_many' as const })));
    return { lines: [], refused };
  }
  return { lines: allOrNothing && refused.length > 0 ? [] : fit, refused };
}

/** A pack for somebody, or none: all of it or nothing, and what it came to is remembered. */
export const packGrant = (pack: Pack | null, grant: Grant): GrantRequest => ({
  grant,
  packId: pack?._id ?? null,
  items: pack?.items ?? [],
  allOrNothing: true,
  rememberRefusal: true,
});

interface OpenTemplate {
  terms: PackItem['terms'];
  validity: PackItem['validity'];
  limits: CouponLimits;
}

/** A step of a grant made from a template as it stands now. */
export const itemOf = ({ terms, validity, limits }: OpenTemplate, quantity: number): PackItem => ({
  terms,
  validity,
  quantity,
  limited: hasLimits(limits),
});
