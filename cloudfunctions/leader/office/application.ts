import type { ApplicationView } from '../../../contracts/leader/leader-office';
import {
  isApplicationId,
  isLeaderId,
  type ApplicationId,
  type LeaderId,
  type MemberId,
  type StoreId,
} from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import type { Instant } from '../../../contracts/primitives/time';

const charactersOf = (id: string): string => id.slice(id.indexOf('_') + 1);

export function applicationIdOf(memberId: MemberId): ApplicationId {
  const id = `lap_${charactersOf(memberId)}`;
  if (!isApplicationId(id)) throw new RangeError(`not an application id: ${id}`);
  return id;
}

/** Who the applicant becomes: approving twice names the same leader. */
export function leaderIdOf(applicationId: ApplicationId): LeaderId {
  const id = `ldr_${charactersOf(applicationId)}`;
  if (!isLeaderId(id)) throw new RangeError(`not a leader id: ${id}`);
  return id;
}

interface Application {
  _id: ApplicationId;
  name: string;
  phone: { masked: MaskedPhone };
  storeId: StoreId;
  groupName: string;
  status: ApplicationView['status'];
  appliedAt: Instant;
  decidedAt: Instant | null;
  reason: string | null;
  refused: readonly unknown[];
}

export const viewApplication = (application: Application, storeName: string): ApplicationView => ({
  applicationId: application._id,
  name: application.name,
  phone: application.phone.masked,
  storeId: application.storeId,
  storeName,
  groupName: application.groupName,
  status: application.status,
  appliedAt: application.appliedAt,
  decidedAt: application.decidedAt,
  reason: application.reason,
  refusedBefore: application.refused.length,
});
