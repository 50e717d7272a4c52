import * as z from 'zod';
import { instant } from '../values';

/** `<version of the growth rule>.<version of the points rule>`: what it said can be generated again from them. */
export const charterVersion = z.string().regex(/^\d{1,9}\.\d{1,9}$/);

const section = z.object({ title: z.string(), lines: z.array(z.string()) });
export type CharterSection = z.output<typeof section>;

/** What a charter says that the one before did not, and what it does not say any more. */
const difference = { added: z.array(z.string()), removed: z.array(z.string()) };

export const charterView = z.object({
  version: charterVersion,
  /** Since when it holds. */
  since: instant,
  sections: z.array(section),
  /** Announced: it holds from then on. */
  next: z.object({ version: charterVersion, from: instant, ...difference }).nullable(),
});
export type CharterView = z.output<typeof charterView>;

/** A version that a member agreed to, and when. */
export const agreedCharter = z.object({ version: charterVersion, at: instant });

/** A change that was announced. */
export const charterChange = () =>
  z.object({
    announcedAt: instant,
    from: instant,
    ...difference,
    /** Another rule was published before it held. */
    withdrawnAt: instant.nullable(),
    /** Not everybody was told yet: it does not hold before seven whole days after that. */
    isUntold: z.boolean().default(false),
    /** The announced change that does not come, told to whoever was told of it; null: it is a change itself. */
    callsOff: z.string().nullable().default(null),
  });
export type CharterChange = z.output<ReturnType<typeof charterChange>>;
