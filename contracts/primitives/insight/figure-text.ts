import { fen, yuanText } from '../fen';
import type { FigureUnit } from './figures';

const sign = (value: number): string => (value < 0 ? '-' : '');
const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** A figure as people read it; null: there is nothing it could be a part of. */
export function figureText(unit: FigureUnit, value: number | null): string {
  if (value === null) return '—';
  const size = Math.abs(value);
  switch (unit) {
    case 'fen':
      return `${sign(value)}¥${yuanText(fen(size))}`;
    case 'number':
      return `${sign(value)}${grouped(size)}`;
    case 'rate':
      return `${sign(value)}${(size / 100).toFixed(1)}%`;
    case 'mean':
      return `${sign(value)}${(size / 100).toFixed(2)}`;
  }
}

export interface Change {
  trend: 'up' | 'down' | 'same';
  /** In whole percent; null: there is nothing to compare with, or there was nothing. */
  percent: number | null;
}

/** How much more or less than before. */
export function changeOf(value: number | null, before: number | null): Change {
  if (value === null || before === null || value === before)
    return { trend: 'same', percent: value === null || before === null ? null : 0 };
  const trend = value > before ? 'up' : 'down';
  return { trend, percent: before <= 0 ? null : Math.round((Math.abs(value - before) * 100) / before) };
}

/** @param than what it is compared with, as 前 7 天 */
export function changeText({ trend, percent }: Change, than: string): string {
  if (trend === 'same') return percent === null ? '无可比' : `与${than}持平`;
  if (percent === null) return trend === 'up' ? `${than}没有` : `比${than}少`;
  const size = percent === 0 ? '不到 1%' : ` ${grouped(percent)}%`;
  return `比${than}${trend === 'up' ? '多' : '少'}${size}`;
}
