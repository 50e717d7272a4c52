import { createHmac } from 'node:crypto';

const keyed = (key: Buffer, use: string, ...parts: string[]): Buffer =>
  createHmac('sha256', key)
    .update([use, ...parts].join('\n'))
    .digest();

/** The same request of the same person makes the same link, so that a repeat is told it again; it is kept nowhere. */
export const invitationCodeFor = (key: Buffer, inviter: string, requestId: string): string =>
  keyed(key, 'staff invitation', inviter, requestId).toString('base64url').slice(0, 22);

/** What stands in the database opens nothing. */
export const invitationIdFor = (key: Buffer, code: string): string =>
  `inv_${keyed(key, 'staff invitation id', code).toString('hex').slice(0, 32)}`;
