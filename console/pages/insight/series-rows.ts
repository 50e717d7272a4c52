import { figures, type Figure } from '@contracts/primitives/insight/figures';
import { changeOf, figureText, type Change } from '@contracts/primitives/insight/figure-text';
import { plus, type Sums } from '@contracts/primitives/insight/measures';

export interface SeriesPoint {
  period: string;
  sums: Sums;
  isOpen: boolean;
}

export interface SeriesRow {
  figure: Figure;
  /** Of the whole range where it adds up; otherwise of the last period that is over, or of the only one. */
  text: string;
  /** That period; null: the whole range. */
  of: string | null;
  change: Change;
  points: { period: string; text: string; value: number; isOpen: boolean }[];
}

const added = (points: readonly SeriesPoint[]): Sums =>
  points.reduce<Sums>((sums, point) => plus(sums, point.sums), {});

const lastOver = (points: readonly SeriesPoint[]): number => {
  const place = points.findIndex(({ isOpen }) => isOpen);
  return place > 0 ? place - 1 : points.length - 1;
};

/** Every figure of a range, beside what it is compared with. */
export function seriesRows(points: readonly SeriesPoint[], compared: readonly SeriesPoint[]): SeriesRow[] {
  const last = lastOver(points);
  return figures.map((figure: Figure) => {
    const shownOf = (all: readonly SeriesPoint[]): number | null =>
      all.length === 0 ? null : figure.of(figure.adds ? added(all) : (all[last]?.sums ?? {}));
    const value = shownOf(points);
    return {
      figure,
      text: figureText(figure.unit, value),
      of: figure.adds ? null : (points[last]?.period ?? null),
      change: changeOf(value, shownOf(compared)),
      points: points.map(({ period, sums, isOpen }) => {
        const one = figure.of(sums);
        return { period, text: figureText(figure.unit, one), value: one ?? 0, isOpen };
      }),
    };
  });
}
