import * as z from 'zod';
import { instant, memberId } from '../values';

/** What a member said to staff, in what sense. */
export const noteKind = () => z.enum(['complaint', 'praise', 'request']);
export type NoteKind = z.output<ReturnType<typeof noteKind>>;

/** Nothing is left to do about praise: it is closed from the first. */
export const noteState = () => z.enum(['open', 'closed']);

/** How an order was: 1 very bad, 5 very good. */
export const orderScore = () => z.int().min(1).max(5);

/** A service note as staff read it. Made when it is asked for. */
export const serviceNote = () =>
  z.object({
    noteId: z.string(),
    kind: noteKind(),
    text: z.string(),
    state: noteState(),
    /** Of praise the moment it was written. */
    dueAt: instant,
    /** At a counter; null: in the office. */
    storeName: z.string().nullable(),
    byName: z.string(),
    at: instant,
    /** What came of it. */
    closed: z.object({ text: z.string(), byName: z.string(), at: instant }).nullable(),
  });
export type ServiceNote = z.output<ReturnType<typeof serviceNote>>;

/** With whom it is about, as they are by now. */
export const listedNote = () =>
  serviceNote().extend({ member: z.object({ memberId, nickname: z.string().nullable() }) });
export type ListedNote = z.output<ReturnType<typeof listedNote>>;
