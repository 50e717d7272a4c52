import * as z from 'zod';
import { reminderKind, skipReason } from '../../../contracts/message/message-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** A reminder as it is kept: in its collection, and for the minute after a join on the member (../facts/tell-untold.ts). */
export const reminderDocument = z.object({
  _id: documentId,
  kind: reminderKind,
  recipient: v.recipient.describe('member id, or `openid:…` of somebody who has not joined yet'),
  subjectId: documentId.describe('what it is about; message/kinds/list-kinds says in which collection'),
  dueAt: v.instant,
  deadline: v.instant.describe('pointless from here on'),
  worthFen: z.int().nonnegative().describe('fen at stake: scarce sends go to the dearest'),
  status: z.enum(['scheduled', 'sent', 'skipped']),
  outcome: skipReason.nullable().describe('why it was skipped'),
  messageId: v.messageId.nullable().describe('the message that carries it'),
});

/** What a document keeps of reminders that are written down a little later. */
export const keptReminders = z.array(reminderDocument).default([]);

/** What is to be said and when; the area `message` says it. */
export const outboxCollections = {
  reminders: collection({
    about:
      'One document per reminder, scheduled in the transaction that creates its cause, a join’s within the minute after it; read by the sweep when due.',
    id: '`rem:<kind>:<subject id>`, with `:<step>` when a subject is reminded of several times: each is sent once',
    due: ['dueAt'],
    document: reminderDocument,
    indexes: [
      index('by_due', 'status', 'dueAt', '_id'),
      index('by_deadline', 'status', 'deadline', '_id'),
      index('by_recipient', 'recipient', 'status', 'dueAt', '_id'),
    ],
  }),
};
