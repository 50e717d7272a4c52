import {
  addMs,
  endOfChinaDay,
  HOUR_MS,
  instant,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';
import type { NodeOf } from '../../../contracts/journey/journey-graph';
import type { Room } from '../../message/rules/daily-cap';
import { quietDecision, type QuietHours } from '../../message/rules/quiet-hours';

/** What a message asks before it goes out. */
export interface Wanting {
  /** Since when it is due: its use is counted from here, however long it was held. */
  dueAt: Instant;
  node: Pick<NodeOf<'message'>, 'capped' | 'usefulMinutes'>;
  quiet: QuietHours;
  /** How many more notifications they may be sent today. */
  room: Room;
  /** Reminders of theirs that are due until the end of the day: of what is their own, they are told first. */
  reminders: number;
  /** Other runs of theirs that go first, and want to be heard today. */
  before: number;
}

export type Held =
  | { act: 'send'; silent: 'quiet' | null }
  | { act: 'hold'; until: Instant; why: 'quiet' | Full }
  | { act: 'advance' | 'exit'; why: Full | 'useless' };

/** Whom the day's share is for, when there is none for this message. */
type Full = 'capped' | 'reminders' | 'priority';

/** What is held for another day is sent in the morning. */
const MORNING_MS = 9 * HOUR_MS;

/**
 * Whether a message goes out now. Quiet hours hold it, and lay it into the inbox without a sound when it would be of no use by their end; of what may be sent on a day,
 * reminders have the first share, journeys of a higher priority the second, and the node says what becomes of one that finds none.
 */
export function heldBy(wanting: Wanting, now: Instant): Held {
  const { dueAt, node, quiet } = wanting;
  const deadline = addMs(dueAt, node.usefulMinutes * MINUTE_MS);
  if (now >= deadline) return { act: 'advance', why: 'useless' };
  const decision = quietDecision({ dueAt, deadline }, false, now, quiet);
  if (decision.act === 'move') return { act: 'hold', until: decision.to, why: 'quiet' };
  if (decision.act === 'inbox') return { act: 'send', silent: 'quiet' };
  const why = whyFull(wanting);
  if (why === null) return { act: 'send', silent: null };
  if (node.capped !== 'hold') return { act: node.capped, why };
  const until = addMs(endOfChinaDay(now), MORNING_MS);
  return until < deadline ? { act: 'hold', until: instant(until), why } : { act: 'advance', why: 'useless' };
}

/** Reminders are of other kinds: they take of the day's share, not of this kind's. */
function whyFull({ room, reminders, before }: Wanting): Full | null {
  if (Math.min(room.day, room.ofKind) <= 0) return 'capped';
  if (room.day <= reminders) return 'reminders';
  return Math.min(room.day - reminders, room.ofKind) <= before ? 'priority' : null;
}
