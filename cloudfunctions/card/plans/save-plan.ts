import type { CardPlanTerms } from '../../../contracts/card/card-plans';
import { refuse } from '../../../contracts/errors';
import type { CardPlanId } from '../../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { cardPlanIdFor } from '../../kit/ids/derived-id';
import { keptTerms, planChange, saysTheSame, shownTerms, planTerms, viewPlan } from './plan';
import { planVersionId } from './read-plan-of-card';

type Call = WriteCall<'operator'>;
interface Edit {
  planId: CardPlanId;
  version: number;
}

/** @throws TuankaError card_plan_not_found, card_plan_changed */
export const savePlan = (call: Call, { edit, terms }: { edit: Edit | null; terms: CardPlanTerms }) =>
  edit === null ? makePlan(call, terms) : changePlan(call, edit, terms);

async function makePlan(call: Call, terms: CardPlanTerms) {
  const _id = cardPlanIdFor(call.staff._id, call.requestId);
  const plan = await call.store.transact(async (transaction) => {
    const known = await transaction.cardPlans.get(_id);
    if (known) return known;
    const made = {
      _id,
      version: 1,
      ...keptTerms(terms),
      isDefault: false,
      status: 'open' as const,
    };
    await transaction.cardPlans.insert(made);
    await recordAudit(transaction, call, {
      action: 'card.makePlan',
      subjectId: _id,
      after: planChange({ ...terms, name: '' }, terms).after,
    });
    return made;
  });
  return { plan: viewPlan(plan) };
}

/** What it said is kept for the cards given with it, in the transaction that ends it. */
async function changePlan(call: Call, { planId, version }: Edit, terms: CardPlanTerms) {
  const plan = await call.store.transact(async (transaction) => {
    const known = await transaction.cardPlans.require(planId, 'card_plan_not_found');
    const entry = { action: 'card.savePlan', subjectId: planId };
    if (await isHeardBefore(transaction, call, entry)) return known;
    if (saysTheSame(known, terms)) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    if (known.version !== version) throw refuse('card_plan_changed');
    await transaction.cardPlanVersions.insert({
      _id: planVersionId(planId, version),
      planId,
      version,
      ...planTerms(known),
      until: call.now,
      changedByName: call.staff.name,
    });
    const next = { ...keptTerms(terms), version: version + 1 };
    await transaction.cardPlans.update(planId, next);
    await recordAudit(transaction, call, {
      ...entry,
      detail: { name: terms.name, version: next.version },
      ...planChange(shownTerms(planTerms(known)), terms),
    });
    return { ...known, ...next };
  });
  return { plan: viewPlan(plan) };
}
