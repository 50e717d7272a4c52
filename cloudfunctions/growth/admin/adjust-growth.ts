import { refuse } from '../../../contracts/errors';
import type { LedgerGrowth } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { readMember } from '../../kit/person/find-member';
import { knownAs } from '../../kit/person/known-as';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { giveGrowth } from '../ledger/give-growth';
import { loadStanding } from '../ledger/load-standing';
import { readRules } from '../ledger/read-rules';
import { growthAt } from '../rules/growth-entry';

type Call = WriteCall<'operator'>;

interface Wish {
  memberId: MemberId;
  /** What is given; below zero: taken. */
  growth: number;
  reason: string;
}

/**
 * Gives or takes growth by hand: a line of the ledger like any other, which begins to count with the next sweep. It raises as what is
 * earned does; what is taken lets nobody fall before a review.
 * @throws TuankaError member_not_found, growth_no_tiers, growth_not_enough, owner_frozen, own_affair, busy
 */
export async function adjustGrowth(call: Call, wish: Wish): Promise<{ growth: number }> {
  const { store, now, requestId } = call;
  const member = await readMember(store, wish.memberId, 'member_not_found');
  const rules = await readRules(store);
  if (rules.length === 0) throw refuse('growth_no_tiers');
  const loaded = await loadStanding(store, member);
  const toldOf = (subjectId: MemberId) => ({ action: 'growth.adjust', subjectId });
  return store.transact(async (transaction) => {
    const before = countingSoon(loaded.entries, now);
    for (const id of [member._id, ...knownAs(member)])
      if (await transaction.auditEntries.get(auditIdFor(requestId, toldOf(id)))) return { growth: before };
    await verifyThawed(transaction, [member._id]);
    await verifyOther(transaction, call, { memberIds: [member._id] });
    if (before + wish.growth < 0) throw refuse('growth_not_enough', `${before} of ${-wish.growth}`);
    const gift = { growth: wish.growth, cause: requestId, reason: wish.reason, now };
    if (!(await giveGrowth(transaction, loaded, rules, gift))) throw refuse('busy', member._id);
    await recordAudit(transaction, call, {
      ...toldOf(member._id),
      reason: wish.reason,
      before: { growth: before },
      after: { growth: before + wish.growth },
    });
    return { growth: before + wish.growth };
  });
}

/** All that will count, whether it does yet or not: two adjustments in one minute take no more than there is. */
const countingSoon = (entries: readonly LedgerGrowth[], now: Instant): number =>
  growthAt(
    entries.map((entry) => ({ ...entry, countsFrom: entry.occurredAt })),
    now,
  );
