import { figureOf, type Figure, type FigureKey } from '@contracts/primitives/insight/figures';
import { changeOf, figureText, type Change } from '@contracts/primitives/insight/figure-text';
import { plus, type Sums } from '@contracts/primitives/insight/measures';

/** The five that stand first, of a range of days: only what adds up over days. */
export const firstFigures = [
  'netFen',
  'keptOrders',
  'joined',
  'firstOrders',
  'couponsUsed',
] as const satisfies readonly FigureKey[];

export interface RangePoint {
  period: string;
  sums: Sums;
  isOpen: boolean;
}

export interface RangeFigure {
  figure: Figure;
  text: string;
  change: Change;
  /** Of each day: what stands beside it, and how high it is drawn, in hundredths of the highest. */
  days: { day: string; text: string; height: number }[];
}

const added = (points: readonly RangePoint[]): Sums =>
  points.reduce<Sums>((sums, point) => plus(sums, point.sums), {});

/** A figure of a range of days, beside as many days before. */
export function rangeFigure(
  key: FigureKey,
  points: readonly RangePoint[],
  compared: readonly RangePoint[],
): RangeFigure {
  const figure = figureOf(key);
  const textOf = (value: number | null): string => figureText(figure.unit, value);
  const value = figure.of(added(points));
  const values = points.map(({ sums }) => Math.max(0, figure.of(sums) ?? 0));
  const highest = Math.max(1, ...values);
  return {
    figure,
    text: textOf(value),
    change: changeOf(value, figure.of(added(compared))),
    days: points.map(({ period, sums }, place) => ({
      day: period,
      text: textOf(figure.of(sums)),
      height: Math.round(((values[place] ?? 0) * 100) / highest),
    })),
  };
}
