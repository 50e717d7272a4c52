import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import { placeOf, type Ladder } from './tier-place';

type Floors = readonly NonNullable<TierStanding['floor']>[];

/** All that are set, the one in force first. */
export const floorsOf = ({ floor, floorsBehind }: Pick<TierStanding, 'floor' | 'floorsBehind'>) =>
  floor ? [floor, ...floorsBehind] : floorsBehind;

/** Of floors the highest holds, of those of one tier the longest; behind it stand those that are lower and last longer. */
export function withFloors<State extends TierStanding>(
  state: State,
  floors: Floors,
  rule: Ladder,
  at: Instant,
): State {
  const inTurn = floors
    .filter(({ until }) => at < until)
    .sort((one, other) => placeOf(rule, other.level) - placeOf(rule, one.level) || other.until - one.until);
  const standing = inTurn.filter(({ until }, place) =>
    inTurn.slice(0, place).every((higher) => higher.until < until),
  );
  return { ...state, floor: standing[0] ?? null, floorsBehind: standing.slice(1) };
}

/** The longest that holds at least what is earned beyond a review: until its end nobody falls, whatever the review finds. */
export const floorOver = (
  rule: Ladder,
  { held, ...state }: Pick<TierStanding, 'held' | 'floor' | 'floorsBehind'>,
  reviewAt: Instant,
): Floors[number] | null =>
  floorsOf(state)
    .filter(({ level, until }) => until > reviewAt && placeOf(rule, level) >= placeOf(rule, held.earned))
    .reduce<Floors[number] | null>(
      (last, one) => (last === null || one.until > last.until ? one : last),
      null,
    );
