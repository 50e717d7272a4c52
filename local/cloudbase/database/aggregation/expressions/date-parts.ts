/** Dates taken apart, put together and read from text: mingo does not carry what is over a month, and reads few texts. */
import { evalExpr } from 'mingo/core';
import { DAY_MS, MINUTE_MS } from '../../../../../contracts/primitives/time';
import { requestFailed } from '../../errors';
import { isDocument } from '../../values/document-text';
import { dateOf, inZone, isoDay, isoWeek, isoYear, offsetOf, zoneOf } from './date-expressions';
import { isNothing, parts, single, type Expression } from './operands';

const dateToParts: Expression = (document, operand, options) => {
  const spec = single(operand);
  if (!isDocument(spec)) throw requestFailed('$dateToParts only supports an object as its argument');
  const { date, timezone, iso8601 } = parts(document, spec, options);
  if (isNothing(date) || timezone === null) return null;
  const { wall } = inZone(dateOf(date, '$dateToParts'), zoneOf(timezone, '$dateToParts'));
  return {
    ...(iso8601 === true
      ? { isoWeekYear: isoYear(wall), isoWeek: isoWeek(wall), isoDayOfWeek: isoDay(wall) }
      : { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  };
};

/** The wall clock of a zone as a moment; twice, because the offset is that of the moment itself. */
function momentOf(wallMs: number, zone: string | undefined): Date {
  if (zone === undefined) return new Date(wallMs);
  const first = wallMs - offsetOf(new Date(wallMs), zone) * MINUTE_MS;
  return new Date(wallMs - offsetOf(new Date(first), zone) * MINUTE_MS);
}

/** Monday of the first week: the one with the year's first Thursday. */
function firstMonday(year: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4));
  return fourth.getTime() - (isoDay(fourth) - 1) * DAY_MS;
}

const dateFromParts: Expression = (document, operand, options) => {
  const spec = single(operand);
  if (!isDocument(spec) || 'year' in spec === 'isoWeekYear' in spec)
    throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const { timezone, ...given } = parts(document, spec, options);
  if (timezone === null || Object.values(given).some(isNothing)) return null;
  const number = (name: string, usual: number): number => {
    const value = name in given ? given[name] : usual;
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw requestFailed(`'${name}' must evaluate to an integer`);
    return value;
  };
  const time = [
    number('hour', 0),
    number('minute', 0),
    number('second', 0),
    number('millisecond', 0),
  ] as const;
  const wall =
    'year' in given
      ? Date.UTC(number('year', 1970), number('month', 1) - 1, number('day', 1), ...time)
      : firstMonday(number('isoWeekYear', 1970)) +
        (7 * (number('isoWeek', 1) - 1) + number('isoDayOfWeek', 1) - 1) * DAY_MS +
        Date.UTC(1970, 0, 1, ...time);
  return momentOf(wall, zoneOf(timezone, '$dateFromParts'));
};

const READ: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  z: '(?<z>[+-]\\d{2}:?\\d{2})',
  '%': '%',
};
const USUAL = '%Y-%m-%d(?:[T ]%H(?::?%M(?::?%S(?:[.,]%L)?)?)?)?(?:Z|%z)?';
const patternOf = (format: string): string =>
  format.replace(/%(.)/g, (whole, name: string) => {
    const pattern = READ[name];
    if (pattern === undefined) throw requestFailed(`Invalid format character '${whole}' in format string`);
    return pattern;
  });

function readDate(text: string, format: string | undefined, zone: string | undefined): Date | null {
  const escaped = format?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const { groups } = new RegExp(`^${patternOf(escaped ?? USUAL)}$`).exec(text) ?? {};
  if (!groups) return null;
  const of = (name: string, usual: number): number => Number(groups[name] ?? usual);
  const [month, day] = [of('m', 1), of('d', 1)];
  const wall = Date.UTC(of('Y', 1970), month - 1, day, of('H', 0), of('M', 0), of('S', 0), of('L', 0));
  const read = new Date(wall);
  // A day that is not in the month is no date.
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return null;
  return momentOf(wall, groups['z'] ?? zone);
}

const dateFromString: Expression = (document, operand, options) => {
  const spec = single(operand);
  if (!isDocument(spec) || !('dateString' in spec))
    throw requestFailed("Missing 'dateString' parameter to $dateFromString");
  const { dateString, format, timezone } = parts(document, spec, options);
  if (isNothing(dateString))
    return 'onNull' in spec ? (evalExpr(document, spec.onNull, options) ?? null) : null;
  if (format === null || timezone === null) return null;
  const read =
    typeof dateString === 'string'
      ? readDate(
          dateString,
          typeof format === 'string' ? format : undefined,
          zoneOf(timezone, '$dateFromString'),
        )
      : null;
  if (read) return read;
  if ('onError' in spec) return evalExpr(document, spec.onError, options);
  throw requestFailed(`Error parsing date string '${String(dateString)}'`);
};

export const DATE_PARTS = {
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
};
