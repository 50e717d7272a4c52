import { refuse, TuankaError } from '../../../contracts/errors';
import type { Privilege } from '../../../contracts/growth/privilege';
import type { UsedRight } from '../../../contracts/growth/used-right';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { MemberId, StoreId } from '../../../contracts/primitives/ids';
import { addMs, type Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { readMemberByCode } from '../../kit/identity/read-member-by-code';
import { sealsFor } from '../../kit/ids/handle-key';
import { readMember } from '../../kit/person/find-member';
import { knownAs } from '../../kit/person/known-as';
import { verifyOther } from '../../kit/person/verify-other';
import type { TransactionStore } from '../../kit/store/store';
import { Duplicate } from '../../kit/store/store-error';
import { readGrowthRule } from '../ledger/read-rules';
import { isGranted, leftOf, levelAt, periodOf, privilegesAt } from '../rules/privileges';
import { countsIn, nextUseId, timesBefore, type Person } from '../rules/privilege-uses';
import { readRights, type Rights } from './read-rights';
import { readUsedBefore, readUses, type PrivilegeUse } from './read-uses';
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

/** Two clerks at once, or a merge between: who comes second counts anew. */
const ATTEMPTS = 5;

/** Tier and rights of whoever shows their code. @throws TuankaError member_code_expired, member_code_used, member_code_unknown */
export async function readRightsAtCounter(
  { store, settings, now, requestId }: ReadCall<'clerk'>,
  { memberCode }: { memberCode: MemberCode },
): Promise<{ rights: Rights | null; now: typeof now }> {
  const { member } = await readMemberByCode(store, settings, memberCode, now, requestId);
  return { rights: await readRights(store, member, now), now };
}

/**
 * Grants a right at the counter: a use that is written down once for its request, and never more often than its quota allows, whoever
 * grants at the same time and whatever is merged meanwhile.
 * @throws TuankaError privilege_not_usable, privilege_used_up, privilege_use_undone, store_closed, owner_frozen, own_affair, not_your_store, member_code_…
 */
export async function redeemPrivilege(call: WriteCall<'clerk'>, wish: Wish): Promise<Granted> {
  const { store, now, requestId, atStore } = call;
  atStore(wish.storeId);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const member = await readShown(call, wish.memberCode);
    const [uses, before, found, shop] = await Promise.all([
      readUses(store, member, now),
      readUsedBefore(store, member),
      readUsable(call, member._id, wish.privilegeId),
      store.stores.get(wish.storeId),
    ]);
    const own = uses.find((use) => use.requestId === requestId);
    if (own) return grantedBefore(call, own, { uses, before, privilege: found });
    if (shop?.open === false) throw refuse('store_closed', shop._id);
    const granted = await tryGrant(call, wish, { member, uses, before, privilege: usable(found, wish) });
    if (granted) return granted;
  }
  throw refuse('busy', wish.privilegeId);
}

/** Whose code it is. Asked again when the code is old: whose right the same request granted. @throws TuankaError member_code_… */
async function readShown({ store, settings, now, requestId }: WriteCall<'clerk'>, code: MemberCode) {
  try {
    return (await readMemberByCode(store, settings, code, now, requestId)).member;
  } catch (error) {
    if (!(error instanceof TuankaError) || !error.code.startsWith('member_code_')) throw error;
    const { items } = await store.privilegeUses.find({ where: { requestId }, orderBy: '_id', limit: 1 });
    const [own] = items;
    if (!own) throw error;
    return readMember(store, own.memberId, 'member_code_unknown');
  }
}

type Usable = Privilege & { tier: string };

/** @throws TuankaError privilege_not_usable */
function usable(found: Usable | null, { privilegeId }: Wish): Usable {
  if (!found) throw refuse('privilege_not_usable', privilegeId);
  return found;
}

const handOut = (
  call: WriteCall<'clerk'>,
  use: Pick<PrivilegeUse, '_id' | 'at'>,
  left: number | null,
): Granted => ({
  left,
  use: sealsFor(call, USE_SEAL).sealed(use._id),
  undoUntil: addMs(use.at, UNDO_MS),
});

interface Known {
  uses: readonly PrivilegeUse[];
  /** With accounts that are closed. */
  before: readonly UsedRight[];
}

const usedOf = (
  { uses, before }: Known,
  { id, quota }: Pick<Privilege, 'id' | 'quota'>,
  at: Instant,
): number =>
  uses.filter((use) => use.privilegeId === id && countsIn(use, quota, at)).length +
  timesBefore(before, id, quota, at);

/** The same request again: what it answered, also after midnight. @throws TuankaError privilege_use_undone */
function grantedBefore(
  call: WriteCall<'clerk'>,
  own: PrivilegeUse,
  { privilege, ...known }: Known & { privilege: Usable | null },
): Granted {
  if (own.undoneAt !== null) throw refuse('privilege_use_undone', own.privilegeId);
  const quota = privilege?.quota ?? null;
  return handOut(call, own, leftOf(quota, usedOf(known, { id: own.privilegeId, quota }, own.at)));
}

/** @returns null: somebody was faster @throws TuankaError privilege_used_up */
async function tryGrant(
  call: WriteCall<'clerk'>,
  { storeId }: Wish,
  { member, privilege, ...known }: Known & { member: Person; privilege: Usable },
): Promise<Granted | null> {
  const { store, now } = call;
  const { id, quota } = privilege;
  const standing = usedOf(known, privilege, now);
  if (leftOf(quota, standing) === 0) throw refuse('privilege_used_up', id);
  const period = periodOf(quota, now);
  const _id = nextUseId(known.uses, `${member._id}:${id}:${period}:`);
  try {
    const isGranted = await store.transact((transaction) =>
      grant(transaction, call, { _id, member, privilege, period, storeId }),
    );
    return isGranted ? handOut(call, { _id, at: now }, leftOf(quota, standing + 1)) : null;
  } catch (error) {
    if (error instanceof Duplicate) return null;
    throw error;
  }
}

interface Grant {
  _id: string;
  member: Person;
  privilege: Usable;
  period: string;
  storeId: StoreId;
}

/** @returns false: they are part of somebody by now, or somebody of them, since their uses were read */
async function grant(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  { _id, member, privilege, period, storeId }: Grant,
): Promise<boolean> {
  const { now, requestId, staff } = call;
  const still = await transaction.members.get(member._id);
  if (!still || still.mergedInto !== null || knownAs(still).length !== knownAs(member).length) return false;
  if (still.frozen) throw refuse('owner_frozen');
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
  return true;
}

/** The right as the member's tier has it now, if a clerk grants it. */
async function readUsable(
  { store, now }: WriteCall<'clerk'>,
  memberId: MemberId,
  privilegeId: string,
): Promise<Usable | null> {
  const [rule, state] = await Promise.all([readGrowthRule(store, now), store.tierStates.get(memberId)]);
  const level = rule ? levelAt(rule, state, now) : 0;
  const privilege = privilegesAt(rule?.privileges ?? [], level).find(({ id }) => id === privilegeId);
  return privilege && isGranted(privilege) ? { ...privilege, tier: rule?.tiers[level]?.name ?? '' } : null;
}
