import * as z from 'zod';
import { loginPurpose } from '../../../contracts/console/console';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** Browsers that work as somebody of the staff: docs/decisions/0042-console-sessions.md. */
export const consoleCollections = {
  consoleLogins: collection({
    about: 'Codes that a browser shows for a phone to approve. Cleared a day after they expired.',
    id: '`log_<hash of the code>`: what the phone scans is kept nowhere',
    due: [],
    document: z.object({
      _id: documentId,
      pollHash: z.string().describe('hash of the secret that only the browser has, in a cookie'),
      purpose: loginPurpose,
      state: z.enum(['waiting', 'seen', 'approved', 'refused', 'taken']),
      number: z.string().describe('two digits, to be compared'),
      browser: z.string(),
      place: z.string().describe('the network address the request came from'),
      sessionId: documentId.nullable().describe('a second look: the session that asks for it'),
      requestedAt: v.instant,
      expiresAt: v.instant.describe('half-open: approved and taken before it'),
      approvedBy: documentId.nullable().describe('as in staff'),
      approver: z
        .object({ appId: v.appId, openId: v.openId, unionId: v.unionId.nullable() })
        .nullable()
        .describe('the account that approved, as WeChat told it then'),
    }),
    indexes: [index('by_age', 'expiresAt', '_id')],
  }),
  consoleSessions: collection({
    about: 'Browsers that are signed in to the web console. Cleared a day after they ended.',
    id: '`ses_<hash of the token>`: the token itself is in the browser’s cookie alone',
    due: [],
    document: z.object({
      _id: documentId,
      staffId: documentId.describe('as in staff; their roles are read at every call'),
      caller: z.object({ appId: v.appId, openId: v.openId, unionId: v.unionId.nullable() }),
      browser: z.string(),
      place: z.string(),
      startedAt: v.instant,
      lastSeenAt: v.instant.describe('to the minute'),
      endsAt: v.instant.describe('half-open; brought forward when it is ended'),
      confirmedUntil: v.instant
        .nullable()
        .describe('half-open: what needs a second look is allowed before it'),
    }),
    indexes: [index('by_staff', 'staffId', '-startedAt', '-_id'), index('by_age', 'endsAt', '_id')],
  }),
};
