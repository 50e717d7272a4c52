import type { SettingGroups } from '../../../contracts/office/setting-values';
import { changeOf, changeText, figureText } from '../../../contracts/primitives/insight/figure-text';
import { figureOf, type FigureKey } from '../../../contracts/primitives/insight/figures';
import type { Sums } from '../../../contracts/primitives/insight/measures';
import { chinaWeekday, type Instant } from '../../../contracts/primitives/time';

type Rules = SettingGroups['figureRules'];

/** What an owner reads first, and which setting says how far each may fall. */
const told = [
  ['netFen', 'netFallPercent'],
  ['keptOrders', 'ordersFallPercent'],
  ['joined', 'joinedFallPercent'],
] as const satisfies readonly (readonly [FigureKey, keyof Rules])[];

/** Told beside them, without a limit. */
const beside = [
  'averageFen',
  'refundFen',
  'couponsUsed',
  'pointsEarned',
] as const satisfies readonly FigureKey[];

/**
 * The message about a day, beside the same weekday a week before.
 * @returns null when none of it happened on either
 */
export function dailyFigures(day: Instant, sums: Sums, weekBefore: Sums, rules: Rules): string[] | null {
  const shown = [...told.map(([key]) => key), ...beside];
  if (!shown.some((key) => [sums, weekBefore].some((one) => (figureOf(key).of(one) ?? 0) !== 0))) return null;
  const than = `上周${'一二三四五六日'[chinaWeekday(day) - 1] ?? ''}`;
  const lines = told.map(([key]) => {
    const { name, unit, of } = figureOf(key);
    return `${name} ${figureText(unit, of(sums))}，${changeText(changeOf(of(sums), of(weekBefore)), than)}`;
  });
  const more = beside.map((key) => {
    const { name, unit, of } = figureOf(key);
    return `${name} ${figureText(unit, of(sums))}`;
  });
  const fallen = told.filter(([key, limit]) => hasFallen(key, sums, weekBefore, rules[limit]));
  const alert = fallen.map(([key]) => figureOf(key).name).join('、');
  return [...(alert === '' ? [] : [`注意：${alert}比${than}少了很多`]), ...lines, more.join(' · ')];
}

/** By so many percent or more; nothing falls from nothing, and 0 points out nothing. */
export function hasFallen(key: FigureKey, sums: Sums, before: Sums, percent: number): boolean {
  const { of } = figureOf(key);
  const [value, was] = [of(sums) ?? 0, of(before) ?? 0];
  return percent > 0 && was > 0 && (was - value) * 100 >= was * percent;
}
