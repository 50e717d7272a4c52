import { isLeaderId, isStoreId } from '../ids';
import { sourceWords } from '../words/source-words';
import type { ConditionKind } from './condition-kinds';
import type { ConditionOf, KnownCondition, Range, RowCondition } from './known-rule';

/** A condition as it is typed. */
export interface RowDraft {
  kind: ConditionKind;
  /** Whoever does not meet it. */
  not: boolean;
  days: string;
  min: string;
  max: string;
  /** Names of tags with a space between, or the id of a segment. */
  text: string;
  /** What was chosen of a list, as ids; months and tiers by their numbers. */
  picked: readonly string[];
}

export const newRow = (kind: ConditionKind = 'order'): RowDraft => ({
  kind,
  not: false,
  days: '',
  min: '',
  max: '',
  text: '',
  picked: [],
});

type Source = ConditionOf<'source'>['anyOf'][number];
const isSource = (id: string): id is Source => id in sourceWords;
/** Names of tags as they are typed, with a space or a comma between. */
export const tagsTyped = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/u).filter(Boolean))];

const categoryKinds = {
  categoryOrders: 'orders',
  categoryAmount: 'amount',
  categorySince: 'since',
} as const;
const storeKinds = { storeJoined: 'joined', storeAny: 'joinedOrBought' } as const;

/** Of a row nothing is wrong with. */
export function conditionOf(
  { kind, text, picked }: RowDraft,
  range: Range,
  days: number | null,
): RowCondition {
  switch (kind) {
    case 'order':
    case 'firstOrder':
    case 'joined':
    case 'visit':
    case 'reached':
    case 'opened':
    case 'clicked':
    case 'lowScore':
    case 'qualityRefund':
    case 'openComplaint':
      return { if: 'since', what: kind, ...range };
    case 'orders':
    case 'amount':
    case 'average':
      return { if: kind, days, ...range };
    case 'categoryOrders':
    case 'categoryAmount':
    case 'categorySince':
      return { if: 'category', name: picked[0] ?? '', of: categoryKinds[kind], ...range };
    case 'couponShare':
    case 'coupons':
    case 'couponsUsed':
    case 'points':
    case 'refunds':
    case 'invited':
    case 'tags':
      return { if: kind, ...range };
    case 'pointsExpiring':
      return { if: 'expiring', what: 'points', days: days ?? 1 };
    case 'couponsExpiring':
      return { if: 'expiring', what: 'coupons', days: days ?? 1 };
    case 'tier':
      return { if: 'tier', anyOf: picked.map(Number) };
    case 'leader':
      return { if: 'leader', anyOf: picked.filter(isLeaderId) };
    case 'storeJoined':
    case 'storeAny':
      return { if: 'store', how: storeKinds[kind], anyOf: picked.filter(isStoreId) };
    case 'city':
      return { if: 'city', anyOf: [...picked] };
    case 'source':
      return { if: 'source', anyOf: picked.filter(isSource) };
    case 'birthday':
      return { if: 'birthday', months: [] };
    case 'birthMonth':
      return { if: 'birthday', months: picked.map(Number) };
    case 'tag':
      return { if: 'tag', anyOf: tagsTyped(text) };
    case 'segment':
      return { if: 'segment', id: text };
  }
}

const typed = (value: number | null): string => (value === null ? '' : String(value));
const yuanTyped = (fen: number | null): string => (fen === null ? '' : String(fen / 100));
const ends = ({ min, max }: Range) => ({ min: typed(min), max: typed(max) });
const yuanEnds = ({ min, max }: Range) => ({ min: yuanTyped(min), max: yuanTyped(max) });

function categoryRow(one: ConditionOf<'category'>): RowDraft {
  const picked = [one.name];
  if (one.of === 'amount') return { ...newRow('categoryAmount'), picked, ...yuanEnds(one) };
  return { ...newRow(one.of === 'orders' ? 'categoryOrders' : 'categorySince'), picked, ...ends(one) };
}

/** A condition as its row; null: there is no row for it. */
export function rowOf(one: KnownCondition): RowDraft | null {
  switch (one.if) {
    case 'since':
      return { ...newRow(one.what), ...ends(one) };
    case 'orders':
      return { ...newRow('orders'), days: typed(one.days), ...ends(one) };
    case 'amount':
    case 'average':
      return { ...newRow(one.if), days: typed(one.days), ...yuanEnds(one) };
    case 'category':
      return categoryRow(one);
    case 'couponShare':
    case 'coupons':
    case 'couponsUsed':
    case 'points':
    case 'refunds':
    case 'invited':
    case 'tags':
      return { ...newRow(one.if), ...ends(one) };
    case 'expiring':
      return {
        ...newRow(one.what === 'points' ? 'pointsExpiring' : 'couponsExpiring'),
        days: typed(one.days),
      };
    case 'tier':
      return { ...newRow('tier'), picked: one.anyOf.map(String) };
    case 'leader':
      return { ...newRow('leader'), picked: one.anyOf };
    case 'store':
      return { ...newRow(one.how === 'joined' ? 'storeJoined' : 'storeAny'), picked: one.anyOf };
    case 'city':
      return { ...newRow('city'), picked: one.anyOf };
    case 'source':
      return { ...newRow('source'), picked: one.anyOf };
    case 'birthday':
      return one.months.length === 0
        ? newRow('birthday')
        : { ...newRow('birthMonth'), picked: one.months.map(String) };
    case 'tag':
      return one.anyOf.some((name) => /[\s,，、]/u.test(name))
        ? null
        : { ...newRow('tag'), text: one.anyOf.join(' ') };
    case 'segment':
      return { ...newRow('segment'), text: one.id };
    case 'silent':
    case 'bucket':
      return null;
  }
}
