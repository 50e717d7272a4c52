import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { idAt } from '../../../contracts/primitives/tier/tier-id';

/** The contract's: `tierId` of contracts/growth/growth-rule.ts. */
const MOST_ID = 9999;

/** A list of tiers, and those that are gone. */
export type Ladder = Pick<GrowthRule, 'tiers'> & Partial<Pick<PublishedGrowthRule, 'formerTiers'>>;

/**
 * Where a tier stands by a rule. For one that is gone the lowest that asks for no less stands, or else the highest: nobody falls because
 * a list changed.
 */
export function placeOf(rule: Ladder, id: number): number {
  const { tiers, formerTiers = [] } = rule;
  const highest = tiers.length - 1;
  const place = tiers.findIndex((_tier, at) => idAt(rule, at) === id);
  if (place >= 0) return place;
  const gone = formerTiers.find((former) => former.id === id);
  if (!gone) return Math.min(id, highest);
  const above = tiers.findIndex(({ entry }) => entry >= gone.entry);
  return above < 0 ? highest : above;
}

/** The id of the tier that stands for it. */
export const standIn = (rule: Ladder, id: number): number => idAt(rule, placeOf(rule, id));

/**
 * A draft as it is published after a rule: what has an id keeps it, what has none is new and gets one nobody ever had; the lowest, which
 * everybody has, is always the same. A draft that names no tier says by places which is which.
 */
export function identified<Draft extends Ladder>(draft: Draft, before: Ladder | null): Draft & Ladder {
  const known = before ? before.tiers.map(({ entry }, at) => ({ id: idAt(before, at), entry })) : [];
  const former = before?.formerTiers ?? [];
  const isNamed = draft.tiers.some(({ id }) => id !== undefined);
  let highest = Math.max(
    0,
    ...[...known, ...former].map(({ id }) => id),
    ...draft.tiers.map(({ id = 0 }) => id),
  );
  const taken = new Set<number>();
  const used = new Set([...known, ...former, ...draft.tiers].map(({ id }) => id));
  /** One more than any; with no room above it the lowest that nobody had. */
  const newId = (): number => {
    if (highest < MOST_ID) return (highest += 1);
    let free = 1;
    while (used.has(free) || taken.has(free)) free += 1;
    return free;
  };
  const idOf = (own: number | undefined, at: number): number => {
    const wished = at === 0 ? 0 : isNamed ? own : at;
    if (wished === undefined || taken.has(wished)) return newId();
    return wished;
  };
  const tiers = draft.tiers.map((tier, at) => {
    const id = idOf(tier.id, at);
    taken.add(id);
    return { ...tier, id };
  });
  const gone = [...former, ...known].filter(({ id }) => !taken.has(id));
  const formerTiers = [...new Map(gone.map((one) => [one.id, one])).values()];
  return { ...draft, tiers, ...(formerTiers.length === 0 ? {} : { formerTiers }) };
}
