/** Days somebody was there, by their number since 1970, and how long a streak was when it was written down. */
export interface StreakDay {
  number: number;
  streak: number;
}

/**
 * How many days in a row end on `day`, 0 when they were not there. Days decide, so that a day made up later or a second person's days
 * count as any other; only where the oldest day that was read is reached does what was written on it say how it began.
 */
export function streakOn(days: readonly StreakDay[], day: number): number {
  const numbers = new Set(days.map(({ number }) => number));
  let first = day;
  while (numbers.has(first - 1)) first -= 1;
  if (!numbers.has(day)) return 0;
  const oldest = Math.min(...numbers);
  const length = day - first + 1;
  if (first !== oldest) return length;
  const before = Math.max(...days.filter(({ number }) => number === oldest).map(({ streak }) => streak)) - 1;
  return length + before;
}

/** The streak somebody has today: yesterday's goes on until the day is over. */
export const streakToday = (days: readonly StreakDay[], today: number): number =>
  streakOn(days, today) || streakOn(days, today - 1);

/** How many days in a row begin on `day`. */
function lengthFrom(days: readonly StreakDay[], day: number): number {
  const numbers = new Set(days.map(({ number }) => number));
  let end = day;
  while (numbers.has(end)) end += 1;
  return end - day;
}

export interface Joined {
  /** The longer of the streaks there were before. */
  before: number;
  /** What they are with the day between them. */
  after: number;
}

/** What one more day makes of the streaks beside it. */
export function withDay(days: readonly StreakDay[], day: number): Joined {
  const left = streakOn(days, day - 1);
  const right = lengthFrom(days, day + 1);
  return { before: Math.max(left, right), after: left + 1 + right };
}
