const two = (value: number): string => String(value).padStart(2, '0');

/** 510 → `08:30`. */
export const clockText = (minuteOfDay: number): string =>
  `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;

/** `08:30` → 510; null for anything else. */
export function minuteOf(text: unknown): number | null {
  const match = typeof text === 'string' ? /^(\d{1,2}):(\d{2})$/.exec(text) : null;
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute < 24 * 60 ? minute : null;
}
