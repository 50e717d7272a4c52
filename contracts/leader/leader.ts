import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { teamFigures, teamGroups, teamMember } from './leader-figures';
import { cursor, instant, leaderCode } from '../values';

export const leaderOperations = {
  /** The leader's own code as a mini-program code picture: drawn by WeChat once, kept, and shown from then on. */
  readMyCode: operation({
    actor: 'leader',
    idempotency: { decidedBy: 'leaderCodePictures/<code>:<version>: drawn once' },
    input: z.object({}),
    output: z.object({
      /** Paused: whoever joins through it is attributed to nobody. */
      status: z.enum(['active', 'paused']),
      brandName: z.string(),
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
  /**
   * The WeChat group the caller came from, as far as WeChat tells: what `wx.getGroupEnterInfo` or `wx.getShareInfo` gave is
   * decrypted here with the session key of the login code. The answer is sealed for this caller and goes into the join.
   * Null: WeChat gave none, or nothing one can believe.
   */
  readGroup: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({
      /** From wx.login, before the group was asked for. */
      loginCode: z.string().min(1).max(256),
      encryptedData: z.string().min(1).max(4096),
      iv: z.string().min(1).max(64),
    }),
    output: z.object({ group: z.string().nullable() }),
  }),
  /** The leader's figures, exact at this moment, in a number of database calls that does not grow with the team. */
  readFigures: operation({
    actor: 'leader',
    idempotency: 'read',
    input: z.object({}),
    output: teamFigures,
  }),
  /** Joins by WeChat group. */
  listGroups: operation({
    actor: 'leader',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: teamGroups,
  }),
  /** The members of the leader's team, newest first, with masked names. */
  listTeam: operation({
    actor: 'leader',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ members: z.array(teamMember), nextCursor: cursor, now: instant }),
  }),
};
export type LeaderApi = ApiOf<typeof leaderOperations>;
