import type { Cut, Grain, Sums } from '../../../contracts/primitives/insight/measures';

/** Names a row: what was counted there and then. */
export interface RowKey {
  /** `cohort`: by the month of a first order or of joining, see cohorts-of.ts; `recount`: to be compared with a row, see check/. */
  grain: Grain | 'cohort' | 'recount';
  bucket: string;
  cut: Cut | 'offset' | 'funnel';
  value: string;
}

export interface Counted extends RowKey {
  sums: Sums;
}

/** @returns the id of its document */
export const rowIdOf = ({ grain, bucket, cut, value }: Readonly<Record<keyof RowKey, string>>): string =>
  `${grain}:${bucket}:${cut}:${value}`;
