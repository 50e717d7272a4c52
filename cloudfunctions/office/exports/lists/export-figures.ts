import { figures, type FigureUnit } from '../../../../contracts/primitives/insight/figures';
import { cuts, isCut, NO_VALUE } from '../../../../contracts/primitives/insight/measures';
import { cutWords } from '../../../../contracts/primitives/insight/cut-words';
import { periodOf } from '../../../../contracts/primitives/insight/periods';
import { addMs } from '../../../../contracts/primitives/time';
import { loadLabels } from '../../../insight/report/load-labels';
import { within } from '../../../kit/store/query/condition';
import type { Page } from '../../../kit/store/query/page';
import type { DocumentOf } from '../../../kit/store/schema';
import type { Cell } from '../csv';
import { yuanCell, type ExportableList, type ListCall, type Period } from './export-lines';

type Row = DocumentOf<'figures'>;

const grains = ['day', 'week', 'month'] as const;
type Grain = (typeof grains)[number];
const grainWords: Readonly<Record<Grain, string>> = { day: '天', week: '周', month: '月' };

/** Days, weeks and months the period has a day of: what counts people cannot be added up from days. */
const whereIn = (grain: Grain, { from, end }: Period) => ({
  grain,
  bucket: within(periodOf(grain, from), `${periodOf(grain, addMs(end, -1))}~`),
});

/** Every figure of every day, week and month, by each breakdown: one table, as the pages show it. */
export const exportFigures: ExportableList = {
  headings: ['时段', '开始', '按', '值', ...figures.map(({ name, unit }) => headingOf(name, unit))],

  async countUpTo({ store }, period, most) {
    let counted = 0;
    for (const grain of grains)
      counted += await store.figures.countUpTo({ where: whereIn(grain, period), most: most - counted });
    return counted;
  },

  async readSlice(call, period, { cursor, limit }) {
    const { grain, inner } = placeOf(cursor);
    const page = await call.store.figures.find({
      where: whereIn(grain, period),
      orderBy: 'bucket',
      limit,
      cursor: inner,
    });
    return { rows: await linesOf(call, grain, page), nextCursor: placeAfter(grain, page.nextCursor) };
  },
};

function headingOf(name: string, unit: FigureUnit): string {
  if (unit === 'fen') return `${name}（元）`;
  return unit === 'rate' ? `${name}（%）` : name;
}

function placeOf(cursor: string | null): { grain: Grain; inner: string | null } {
  if (cursor === null) return { grain: 'day', inner: null };
  const grain = grains.find((one) => cursor.startsWith(`${one}|`));
  if (!grain) throw new RangeError(`no place in the figures: ${cursor}`);
  return { grain, inner: cursor.slice(grain.length + 1) || null };
}

function placeAfter(grain: Grain, inner: string | null): string | null {
  if (inner !== null) return `${grain}|${inner}`;
  const next = grains[grains.indexOf(grain) + 1];
  return next === undefined ? null : `${next}|`;
}

async function linesOf({ store, now }: ListCall, grain: Grain, { items }: Page<Row>): Promise<Cell[][]> {
  const rows = items.filter(({ sums }) => Object.keys(sums).length > 0);
  const labels = new Map<string, ReadonlyMap<string, string>>();
  for (const cut of cuts) {
    const values = rows.filter((row) => row.cut === cut).map(({ value }) => value);
    if (values.length > 0) labels.set(cut, await loadLabels(store, cut, [...new Set(values)], now));
  }
  return rows.map(({ bucket, cut, value, sums }) => [
    grainWords[grain],
    bucket,
    isCut(cut) ? cutWords[cut] : cut,
    cut === 'all' ? null : (labels.get(cut)?.get(value) ?? (value === NO_VALUE ? '无' : value)),
    ...figures.map(({ unit, of }) => figureCell(unit, of(sums))),
  ]);
}

/** As its heading says: yuan, percent, or a number; empty where there is nothing to divide by. */
function figureCell(unit: FigureUnit, value: number | null): Cell {
  if (value === null) return null;
  if (unit === 'fen') return yuanCell(value);
  return unit === 'number' ? value : value / 100;
}
