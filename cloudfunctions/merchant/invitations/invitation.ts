import { createHmac } from 'node:crypto';
import type { InvitationState, InvitationView } from '../../../contracts/merchant/staff';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';

/** An invitation's link, and who may invite whom. Pure. */
export const INVITATION_LASTS_MS = 3 * DAY_MS;

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

/** An owner invites everybody, an operator those who stand below. */
export const mayInvite = (inviter: StaffRole | null, invited: StaffRole): boolean =>
  inviter === 'owner' || (inviter === 'operator' && (invited === 'clerk' || invited === 'adviser'));

interface Invitation {
  status: 'open' | 'accepted' | 'revoked';
  role: StaffRole;
  expiresAt: Instant;
}

/** @param inviter the highest role whoever invited has now: what they may no longer do, their links may not either */
export function stateOf(
  { status, role, expiresAt }: Invitation,
  inviter: StaffRole | null,
  now: Instant,
): InvitationState {
  if (status !== 'open') return status;
  if (now >= expiresAt) return 'expired';
  return mayInvite(inviter, role) ? 'open' : 'void';
}

/** Who works at all stores needs none named. */
export const worksEverywhere = (role: StaffRole): boolean => role === 'owner' || role === 'operator';

type Stored = Omit<InvitationView, 'invitationId' | 'state' | 'stores' | 'invitedBy'> & {
  invitedByName: string;
  storeNames: string[];
};

export const viewInvitation = (
  { name, role, storeNames, invitedByName, expiresAt }: Stored,
  state: InvitationState,
) => ({ name, role, stores: storeNames, state, invitedBy: invitedByName, expiresAt });
