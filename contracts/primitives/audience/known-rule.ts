import type { LeaderId, StoreId } from '../ids';
import type { sourceWords } from '../words/source-words';

/**
 * A rule of a segment as the forms of the phone and of the desk take it apart and put it together: the type of
 * contracts/audience/segment-rule.ts, which needs zod. Whoever sends or shows one has the compiler compare the two.
 */
export interface Range {
  min: number | null;
  max: number | null;
}

type Since =
  | 'joined'
  | 'firstOrder'
  | 'order'
  | 'visit'
  | 'reached'
  | 'opened'
  | 'clicked'
  | 'lowScore'
  | 'qualityRefund'
  | 'openComplaint';
type Counted = 'couponShare' | 'coupons' | 'couponsUsed' | 'points' | 'refunds' | 'invited' | 'tags';

/** What a form has a row for. */
export type RowCondition =
  | ({ if: 'since'; what: Since } & Range)
  | ({ if: 'orders' | 'amount' | 'average'; days: number | null } & Range)
  | ({ if: 'category'; name: string; of: 'orders' | 'amount' | 'since' } & Range)
  | ({ if: Counted } & Range)
  | { if: 'expiring'; what: 'points' | 'coupons'; days: number }
  | { if: 'tier'; anyOf: number[] }
  | { if: 'leader'; anyOf: LeaderId[] }
  | { if: 'store'; how: 'joined' | 'joinedOrBought'; anyOf: StoreId[] }
  | { if: 'city'; anyOf: string[] }
  | { if: 'source'; anyOf: (keyof typeof sourceWords)[] }
  | { if: 'birthday'; months: number[] }
  | { if: 'tag'; anyOf: string[] }
  | { if: 'segment'; id: string };
export type ConditionOf<Kind extends RowCondition['if']> = Extract<RowCondition, { if: Kind }>;

/** And what it has none for. */
export type KnownCondition =
  RowCondition | { if: 'silent'; days: number; gaps: number } | { if: 'bucket'; from: number; until: number };

export type KnownRule = { all: KnownRule[] } | { any: KnownRule[] } | { not: KnownRule } | KnownCondition;
