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

/** Whether one more notification of this kind today would be too many. */
export function capReached(tally: DayTally | null, kind: MessageKind, today: ChinaDate, caps: Caps): boolean {
  const { total, byKind } = onDay(tally, today);
  return total >= caps.perDay || (byKind[kind] ?? 0) >= caps.perKindAndDay;
}

export function countOne(tally: DayTally | null, kind: MessageKind, today: ChinaDate): DayTally {
  const { total, byKind } = onDay(tally, today);
  return { date: today, total: total + 1, byKind: { ...byKind, [kind]: (byKind[kind] ?? 0) + 1 } };
}
