/** The merchant and the shoppers read China time, wherever this page is opened. */
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function readParts(at: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `18:05` */
export function clockText(at: number): string {
  const { hour, minute } = readParts(at);
  return `${hour}:${minute}`;
}

/** `1月5日 周一` */
export function dayText(at: number): string {
  const { month, day, weekday } = readParts(at);
  return `${month}月${day}日 ${weekday}`;
}

/** As WeChat labels a message: the time alone today, the day before it otherwise. */
export function messageTimeText(at: number, now: number): string {
  const [day, today] = [dayText(at), dayText(now)];
  return day === today ? clockText(at) : `${day} ${clockText(at)}`;
}

const MINUTE = 60_000;

/** `2 小时 5 分钟后`: how far away something is, in the two largest units. */
export function distanceText(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE);
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
