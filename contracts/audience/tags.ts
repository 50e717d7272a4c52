import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { tagHows } from '../primitives/tag-how';
import { unshown } from '../text-marks';
import { cursor, instant } from '../values';
import { segmentId } from './segment-rule';

const count = z.int().nonnegative();
/** As everywhere a tag is written: operators read it. */
const tagName = unshown(z.string().trim().min(1).max(20), 'staff call it so');

const tagView = z.object({
  name: z.string(),
  first: z.enum(tagHows),
  /** Whoever is in it has the tag; null: it is given only. */
  follows: z.object({ segmentId: segmentId(), name: z.string() }).nullable(),
  /** Up to a thousand are counted. */
  members: z.object({ n: count, more: z.boolean() }),
  version: count,
  /** Not everybody has it yet who should, or has it still who should not. */
  following: z.boolean(),
});
export type TagView = z.output<typeof tagView>;

/** Tags of the shop: by hand, imported, by segments, by journeys, and by rule. What somebody decided of a member always wins over a rule. */
export const tagOperations = {
  listTags: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ tags: z.array(tagView), nextCursor: cursor, now: instant }),
  }),
  /** Has a tag follow a segment, or nothing any more; one that is not there yet is made. */
  saveTag: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request saves once', byRequest: true },
    input: z.object({ name: tagName, segmentId: segmentId().nullable(), basedOn: count }),
    output: z.object({ name: z.string(), version: count }),
  }),
};
export type TagApi = ApiOf<typeof tagOperations>;
