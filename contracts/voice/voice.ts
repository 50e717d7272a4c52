import * as z from 'zod';
import { callLimit, wrongCodeLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { shown } from '../text-marks';
import {
  cardNumber,
  cursor,
  documentHandle,
  instant,
  memberCode,
  memberId,
  orderId,
  storeId,
} from '../values';
import { listedNote, noteKind, noteState, orderScore, serviceNote } from './voice-values';

export * from './voice-values';

const said = shown(z.string().trim().min(1).max(300));
/** By the end of which China day something is to come of it, today the first. */
const inDays = z.int().min(0).max(60).default(2);
const note = { kind: noteKind(), text: said, inDays };
const written = z.object({ noteId: z.string(), at: instant });
const byRequest = {
  decidedBy: 'serviceNotes/<made of who writes and the request>',
  byRequest: true,
} as const;

/** Voices: what members say to staff, and what came of it. */
export const voiceOperations = {
  /** What a member said, written down in the office. Refuses `member_not_found`. */
  writeNote: operation({
    actor: 'operator',
    limit: callLimit('write_note', 300, 10 * MINUTE_MS),
    idempotency: byRequest,
    input: z.object({ memberId, ...note }),
    output: written,
  }),
  /** The same at a counter, of who stands there and shows who they are. Refuses `not_your_store`, `member_code_…`, `card_not_found`. */
  writeNoteAtCounter: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: byRequest,
    input: z.union([
      z.object({ storeId, code: memberCode, ...note }),
      z.object({ storeId, cardNumber, ...note }),
    ]),
    output: written,
  }),
  /** What came of it. Of two who close it at once the first did; the other reads what they wrote. Refuses `service_note_not_found`. */
  closeNote: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'serviceNotes/<note>.state: it is closed once' },
    input: z.object({ noteId: documentHandle, text: said }),
    output: z.object({ note: serviceNote() }),
  }),
  /** How an order was, 1 to 5: once, and final. Refuses `order_not_found`, `order_not_paid`. */
  scoreOrder: operation({
    actor: 'member',
    limit: { boundedBy: 'an order is scored once' },
    idempotency: { decidedBy: 'orderScores/<order>: the first score stands, and is what is answered' },
    input: z.object({ orderId, score: orderScore() }),
    output: z.object({ score: orderScore() }),
  }),
  /** What the caller said of their order; `open`: they may say it. Refuses `order_not_found`. */
  readScore: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ orderId }),
    output: z.object({ score: orderScore().nullable(), open: z.boolean() }),
  }),
  /** Of everybody: of open ones what is due first, of closed ones the latest. */
  listNotes: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ state: noteState(), cursor }),
    output: z.object({ notes: z.array(listedNote()), nextCursor: cursor, now: instant }),
  }),
  /** Of one member, newest first, also of those who became part of them. Refuses `member_not_found`. */
  listMemberNotes: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ memberId, cursor }),
    output: z.object({ notes: z.array(serviceNote()), nextCursor: cursor, now: instant }),
  }),
};
export type VoiceApi = ApiOf<typeof voiceOperations>;
