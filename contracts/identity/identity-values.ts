import * as z from 'zod';
import { instant, maskedPhone, memberId, mergeId } from '../values';

/**
 * Kinds of identifiers; `closed` is the keyed hash of an identifier whose owner closed the account, `old_card` the number another
 * system gave.
 */
export const identityKind = z.enum(['openid', 'unionid', 'phone', 'card', 'old_card', 'closed']);
export type IdentityKind = z.output<typeof identityKind>;

/** Why two members became one: WeChat says so, an imported member was verified, or staff decided. */
export const mergeReason = z.enum(['unionid', 'imported', 'staff']);
export type MergeReason = z.output<typeof mergeReason>;
export const mergeStatus = z.enum(['running', 'done', 'undoing', 'undone']);

export const phoneNotice = z.object({
  /** `moved_away`: another WeChat user verified this number; `taken_over`: it was another member’s before. */
  kind: z.enum(['moved_away', 'taken_over']),
  masked: maskedPhone,
  at: instant,
});
export type PhoneNotice = z.output<typeof phoneNotice>;

/** A person as staff may see one: enough to recognise, nothing to misuse. */
export const personSummary = z.object({
  memberId,
  nickname: z.string().nullable(),
  phone: maskedPhone.nullable(),
  planName: z.string(),
  /** The last four of the card: it tells two of one name apart. */
  cardEnd: z.string().length(4),
  joinedAt: instant,
});

export const mergePreview = z.object({
  kept: personSummary,
  absorbed: personSummary,
  /** What moves, what is dropped, which wins and why, a sentence each. */
  lines: z.array(z.string()),
  /** What an undo cannot bring back. */
  cannotUndo: z.array(z.string()),
  undoableForDays: z.int().positive(),
});

export const mergeView = z.object({
  mergeId,
  kept: personSummary,
  reason: mergeReason,
  status: mergeStatus,
  at: instant,
  undoUntil: instant,
  lines: z.array(z.string()),
});
