import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { shown, unshown } from '../text-marks';
import { instant, memberId } from '../values';
import { cardAtOffice, reason } from './member-detail';

const tag = shown(z.string().trim().min(1).max(20));
/** The last four digits of a card number. */
const cardEnd = unshown(z.string().regex(/^\d{4}$/), 'the end of a number of ours');
const limit = callLimit('member_actions', 300, 10 * MINUTE_MS);
const oncePerRequest = (action: string) => ({
  decidedBy: `auditEntries/<request>-office.${action}-<member>: the same request does it once`,
  byRequest: true as const,
});

/** What the office does with one member, each with a reason that stands in the audit log. */
export const memberActionOperations = {
  /** Gives tags, takes tags away for good, or leaves them to their rules again. Refuses `member_not_found`, `member_tags_full`. */
  tagMember: operation({
    actor: 'operator',
    limit,
    idempotency: oncePerRequest('tagMember'),
    input: z.object({
      memberId,
      add: z.array(tag).max(20),
      remove: z.array(tag).max(20),
      release: z.array(tag).max(20).default([]),
      reason,
    }),
    output: z.object({ tags: z.array(z.string()) }),
  }),
  /** A note for colleagues; the member never reads it. Refuses `member_not_found`. */
  noteMember: operation({
    actor: 'operator',
    limit,
    idempotency: { decidedBy: 'memberNotes/<made of the request>', byRequest: true },
    input: z.object({ memberId, text: shown(z.string().trim().min(1).max(300)) }),
    output: z.object({ at: instant }),
  }),
  /** Frozen, a member reads everything and moves nothing of value. Refuses `member_not_found`, `own_affair`. */
  freezeMember: operation({
    actor: 'operator',
    limit,
    idempotency: oncePerRequest('freezeMember'),
    input: z.object({ memberId, frozen: z.boolean(), reason }),
    output: z.object({ frozen: z.boolean() }),
  }),
  /** The card lasts longer; null: for ever. Refuses `member_not_found`, `card_never_shortened`, `owner_frozen`, `own_affair`. */
  extendCard: operation({
    actor: 'operator',
    limit,
    idempotency: oncePerRequest('extendCard'),
    input: z.object({ memberId, expiresAt: instant.nullable(), reason }),
    output: z.object({ card: cardAtOffice }),
  }),
  /** A new number; the old one, or one that came with a merge, leads to nobody from then on. Refuses `member_not_found`, `card_not_found`. */
  replaceCard: operation({
    actor: 'operator',
    limit,
    idempotency: oncePerRequest('replaceCard'),
    input: z.object({ memberId, lostEnd: cardEnd.nullable().default(null), reason }),
    output: z.object({ card: cardAtOffice }),
  }),
};
export type MemberActionApi = ApiOf<typeof memberActionOperations>;
