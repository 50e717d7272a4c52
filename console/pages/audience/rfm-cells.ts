import type { RfmApi } from '@contracts/audience/rfm';
import type { SegmentRule } from '@contracts/audience/segment-rule';

type Cell = ReturnType<RfmApi['readRfm']>['cells'][number];

export interface Square {
  r: number;
  f: number;
  about: number;
  /** Of everybody in it; null: nobody is. */
  rule: SegmentRule | null;
}

const SCORES = [1, 2, 3, 4, 5];

/** Five by five, the best recency first; of one part of the money, or of all. */
export function squaresOf(cells: readonly Cell[], money: number | null): Square[][] {
  return [...SCORES].reverse().map((r) =>
    SCORES.map((f) => {
      const here = cells.filter(
        (cell) => cell.r === r && cell.f === f && (money === null || cell.m === money),
      );
      const rules = here.map(({ rule }) => rule);
      const [only = null] = rules;
      return {
        r,
        f,
        about: here.reduce((sum, { about }) => sum + about, 0),
        rule: rules.length > 1 ? { any: rules } : only,
      };
    }),
  );
}
