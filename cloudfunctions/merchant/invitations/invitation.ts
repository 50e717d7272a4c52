import type { InvitationState, InvitationView } from '../../../contracts/merchant/staff';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
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
  lowered: { at: Instant; to: StaffRole } | null;
}

/** Made before this account's last role ended: whoever is back begins anew. */
export const isOfBefore = (
  { invitedAt }: { invitedAt: Instant },
  account: Pick<Account, 'endedAt'> | null,
): boolean => (account?.endedAt ?? null) !== null && invitedAt < Number(account?.endedAt);

const LOWER: readonly StaffRole[] = ['owner', 'operator', 'clerk', 'adviser'];
const lowerOf = (one: StaffRole, other: StaffRole): StaffRole =>
  LOWER.indexOf(one) < LOWER.indexOf(other) ? other : one;

/** What is kept of somebody whose role changes: of links of before nothing lives again when they are raised. */
export function loweredBy(
  { lowered }: Pick<Account, 'lowered'>,
  { before, after, now }: { before: StaffRole; after: StaffRole; now: Instant },
): Account['lowered'] {
  if (lowerOf(before, after) === before) return lowered;
  const isRecent = lowered !== null && now < addMs(lowered.at, INVITATION_LASTS_MS);
  return { at: now, to: isRecent ? lowerOf(lowered.to, after) : after };
}

/** The role by which whoever invited still stands for an invitation; null: none. */
export function inviterRoleOf(invitation: { invitedAt: Instant }, inviter: Account | null): StaffRole | null {
  const role = inviter === null || isOfBefore(invitation, inviter) ? null : staffRole(inviter.roles);
  const lowered = inviter?.lowered ?? null;
  return role === null || lowered === null || invitation.invitedAt >= lowered.at
    ? role
    : lowerOf(role, lowered.to);
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
