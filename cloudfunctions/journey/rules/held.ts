import {
  addMs,
  endOfChinaDay,
  HOUR_MS,
  instant,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';
import type { NodeOf } from '../../../contracts/journey/journey-graph';
import { quietDecision, type QuietHours } from '../../message/rules/quiet-hours';

/** What a message asks before it goes out. */
export interface Wanting {
  /** Since when it is due: its use is counted from here, however long it was held. */
  dueAt: Instant;
  node: Pick<NodeOf<'message'>, 'capped' | 'usefulMinutes'>;
  quiet: QuietHours;
  /** How many more notifications of this kind they may be sent today. */
  room: number;
  /** Other runs of theirs that go first, and want to be heard today. */
  before: number;
}

export type Held =
  | { act: 'send'; silent: 'quiet' | null }
  | { act: 'hold'; until: Instant; why: 'quiet' | 'capped' | 'priority' }
  | { act: 'advance' | 'exit'; why: 'capped' | 'priority' | 'useless' };

/** What is held for another day is sent in the morning. */
const MORNING_MS = 9 * HOUR_MS;

/**
 * Whether a message goes out now. Quiet hours hold it, and lay it into the inbox without a sound when it would be of no use by their end; of what may be sent on a day,
 * journeys of a higher priority have the first share, and the node says what becomes of one that finds none.
 */
export function heldBy({ dueAt, node, quiet, room, before }: Wanting, now: Instant): Held {
  const deadline = addMs(dueAt, node.usefulMinutes * MINUTE_MS);
  if (now >= deadline) return { act: 'advance', why: 'useless' };
  const decision = quietDecision({ dueAt, deadline }, false, now, quiet);
  if (decision.act === 'move') return { act: 'hold', until: decision.to, why: 'quiet' };
  if (decision.act === 'inbox') return { act: 'send', silent: 'quiet' };
  if (room > before) return { act: 'send', silent: null };
  const why = room <= 0 ? 'capped' : 'priority';
  if (node.capped !== 'hold') return { act: node.capped, why };
  const until = addMs(endOfChinaDay(now), MORNING_MS);
  return until < deadline ? { act: 'hold', until: instant(until), why } : { act: 'advance', why: 'useless' };
}
