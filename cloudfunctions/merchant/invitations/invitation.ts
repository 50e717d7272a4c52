import type { InvitationState, InvitationView } from '../../../contracts/merchant/staff';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { staffRole } from '../staff';

/** How long an invitation's link lasts. */
export const INVITATION_LASTS_MS = 3 * DAY_MS;

/** An owner invites everybody, an operator those who stand below. */
export const mayInvite = (inviter: StaffRole | null, invited: StaffRole): boolean =>
  inviter === 'owner' || (inviter === 'operator' && (invited === 'clerk' || invited === 'adviser'));

interface Invitation {
  status: 'open' | 'accepted' | 'revoked';
  role: StaffRole;
  expiresAt: Instant;
}

/** @param inviter the highest role whoever invited has now: what they may no longer do, their links may not either */
export function invitationState(
  { status, role, expiresAt }: Invitation,
  inviter: StaffRole | null,
  now: Instant,
): InvitationState {
  if (status !== 'open') return status;
  if (now >= expiresAt) return 'expired';
  return mayInvite(inviter, role) ? 'open' : 'void';
}

interface Account {
  roles: readonly string[];
  endedAt: Instant | null;
}

/** Made before this account's last role ended: whoever is back begins anew. */
export const isOfBefore = ({ invitedAt }: { invitedAt: Instant }, account: Account | null): boolean =>
  (account?.endedAt ?? null) !== null && invitedAt < Number(account?.endedAt);

/** The role by which whoever invited still stands for an invitation; null: none. */
export const inviterRoleOf = (
  invitation: { invitedAt: Instant },
  inviter: Account | null,
): StaffRole | null =>
  inviter === null || isOfBefore(invitation, inviter) ? null : staffRole(inviter.roles);

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
