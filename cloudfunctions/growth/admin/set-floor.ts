import { refuse } from '../../../contracts/errors';
import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import { startOfChinaDate, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { readNamedMember, type NamedMember } from '../../kit/identity/read-member-by-code';
import { knownAs } from '../../kit/person/known-as';
import { holdImported } from '../../kit/person/hold-imported';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { loadStanding } from '../ledger/load-standing';
import { readRules } from '../ledger/read-rules';
import { writeStanding } from '../ledger/save-standing';
import { asTold, versionAt, type Rules } from '../rules/standing';

type Wish = NamedMember & {
  /** Place in the list of tiers; 0: no floor any more. */
  level: number;
  /** The first day on which it does not hold any more; null: it is taken away. */
  until: ChinaDate | null;
  reason: string;
  /** When the floor that was seen was set; null: there was none. */
  basedOn?: Instant | null | undefined;
};

/**
 * A tier by hand: a floor that ends, with its reason. What is earned under it is unchanged, and nobody's history is rewritten. Heard again
 * after somebody decided otherwise, or after a merge or its undo, it changes nothing.
 * @throws TuankaError card_not_found, growth_floor_invalid, growth_floor_changed, owner_frozen, own_affair, busy
 */
export async function setFloor(call: WriteCall<'operator'>, wish: Wish) {
  const { store, now, staff, requestId } = call;
  const member = await readNamedMember(store, wish);
  const until = wish.until && startOfChinaDate(wish.until);
  const rules = await readRules(store);
  const rule = rules.length === 0 ? null : versionAt(rules, now);
  const { state: loaded, entries } = await loadStanding(store, member);
  const toldOf = (subjectId: MemberId) => ({ action: 'growth.setFloor', subjectId });
  return store.transact(async (transaction) => {
    await verifyOther(transaction, call, { memberIds: [member._id] });
    const before = (await transaction.tierStates.get(member._id)) ?? loaded;
    for (const id of [member._id, ...knownAs(member)])
      if (await isHeardBefore(transaction, call, toldOf(id))) return viewOf(before);
    // Only now: a wish that was granted is heard again when its end is past, too.
    if (!rule || wish.level >= rule.tiers.length || !(wish.level === 0 || (until !== null && until > now)))
      throw refuse('growth_floor_invalid', `${wish.level} until ${String(wish.until)}`);
    if (before.version !== loaded.version || before.mergedInto !== null) throw refuse('busy', member._id);
    if (wish.basedOn !== undefined && wish.basedOn !== (before.floor?.setAt ?? null))
      throw refuse('growth_floor_changed', member._id);
    const tierId = idAt(rule, wish.level);
    const from = knownFrom(rules, tierId, before.evaluatedUpTo);
    const floor =
      wish.level === 0 || until === null
        ? null
        : newFloor(before, { ...wish, tierId, from, until, by: staff._id, now });
    if (isSame(before.floor, floor) && before.floorsBehind.length === 0) {
      await markNothingDone(transaction, call, toldOf(member._id));
      return viewOf(before);
    }
    await verifyThawed(transaction, [member._id]);
    if (!(await holdImported(transaction, member._id, now))) throw refuse('card_not_found', member._id);
    const decided = { floor, floorsBehind: [] };
    const after = asTold({ ...before, ...decided }, entries, rules);
    await writeStanding(transaction, { before, after, rules, now, at: now });
    await recordAudit(transaction, call, {
      ...toldOf(member._id),
      reason: wish.reason,
      before: { tier: before.tier, floor: before.floor?.level ?? null },
      after: { tier: after.tier, floor: floor?.level ?? null, until: floor?.until ?? null },
      detail: { requestId },
    });
    return viewOf(after);
  });
}

/** From where the member is evaluated on; a tier that the list of then did not have, from the list that has it. */
function knownFrom(rules: Rules, tierId: number, evaluatedUpTo: Instant): Instant {
  const has = (rule: PublishedGrowthRule) => rule.tiers.some((_, place) => idAt(rule, place) === tierId);
  if (has(versionAt(rules, evaluatedUpTo))) return evaluatedUpTo;
  return rules.find(({ from, rule }) => from > evaluatedUpTo && has(rule))?.from ?? evaluatedUpTo;
}

/** What came before `from` is done. Whoever is part of them has none beside it, also when they are taken apart. */
const newFloor = (
  { _id }: TierStanding,
  {
    tierId,
    from,
    until,
    by,
    reason,
    now,
  }: Pick<Wish, 'reason'> & { tierId: number; from: Instant; until: Instant; by: string; now: Instant },
) => ({ level: tierId, of: _id, from, setAt: now, until, by, reason });

const isSame = (one: TierStanding['floor'], other: TierStanding['floor']): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.level === other.level &&
    one.of === other.of &&
    one.until === other.until &&
    one.reason === other.reason);

const viewOf = ({ tier, floor }: TierStanding) => ({ tier, floorUntil: floor?.until ?? null });
