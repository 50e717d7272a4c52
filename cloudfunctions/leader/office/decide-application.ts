import { refuse } from '../../../contracts/errors';
import type { ApplicationId, LeaderCode } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import { newLeaderCode } from '../../kit/ids/new-id';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { applicationNotice } from '../notices/leader-application';
import { leaderIdOf } from './application';
import { showApplication } from './read-application';

type Decision =
  | { applicationId: ApplicationId; decision: 'approve' }
  | { applicationId: ApplicationId; decision: 'refuse'; reason: string };
type Application = DocumentOf<'leaderApplications'>;

/** A new code may meet an existing one; more often than this it is not chance. */
const ATTEMPTS = 4;

/**
 * Approves or refuses, once. Approving makes the leader, the code and the role of the WeChat account that applied, in the
 * transaction that decides; the applicant is told in either case.
 * @throws TuankaError application_not_found, application_decided, own_affair
 */
export async function decideApplication(call: WriteCall<'operator'>, input: Decision) {
  const { store, requestId } = call;
  for (let attempt = 1; ; attempt += 1) {
    const leaderCode = newLeaderCode();
    try {
      await store.transact((transaction) => decide(transaction, call, input, leaderCode));
    } catch (error) {
      if (!(error instanceof Duplicate) || attempt >= ATTEMPTS) throw error;
      // The code is another leader's, or our own commit was answered too late.
      const [told] = await store.auditEntries.getMany([auditId(requestId, input)]);
      if (!told) continue;
    }
    const application = await store.leaderApplications.require(input.applicationId, 'application_not_found');
    return { application: await showApplication(store, application) };
  }
}

const actionOf = ({ decision }: Decision): string => `leader.${decision}Application`;
const auditId = (requestId: string, input: Decision): string =>
  `aud_${requestId}-${actionOf(input)}-${input.applicationId}`;

async function decide(
  transaction: TransactionStore,
  call: WriteCall<'operator'>,
  input: Decision,
  leaderCode: LeaderCode,
): Promise<void> {
  const { now, staff, requestId } = call;
  const application = await transaction.leaderApplications.require(
    input.applicationId,
    'application_not_found',
  );
  if (application.status !== 'waiting') {
    if (await transaction.auditEntries.get(auditId(requestId, input))) return;
    throw refuse('application_decided');
  }
  await verifyOther(transaction, call, { memberIds: [application.memberId] });
  const approved = input.decision === 'approve';
  const reason = approved ? null : input.reason;
  if (approved) await makeLeader(transaction, application, leaderCode);
  await transaction.leaderApplications.update(application._id, {
    status: approved ? 'approved' : 'refused',
    decidedAt: now,
    decidedBy: staff._id,
    reason,
    leaderId: approved ? leaderIdOf(application._id) : null,
  });
  transaction.remind(applicationNotice(application, application.refused.length + 1, now));
  await recordAudit(transaction, call, {
    action: actionOf(input),
    subjectId: application._id,
    reason,
    detail: {
      groupName: application.groupName,
      storeId: application.storeId,
      memberId: application.memberId,
    },
    before: { status: application.status },
    after: { status: approved ? 'approved' : 'refused' },
  });
}

async function makeLeader(
  transaction: TransactionStore,
  application: Application,
  leaderCode: LeaderCode,
): Promise<void> {
  const { name, storeId, groupName, openIdKey } = application;
  const leaderId = leaderIdOf(application._id);
  const staff = await transaction.staff.get(openIdKey);
  await transaction.leaderCodes.insert({ _id: leaderCode, leaderId, storeId, status: 'active' });
  await transaction.leaders.insert({
    _id: leaderId,
    name,
    storeId,
    leaderCode,
    status: 'active',
    pausedFor: null,
    groupName,
    openIdKey,
    handover: null,
  });
  await transaction.staff.replace({
    _id: openIdKey,
    name: staff?.name ?? name,
    roles: [...new Set([...(staff?.roles ?? []), 'leader' as const])],
    leaderId,
    storeIds: staff ? staff.storeIds : [],
    endedAt: staff?.endedAt ?? null,
    lowered: staff?.lowered ?? null,
    wrongTries: staff?.wrongTries ?? null,
    unionKey: staff?.unionKey ?? null,
    rightTry: staff?.rightTry ?? null,
  });
}
