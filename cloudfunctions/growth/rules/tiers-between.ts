import type { Ladder } from './tier-place';
import { placeOf } from './tier-place';
import { idAt } from '../../../contracts/primitives/tier/tier-id';

/** A tier before and after the list changed: of one that is new there was none, of one that is gone there is none. */
export interface TierBetween {
  name: string;
  /** Its places in either list. */
  before: number[];
  after: number | null;
}

/** Whether the tier of then is the one of before: by its id, or, of one that is gone, called as before. */
export const isKept = (before: Ladder, place: number, after: Ladder): boolean => {
  const id = idAt(before, place);
  const then = placeOf(after, id);
  return idAt(after, then) === id || after.tiers[then]?.name === before.tiers[place]?.name;
};

/** From the lowest of then; after it those that are gone. */
export function tiersBetween(before: Ladder, after: Ladder): TierBetween[] {
  const places = before.tiers.map((_tier, place) => ({ place, then: placeOf(after, idAt(before, place)) }));
  const kept = places.filter(({ place }) => isKept(before, place, after));
  return [
    ...after.tiers.map(({ name }, at) => ({
      name,
      before: kept.filter(({ then }) => then === at).map(({ place }) => place),
      after: at,
    })),
    ...before.tiers.flatMap(({ name }, place) =>
      kept.some((one) => one.place === place) ? [] : [{ name, before: [place], after: null }],
    ),
  ];
}
