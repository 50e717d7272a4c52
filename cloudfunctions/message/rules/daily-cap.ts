import type { MessageKind } from '../../../contracts/message/message';
import type { ChinaDate } from '../../../contracts/primitives/time';

/** Service notifications a person was sent on one China day. */
export interface DayTally {
  date: ChinaDate;
  total: number;
  byKind: Readonly<Record<string, number>>;
}

export interface Caps {
  perDay: number;
  perKindAndDay: number;
}

const onDay = (tally: DayTally | null, today: ChinaDate): DayTally =>
  tally?.date === today ? tally : { date: today, total: 0, byKind: {} };

/** How many more notifications they may be sent today, of any kind and of this one. */
export interface Room {
  day: number;
  ofKind: number;
}

/** The one answer for reminders, pushes and journeys. */
export function roomLeft(tally: DayTally | null, kind: MessageKind, today: ChinaDate, caps: Caps): Room {
  const { total, byKind } = onDay(tally, today);
  return {
    day: Math.max(0, caps.perDay - total),
    ofKind: Math.max(0, caps.perKindAndDay - (byKind[kind] ?? 0)),
  };
}

/** Whether one more would be too many. */
export const capReached = (
  tally: DayTally | null,
  kind: MessageKind,
  today: ChinaDate,
  caps: Caps,
): boolean => {
  const { day, ofKind } = roomLeft(tally, kind, today, caps);
  return day === 0 || ofKind === 0;
};

export function countOne(tally: DayTally | null, kind: MessageKind, today: ChinaDate): DayTally {
  const { total, byKind } = onDay(tally, today);
  return { date: today, total: total + 1, byKind: { ...byKind, [kind]: (byKind[kind] ?? 0) + 1 } };
}
