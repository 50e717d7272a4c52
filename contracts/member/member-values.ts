import * as z from 'zod';
import { instant, maskedPhone, memberId } from '../values';
import { memberCard } from '../card/card-values';

export const memberSummary = z.object({
  memberId,
  nickname: z.string().nullable(),
  phone: maskedPhone.nullable(),
  joinedAt: instant,
  card: memberCard,
});
export type MemberSummary = z.output<typeof memberSummary>;

/** What became of the phone number in a join: an unusable number never stops the join. */
export const phoneOutcome = z.enum([
  'not_given',
  'verified',
  /** Verified, and another member had it before: the number is this member’s now, nothing else of the other’s. */
  'taken_over',
  'code_expired',
  'unavailable',
]);
export type PhoneOutcome = z.output<typeof phoneOutcome>;
