import { refuse } from '../../../contracts/errors';
import type { Privilege } from '../../../contracts/growth/privilege';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { StoreId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { readMemberByCode } from '../../kit/identity/read-member-by-code';
import { verifyOther } from '../../kit/person/verify-other';
import { Duplicate } from '../../kit/store/store-error';
import { readGrowthRule } from '../ledger/read-rules';
import { isGranted, leftOf, periodOf, privilegesAt } from '../rules/privileges';
import { readRights, readUses, type Rights } from './read-rights';

interface Wish {
  memberCode: MemberCode;
  privilegeId: string;
  storeId: StoreId;
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
export async function redeemPrivilege(
  call: WriteCall<'clerk'>,
  { memberCode, privilegeId, storeId }: Wish,
): Promise<{ left: number | null }> {
  const { store, settings, now, requestId, staff, atStore } = call;
  atStore(storeId);
  const { member } = await readMemberByCode(store, settings, memberCode, now, requestId);
  const privilege = await readOwn(call, member._id, privilegeId);
  const period = periodOf(privilege.quota, now);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const uses = (await readUses(store, member._id, now)).filter(
      (use) => use.privilegeId === privilegeId && use.period === period,
    );
    if (uses.some((use) => use.requestId === requestId))
      return { left: leftOf(privilege.quota, uses.length) };
    if (leftOf(privilege.quota, uses.length) === 0) throw refuse('privilege_used_up', privilegeId);
    try {
      await store.transact(async (transaction) => {
        await verifyOther(transaction, call, { memberIds: [member._id] });
        await transaction.privilegeUses.insert({
          _id: `${member._id}:${privilegeId}:${period}:${uses.length + 1}`,
          memberId: member._id,
          privilegeId,
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
      });
      return { left: leftOf(privilege.quota, uses.length + 1) };
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
  throw refuse('busy', privilegeId);
}

/** @throws TuankaError privilege_not_usable */
async function readOwn(
  { store, now }: WriteCall<'clerk'>,
  memberId: Parameters<typeof readUses>[1],
  privilegeId: string,
): Promise<Privilege & { tier: string }> {
  const [rule, state] = await Promise.all([readGrowthRule(store, now), store.tierStates.get(memberId)]);
  const level = Math.min(state?.level ?? 0, (rule?.tiers.length ?? 1) - 1);
  const privilege = privilegesAt(rule?.privileges ?? [], level).find(({ id }) => id === privilegeId);
  if (!privilege || !isGranted(privilege)) throw refuse('privilege_not_usable', privilegeId);
  return { ...privilege, tier: rule?.tiers[level]?.name ?? '' };
}
