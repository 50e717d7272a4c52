import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { shown, unshown } from '../text-marks';
import { instant, storeId } from '../values';
import { staffRole, staffView } from './merchant';

const staffName = shown(z.string().trim().min(1).max(20));
const reason = shown(z.string().trim().min(2).max(90));

/** What the link carries: 132 bits, told to whoever invites and never stored. */
export const invitationCode = unshown(z.string().regex(/^[\w-]{22}$/), 'a code');
/** Names an invitation and opens nothing. */
export const invitationId = unshown(z.string().regex(/^inv_[0-9a-f]{32}$/), 'a name of ours');

/** `expired` and `void` (whoever invited may no longer) are what time and roles make of an open one. */
export const invitationState = z.enum(['open', 'accepted', 'revoked', 'expired', 'void']);
export type InvitationState = z.output<typeof invitationState>;

export const invitationView = z.object({
  invitationId,
  /** What the one who is invited will be called in lists and the log. */
  name: z.string(),
  role: staffRole,
  /** Names of the stores; empty for who works at all of them. */
  stores: z.array(z.string()),
  state: invitationState,
  invitedBy: z.string(),
  expiresAt: instant,
});
export type InvitationView = z.output<typeof invitationView>;

/** The code that makes the first owner is typed: a few tries are mistakes, more are guesses. */
const setupLimit = callLimit('owner_setup', 5, 10 * MINUTE_MS);
const invitationLimit = callLimit('staff_invitation', 30, 10 * MINUTE_MS);
const leaveLimit = callLimit('staff_leave', 10, 10 * MINUTE_MS);

export const staffOperations = {
  /**
   * The first owner, by the code that the deployment printed. Refuses `setup_code_wrong` (also when it expired), `owner_exists`.
   */
  takeOwnership: operation({
    actor: 'guest',
    limit: setupLimit,
    idempotency: { decidedBy: 'staffRosters/merchant: whoever has taken it is told the same again' },
    input: z.object({ code: unshown(z.string().trim().min(1).max(40), 'a code'), name: staffName }),
    output: z.object({ role: staffRole }),
  }),
  /**
   * A link for one person. Operators invite clerks and advisers, owners everybody. Refuses `not_allowed`, `store_not_found`.
   */
  inviteStaff: operation({
    actor: 'operator',
    secondLook: true,
    idempotency: {
      decidedBy: 'staffInvitations/<keyed hash of whoever invites and the request>',
      byRequest: true,
    },
    input: z.object({ name: staffName, role: staffRole, storeIds: z.array(storeId).max(200) }),
    output: z.object({ code: invitationCode, invitation: invitationView }),
  }),
  /** The newest hundred. */
  listInvitations: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ invitations: z.array(invitationView) }),
  }),
  /** Refuses `staff_invitation_not_found`, `staff_invitation_over` when it was accepted, `not_allowed`. */
  revokeInvitation: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'staffInvitations/<id>.status: revoked stays revoked' },
    input: z.object({ invitationId }),
    output: z.object({ state: invitationState }),
  }),
  /** Who invites for what, before anything is accepted. Refuses `staff_invitation_not_found`. */
  readInvitation: operation({
    actor: 'guest',
    limit: invitationLimit,
    idempotency: 'read',
    input: z.object({ code: invitationCode }),
    output: z.object({
      brandName: z.string(),
      invitation: invitationView.omit({ invitationId: true }),
      /** The caller is who accepted it. */
      mine: z.boolean(),
    }),
  }),
  /**
   * Once, by one person. Refuses `staff_invitation_not_found`, `staff_invitation_over`, `staff_invitation_own` (one's own second
   * account), `staff_already`.
   */
  acceptInvitation: operation({
    actor: 'guest',
    limit: invitationLimit,
    idempotency: { decidedBy: 'staffInvitations/<id>.acceptedBy: the same person again changes nothing' },
    input: z.object({ code: invitationCode }),
    output: z.object({ role: staffRole }),
  }),
  /** Refuses `staff_not_found`, `staff_changed`, `last_owner`. */
  setStaffRole: operation({
    actor: 'owner',
    secondLook: true,
    idempotency: {
      decidedBy: 'the entry or mark of the request: heard again, it changes nothing',
      byRequest: true,
    },
    input: z.object({
      handle: staffView.shape.handle,
      role: staffRole,
      /** As the form was opened. */
      basedOn: staffRole,
      reason,
    }),
    output: z.object({ staff: staffView }),
  }),
  /**
   * Nothing of the shop's work is theirs any more, from the next call on, whatever page they have open. `others`: accounts of the same
   * person that still have a role. Refuses `staff_not_found`, `last_owner`.
   */
  revokeStaff: operation({
    actor: 'owner',
    idempotency: {
      decidedBy: 'the entry or mark of the request: heard again, it changes nothing',
      byRequest: true,
    },
    input: z.object({ handle: staffView.shape.handle, reason }),
    output: z.object({ others: z.array(z.string()) }),
  }),
  /** One gives one's own role back. Whoever has none has left already. Refuses `last_owner`. */
  leaveStaff: operation({
    actor: 'guest',
    limit: leaveLimit,
    idempotency: { decidedBy: 'staff/<caller>.roles: who has none keeps none' },
    input: z.object({}),
    output: z.object({ left: z.literal(true) }),
  }),
};
export type StaffApi = ApiOf<typeof staffOperations>;
