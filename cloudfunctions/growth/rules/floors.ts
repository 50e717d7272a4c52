import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import { placeOf, type Ladder } from './tier-place';

type Floors = readonly NonNullable<TierStanding['floor']>[];

/** All that are set, the one in force first. */
export const floorsOf = ({ floor, floorsBehind }: Pick<TierStanding, 'floor' | 'floorsBehind'>) =>
  floor ? [floor, ...floorsBehind] : floorsBehind;

/** Of floors the highest holds, of those of one tier the longest; the others stand behind it, for each is somebody's. */
export function withFloors<State extends TierStanding>(
  state: State,
  floors: Floors,
  rule: Ladder,
  at: Instant,
): State {
  const [floor = null, ...floorsBehind] = floors
    .filter(({ until }) => at < until)
    .sort((one, other) => placeOf(rule, other.level) - placeOf(rule, one.level) || other.until - one.until);
  return { ...state, floor, floorsBehind };
}

/** Each with whose it is. */
export const ownedFloors = (state: Pick<TierStanding, '_id' | 'floor' | 'floorsBehind'>) =>
  floorsOf(state).map((floor) => ({ ...floor, of: floor.of ?? state._id }));

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
