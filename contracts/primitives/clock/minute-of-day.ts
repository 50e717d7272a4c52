/** A time of day: minutes since midnight in China, 0 to 1439, and as people write it, `08:30`. Read and printed here alone. */
export const MINUTES_OF_DAY = 24 * 60;

/** How a stored time of day is written, for a contract; people and pickers may leave out the first nought. */
export const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const two = (value: number): string => String(value).padStart(2, '0');

/** 510 → `08:30`; the end of the day, 1440, is `24:00`. */
export const clockText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** `08:30` → 510; null for anything else. */
export function minuteFrom(text: unknown): number | null {
  const match = typeof text === 'string' ? /^(\d{1,2}):([0-5]\d)$/.exec(text) : null;
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute < MINUTES_OF_DAY ? minute : null;
}

/** The same where a time ends something: `24:00` is the end of the day. */
export const endMinuteFrom = (text: unknown): number | null =>
  text === '24:00' ? MINUTES_OF_DAY : minuteFrom(text);

/** Whether a minute lies in `[from, until)`, over midnight where it ends before it begins. Equal ends hold nothing. */
export const isWithinHours = (minute: number, from: number, until: number): boolean =>
  from <= until ? from <= minute && minute < until : minute >= from || minute < until;
