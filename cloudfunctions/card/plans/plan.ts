import { isDeepStrictEqual } from 'node:util';
import type { CardPlanTerms, CardPlanView } from '../../../contracts/card/card-plans';
import type { CardPlanId } from '../../../contracts/primitives/ids';
import { DAY_MS } from '../../../contracts/primitives/time';

/** What a version of a plan says, as it is kept. */
export interface PlanTerms {
  name: string;
  benefits: string[];
  validForMs: number | null;
  memberRate: number;
}

type Stored = PlanTerms & { _id: CardPlanId; version: number; isDefault: boolean; status: 'open' | 'closed' };

export const planTerms = ({ name, benefits, validForMs, memberRate }: PlanTerms): PlanTerms => ({
  name,
  benefits,
  validForMs,
  memberRate,
});

export const keptTerms = ({ validForDays, ...terms }: CardPlanTerms): PlanTerms => ({
  ...terms,
  validForMs: validForDays === null ? null : validForDays * DAY_MS,
});

export const shownTerms = ({ validForMs, ...terms }: PlanTerms): CardPlanTerms => ({
  ...terms,
  validForDays: validForMs === null ? null : Math.max(1, Math.floor(validForMs / DAY_MS)),
});

export const viewPlan = (plan: Stored): CardPlanView => ({
  planId: plan._id,
  version: plan.version,
  terms: shownTerms(planTerms(plan)),
  isDefault: plan.isDefault,
  open: plan.status === 'open',
});

/** Compared as people see it: a plan of days and a half, written by hand, is not changed by being saved again. */
export const saysTheSame = (plan: PlanTerms, terms: CardPlanTerms): boolean =>
  isDeepStrictEqual(shownTerms(planTerms(plan)), terms);

const flat = ({ benefits, ...rest }: CardPlanTerms) => ({ ...rest, benefits: benefits.join('；') });

/** What an audit entry says: what differs, as it was and as it is. */
export function planChange(before: CardPlanTerms, after: CardPlanTerms) {
  const [was, is] = [flat(before), flat(after)];
  const differs = (name: string) => Reflect.get(was, name) !== Reflect.get(is, name);
  const pick = (all: typeof is) => Object.fromEntries(Object.entries(all).filter(([name]) => differs(name)));
  return { before: pick(was), after: pick(is) };
}
