import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { oneOf } from '../kit/store/query/condition';
import { sendDuePushes } from './push/send-due-pushes';
import { sendDueReminders } from './send/send-due-reminders';
import { sendWaitingMessages } from './send/send-waiting-messages';

const UNSENT = ['pending', 'retrying'] as const;

export const messageParts: readonly SweepPart[] = [
  {
    name: 'waiting_messages',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [dueBy('messages', 'wakeAt', { where: { delivery: oneOf(UNSENT) } })],
    run: sendWaitingMessages,
  },
  {
    name: 'reminders',
    every: MINUTE_MS,
    budgetMs: 8_000,
    sources: [dueBy('reminders', 'dueAt', { where: { status: 'scheduled' } }), dueBy('members', 'remindAt')],
    run: sendDueReminders,
  },
  {
    name: 'pushes',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [dueBy('pushes', 'sendAt', { where: { status: 'sending' } })],
    run: sendDuePushes,
  },
];
