import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { sendDuePushes } from './send-due-pushes';
import { sendDueReminders } from './send-due-reminders';
import { sendWaitingMessages } from './send-waiting-messages';

export const messageParts: readonly SweepPart[] = [
  { name: 'waiting_messages', every: MINUTE_MS, budgetMs: 4_000, run: sendWaitingMessages },
  { name: 'reminders', every: MINUTE_MS, budgetMs: 8_000, run: sendDueReminders },
  { name: 'pushes', every: MINUTE_MS, budgetMs: 4_000, run: sendDuePushes },
];
