import type { ReminderKindName } from '../../../contracts/message/message';
import type { Recipient } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

/** A reminder as the transaction that creates its cause writes it. */
export interface ScheduledReminder {
  _id: string;
  kind: ReminderKindName;
  recipient: Recipient;
  subjectId: string;
  dueAt: Instant;
  deadline: Instant;
  worthFen: number;
  status: 'scheduled';
  outcome: null;
  messageId: null;
}

interface Occasion {
  kind: ReminderKindName;
  /** A member, or the `openid:…` key of somebody who has not joined yet. */
  recipient: Recipient;
  /** The document the reminder is about; list-kinds.ts says in which collection. */
  subjectId: string;
  /** Tells several reminders about one subject apart (`30d`); part of the id. */
  step?: string;
  /** Send it now: the instant of the call. */
  dueAt: Instant;
  /** From here on it would be pointless. */
  deadline: Instant;
  /** What the person stands to lose, in fen: scarce sends go to the dearest. */
  worthFen: number;
}

/** The id says what it is about, so it exists once, however often its cause is told. */
export const newReminder = ({ step, ...occasion }: Occasion): ScheduledReminder => ({
  _id: `rem:${occasion.kind}:${occasion.subjectId}${step === undefined ? '' : `:${step}`}`,
  ...occasion,
  status: 'scheduled',
  outcome: null,
  messageId: null,
});
