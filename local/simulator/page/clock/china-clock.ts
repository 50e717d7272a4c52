import {
  chinaTimeText,
  chinaWeekday,
  instant,
  MINUTE_MS,
  type Instant,
} from '../../../../contracts/primitives/time';

/** The page's clock runs between milliseconds. */
const wholeMs = (at: number): Instant => instant(Math.floor(at));

/** The merchant and the shoppers read China time, wherever this page is opened. */
const readParts = (at: number): string[] => chinaTimeText(wholeMs(at)).split(' ');

/** `18:05` */
export const clockText = (at: number): string => readParts(at)[1] ?? '';

/** `1月5日 周一` */
export const dayText = (at: number): string =>
  `${readParts(at)[0]} 周${'一二三四五六日'[chinaWeekday(wholeMs(at)) - 1]}`;

/** As WeChat labels a message: the time alone today, the day before it otherwise. */
export function messageTimeText(at: number, now: number): string {
  const [day, today] = [dayText(at), dayText(now)];
  return day === today ? clockText(at) : `${day} ${clockText(at)}`;
}

/** `2 小时 5 分钟后`: how far away something is, in the two largest units. */
export function distanceText(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes <= 0) return '现在';
  const units = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分钟'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  const shown = units.slice(first, first + 2).filter(([count]) => count > 0);
  return `${shown.map(([count, unit]) => `${count} ${unit}`).join(' ')}后`;
}
