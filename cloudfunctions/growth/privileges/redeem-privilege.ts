import { refuse } from '../../../contracts/errors';
import type { Privilege } from '../../../contracts/growth/privilege';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { MemberId, StoreId } from '../../../contracts/primitives/ids';
import { addMs, type Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { readMemberByCode } from '../../kit/identity/read-member-by-code';
import { sealsFor } from '../../kit/ids/handle-key';
import { verifyOther } from '../../kit/person/verify-other';
import type { TransactionStore } from '../../kit/store/store';
import { Duplicate } from '../../kit/store/store-error';
import { readGrowthRule } from '../ledger/read-rules';
import { isGranted, leftOf, levelAt, periodOf, privilegesAt } from '../rules/privileges';
import { readAllUses, readRights, type Rights } from './read-rights';
import { UNDO_MS, USE_SEAL } from './undo-privilege';

interface Wish {
  memberCode: MemberCode;
  privilegeId: string;
  storeId: StoreId;
}

interface Granted {
  left: number | null;
  use: string;
  undoUntil: Instant;
}

/** Two clerks at once: who comes second counts anew. */
const ATTEMPTS = 5;

/** Tier and rights of whoever shows their code. @throws TuankaError member_code_expired, member_code_used, member_code_unknown */
export async function readRightsAtCounter(
  { store, settings, now, requestId }: ReadCall<'clerk'>,
  { memberCode }: { memberCode: MemberCode },
): Promise<{ rights: Rights | null; now: typeof now }> {
  const { member } = await readMemberByCode(store, settings, memberCode, now, requestId);
  return { rights: await readRights(store, member._id, now), now };
}

/**
 * Grants a right at the counter: a use that is written down once for its request, and never more often than its quota allows, whoever
 * grants at the same time.
 * @throws TuankaError privilege_not_usable, privilege_used_up, own_affair, not_your_store, member_code_…
 */
export async function redeemPrivilege(call: WriteCall<'clerk'>, wish: Wish): Promise<Granted> {
  const { store, settings, now, requestId, atStore } = call;
  const { memberCode, privilegeId, storeId } = wish;
  atStore(storeId);
  const { member } = await readMemberByCode(store, settings, memberCode, now, requestId);
  const privilege = await readOwn(call, member._id, privilegeId);
  const period = periodOf(privilege.quota, now);
  const { sealed } = sealsFor(call, USE_SEAL);
  const granted = (_id: string, at: Instant, used: number): Granted => ({
    left: leftOf(privilege.quota, used),
    use: sealed(_id),
    undoUntil: addMs(at, UNDO_MS),
  });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const all = (await readAllUses(store, member._id, now)).filter(
      (use) => use.privilegeId === privilegeId && use.period === period,
    );
    const standing = all.filter(({ undoneAt }) => undoneAt === null).length;
    const own = all.find((use) => use.requestId === requestId);
    if (own) return granted(own._id, own.at, standing);
    if (leftOf(privilege.quota, standing) === 0) throw refuse('privilege_used_up', privilegeId);
    // The number of what came back is given to nobody again.
    const _id = `${member._id}:${privilegeId}:${period}:${all.length + 1}`;
    try {
      await store.transact((transaction) =>
        grant(transaction, call, { _id, member, privilege, period, storeId }),
      );
      return granted(_id, now, standing + 1);
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
  throw refuse('busy', privilegeId);
}

interface Grant {
  _id: string;
  member: { _id: MemberId };
  privilege: Privilege & { tier: string };
  period: string;
  storeId: StoreId;
}

async function grant(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  { _id, member, privilege, period, storeId }: Grant,
): Promise<void> {
  const { now, requestId, staff } = call;
  await verifyOther(transaction, call, { memberIds: [member._id] });
  await transaction.privilegeUses.insert({
    _id,
    memberId: member._id,
    privilegeId: privilege.id,
    kind: privilege.kind,
    name: privilege.name,
    tier: privilege.tier,
    period,
    value: null,
    worth: null,
    orderId: null,
    by: staff._id,
    requestId,
    at: now,
    undoneAt: null,
  });
  await recordAudit(transaction, call, {
    action: 'growth.usePrivilege',
    subjectId: member._id,
    storeId,
    detail: { privilege: privilege.name },
  });
}

/** @throws TuankaError privilege_not_usable */
async function readOwn(
  { store, now }: WriteCall<'clerk'>,
  memberId: MemberId,
  privilegeId: string,
): Promise<Privilege & { tier: string }> {
  const [rule, state] = await Promise.all([readGrowthRule(store, now), store.tierStates.get(memberId)]);
  const level = Math.min(state ? levelAt(state, now) : 0, (rule?.tiers.length ?? 1) - 1);
  const privilege = privilegesAt(rule?.privileges ?? [], level).find(({ id }) => id === privilegeId);
  if (!privilege || !isGranted(privilege)) throw refuse('privilege_not_usable', privilegeId);
  return { ...privilege, tier: rule?.tiers[level]?.name ?? '' };
}
