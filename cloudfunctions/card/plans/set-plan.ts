import { refuse } from '../../../contracts/errors';
import type { CardPlanId } from '../../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { viewPlan } from './plan';

type Call = WriteCall<'operator'>;

/** More defaults than one only stand there when somebody wrote them by hand: the next choice clears them. */
const MOST_DEFAULTS = 10;

/** From the next card on. @throws TuankaError card_plan_not_found */
export async function setPlanOpen(
  call: Call,
  { planId, open, reason }: { planId: CardPlanId; open: boolean; reason: string },
) {
  const status = open ? ('open' as const) : ('closed' as const);
  const plan = await call.store.transact(async (transaction) => {
    const known = await transaction.cardPlans.require(planId, 'card_plan_not_found');
    const entry = { action: open ? 'card.openPlan' : 'card.closePlan', subjectId: planId };
    if (await isHeardBefore(transaction, call, entry)) return known;
    if (known.status === status) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    await transaction.cardPlans.update(planId, { status });
    await recordAudit(transaction, call, {
      ...entry,
      reason,
      detail: { name: known.name },
      before: { open: !open },
      after: { open },
    });
    return { ...known, status };
  });
  return { plan: viewPlan(plan) };
}

/** @throws TuankaError card_plan_not_found, card_plan_closed, card_plan_changed */
export async function setDefaultPlan(
  call: Call,
  { planId, instead }: { planId: CardPlanId; instead: CardPlanId | null },
) {
  const { items } = await call.store.cardPlans.find({
    where: { isDefault: true },
    orderBy: '_id',
    limit: MOST_DEFAULTS,
  });
  const others = items.filter(({ _id }) => _id !== planId);
  const plan = await call.store.transact(async (transaction) => {
    const known = await transaction.cardPlans.require(planId, 'card_plan_not_found');
    const entry = { action: 'card.setDefaultPlan', subjectId: planId };
    if (await isHeardBefore(transaction, call, entry)) return known;
    if (known.status === 'closed') throw refuse('card_plan_closed');
    if (known.isDefault && others.length === 0) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    // Somebody chose after this was decided: not without having seen it.
    if (others.length > 0 && others.every(({ _id }) => _id !== instead)) throw refuse('card_plan_changed');
    for (const { _id } of others) {
      const other = await transaction.cardPlans.require(_id, 'card_plan_not_found');
      // A rival's choice came between the look and this: one of the two looks again.
      if (!other.isDefault) throw refuse('card_plan_changed');
      await transaction.cardPlans.update(_id, { isDefault: false });
    }
    await transaction.cardPlans.update(planId, { isDefault: true });
    await recordAudit(transaction, call, {
      ...entry,
      before: { name: others.map(({ name }) => name).join('、') },
      after: { name: known.name },
    });
    return { ...known, isDefault: true };
  });
  return { plan: viewPlan(plan) };
}
