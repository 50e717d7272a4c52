import * as z from 'zod';
import { joinOffer } from './card';
import { operation, type ApiOf } from './operation';
import { leaderCode } from './values';

export const leaderOperations = {
  /**
   * What the landing page shows for a scanned code: brand, store, leader and exactly what joining gives.
   * An unknown or paused code is no error: the shopper may still join, without a leader. Refuses `offer_not_open`.
   */
  resolveCode: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ leaderCode: leaderCode.nullable() }),
    output: z.object({
      codeState: z.enum(['active', 'paused', 'unknown', 'none']),
      brandName: z.string(),
      leader: z.object({ name: z.string(), storeName: z.string() }).nullable(),
      offer: joinOffer,
      viewer: z.enum(['guest', 'member']),
    }),
  }),
  /** The leader's own code as a mini-program code image. */
  readMyCode: operation({
    actor: 'leader',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      leaderName: z.string(),
      storeName: z.string(),
      leaderCode,
      /** `pages/join/index`, what the code opens. */
      page: z.string(),
      /** `g=<code>`, what the page receives. */
      scene: z.string(),
      /** The picture, base64. */
      pngBase64: z.string(),
    }),
  }),
};
export type LeaderApi = ApiOf<typeof leaderOperations>;
