import type { MemberFilterInput } from '@contracts/office/member-filter';
import type { CardPlanId, LeaderId, StoreId } from '@contracts/primitives/ids';
import { endOfChinaDay, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import { sourceWords } from '@contracts/primitives/words/source-words';
import { checkForm, good, needed, optional, type Checked, type Read } from '@/components/form/problems';

/** The filter of the member list as it is typed: what is empty asks for nothing. */
export interface FilterDraft {
  planId: CardPlanId | 'any';
  leaderId: LeaderId | 'any';
  storeId: StoreId | 'any';
  source: Source | 'any';
  birthMonth: string;
  /** The tier’s id. */
  tier: string;
  category: string;
  joinedFrom: string;
  joinedUntil: string;
  /** Who has not paid since. */
  quietSince: string;
  days: '30' | '90' | '365';
  orders: string;
  amount: string;
  coupons: string;
  points: string;
  tag: string;
}
type Source = NonNullable<MemberFilterInput['source']>;

export const EMPTY_FILTER: FilterDraft = {
  planId: 'any',
  leaderId: 'any',
  storeId: 'any',
  source: 'any',
  birthMonth: 'any',
  tier: 'any',
  category: 'any',
  joinedFrom: '',
  joinedUntil: '',
  quietSince: '',
  days: '30',
  orders: '',
  amount: '',
  coupons: '',
  points: '',
  tag: '',
};

export const sourceTexts: Record<Source, string> = sourceWords;

const MOST = 1_000_000_000;
const count = (typed: string, label: string) =>
  optional(typed, (text) => wholeTyped(text, 0, MOST), label, '请填整数');
/** A day as its first moment, or as the first moment after it. */
const day = (typed: string, end: 'start' | 'end'): Read<Instant | null> => {
  if (typed === '') return good(null);
  const start = startOfChinaDate(typed);
  return needed(start === null ? null : end === 'start' ? start : endOfChinaDay(start), '日期', '请选择日期');
};

const chosen = <Id extends string>(id: Id | 'any'): Id | null => (id === 'any' ? null : id);
const from = <Value>(value: Value | null) => (value === null ? null : { from: value, until: null });

export function checkFilter(draft: FilterDraft): Checked<MemberFilterInput> {
  const reads = {
    joinedFrom: day(draft.joinedFrom, 'start'),
    joinedUntil: day(draft.joinedUntil, 'end'),
    quietSince: day(draft.quietSince, 'start'),
    orders: count(draft.orders, '单数'),
    amount: optional(draft.amount, (text) => fenTyped(text), '金额', '请填金额，如 99.5'),
    coupons: count(draft.coupons, '可用券'),
    points: count(draft.points, '积分'),
  };
  return checkForm(reads, (read) => {
    const { joinedFrom, joinedUntil, quietSince, orders, amount, coupons, points } = read;
    const buys = orders.value !== null || amount.value !== null;
    const joins = joinedFrom.value !== null || joinedUntil.value !== null;
    const days = ({ '30': 30, '90': 90, '365': 365 } as const)[draft.days];
    return {
      planId: chosen(draft.planId),
      leaderId: chosen(draft.leaderId),
      storeId: chosen(draft.storeId),
      source: chosen(draft.source),
      birthMonth: draft.birthMonth === 'any' ? null : Number(draft.birthMonth),
      tierId: draft.tier === 'any' ? null : Number(draft.tier),
      category: chosen(draft.category),
      tag: draft.tag.trim() === '' ? null : draft.tag.trim(),
      joined: joins ? { from: joinedFrom.value, until: joinedUntil.value } : null,
      lastPaid: quietSince.value === null ? null : { from: null, until: quietSince.value },
      buying: buys ? { days, orders: from(orders.value), amountFen: from(amount.value) } : null,
      coupons: from(coupons.value),
      points: from(points.value),
    };
  });
}
