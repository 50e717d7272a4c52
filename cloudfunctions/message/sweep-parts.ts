import { instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan, oneOf } from '../kit/store/query/condition';
import { sendDuePushes } from './push/send-due-pushes';
import { sendDueReminders } from './send/send-due-reminders';
import { sendWaitingMessages } from './send/send-waiting-messages';

const UNSENT = ['pending', 'retrying'] as const;

export const messageParts: readonly SweepPart[] = [
  {
    name: 'waiting_messages',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [
      {
        collection: 'messages',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.messages.find({
                where: { delivery: oneOf(UNSENT), wakeAt: moreThan(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: sendWaitingMessages,
  },
  {
    name: 'reminders',
    every: MINUTE_MS,
    budgetMs: 8_000,
    sources: [
      {
        collection: 'reminders',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.reminders.find({
                where: { status: 'scheduled', dueAt: moreThan(instant(0)) },
                orderBy: 'dueAt',
                limit: 1,
                cursor,
              }),
            ({ dueAt }) => dueAt,
          ),
      },
      {
        collection: 'members',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.members.find({
                where: { remindAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'remindAt',
                limit: 1,
                cursor,
              }),
            ({ remindAt }) => remindAt,
          ),
      },
    ],
    run: sendDueReminders,
  },
  {
    name: 'pushes',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [
      {
        collection: 'pushes',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.pushes.find({
                where: { status: 'sending', sendAt: moreThan(instant(0)) },
                orderBy: 'sendAt',
                limit: 1,
                cursor,
              }),
            ({ sendAt }) => sendAt,
          ),
      },
    ],
    run: sendDuePushes,
  },
];
