import type { MemberFilter, MemberFilterInput } from '@contracts/office/member-filter';
import type { MemberSource } from '@contracts/office/kept-values';
import { fen, isFen, type Fen } from '@contracts/primitives/fen';
import { isCardPlanId, isLeaderId, isStoreId } from '@contracts/primitives/ids';
import { instant, isInstant, type Instant } from '@contracts/primitives/time';
import { sourceWords } from '@contracts/primitives/words/source-words';

/**
 * The filter of the member list as it stands in the address, and back: whatever can be asked for survives a reload, a link and a saved
 * view. What cannot be read asks for nothing.
 */
type Read = (name: string) => string | null;
type Range<Value> = { from: Value | null; until: Value | null } | null;
const windows = [30, 90, 365] as const;

const rangeText = (range: Range<number>): string | null =>
  range === null || (range.from === null && range.until === null)
    ? null
    : `${range.from ?? ''}..${range.until ?? ''}`;

function readRange<Value>(text: string | null, made: (value: number) => Value | null): Range<Value> {
  const parts = /^(-?\d{0,15})\.\.(-?\d{0,15})$/.exec(text ?? '');
  if (!parts) return null;
  const end = (part: string | undefined): Value | null =>
    part === undefined || part === '' || part === '-' ? null : made(Number(part));
  const range = { from: end(parts[1]), until: end(parts[2]) };
  return range.from === null && range.until === null ? null : range;
}

const whole = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);
const count = (value: number): number | null => (value >= 0 ? whole(value) : null);
const amount = (value: number): Fen | null => (isFen(value) ? fen(value) : null);
const moment = (value: number): Instant | null => (isInstant(value) ? instant(value) : null);
const only = <Value extends string>(
  text: string | null,
  is: (text: unknown) => text is Value,
): Value | null => (is(text) ? text : null);

const isSource = (text: unknown): text is MemberSource =>
  typeof text === 'string' && Object.hasOwn(sourceWords, text);
export const sources: readonly MemberSource[] = Object.keys(sourceWords).filter(isSource);

function readBuying(read: Read): NonNullable<MemberFilterInput['buying']> | null {
  const orders = readRange(read('orders'), count);
  const amountFen = readRange(read('amount'), amount);
  if (orders === null && amountFen === null) return null;
  return { days: windows.find((days) => String(days) === read('days')) ?? 365, orders, amountFen };
}

export function readFilter(read: Read): MemberFilterInput {
  const month = Number(read('month') ?? 0);
  const frozen = read('frozen');
  return {
    text: read('text')?.slice(0, 30) ?? null,
    planId: only(read('plan'), isCardPlanId),
    leaderId: only(read('leader'), isLeaderId),
    storeId: only(read('store'), isStoreId),
    source: only(read('source'), isSource),
    birthMonth: Number.isInteger(month) && month >= 1 && month <= 12 ? month : null,
    tag: read('tag')?.slice(0, 20) ?? null,
    tierId: /^\d{1,4}$/.test(read('tier') ?? '') ? Number(read('tier')) : null,
    category: read('category')?.slice(0, 20) ?? null,
    frozen: frozen === 'yes' ? true : frozen === 'no' ? false : null,
    joined: readRange(read('joined'), moment),
    lastPaid: readRange(read('paid'), moment),
    buying: readBuying(read),
    coupons: readRange(read('coupons'), count),
    points: readRange(read('points'), whole),
  };
}

/** Every name of the address a filter may take; null where it asks for nothing. */
export function filterQuery(filter: MemberFilter): Record<string, string | null> {
  const { buying } = filter;
  return {
    text: filter.text,
    plan: filter.planId,
    leader: filter.leaderId,
    store: filter.storeId,
    source: filter.source,
    month: filter.birthMonth === null ? null : String(filter.birthMonth),
    tag: filter.tag,
    tier: filter.tierId === null ? null : String(filter.tierId),
    category: filter.category,
    frozen: filter.frozen === null ? null : filter.frozen ? 'yes' : 'no',
    joined: rangeText(filter.joined),
    paid: rangeText(filter.lastPaid),
    days: buying === null ? null : String(buying.days),
    orders: rangeText(buying?.orders ?? null),
    amount: rangeText(buying?.amountFen ?? null),
    coupons: rangeText(filter.coupons),
    points: rangeText(filter.points),
  };
}

export const filterNames = [
  'text',
  'plan',
  'leader',
  'store',
  'source',
  'month',
  'tag',
  'tier',
  'category',
  'frozen',
  'joined',
  'paid',
  'days',
  'orders',
  'amount',
  'coupons',
  'points',
] as const;
export const nothingAsked = Object.fromEntries(filterNames.map((name) => [name, null]));
