import type { CouponLimits } from '../../../contracts/coupon/coupon';
import type { StockShard } from './stock';

/**
 * A transaction has less than 30 records (decision 0031). Eleven are for what a grant belongs to, its own entry and what it tells: so
 * many are for its coupons, for what limits them, and for their reminders, or for the member who keeps those.
 */
const MOST = 17;
/** The member who keeps them is read and written. */
const KEPT = 2;
/** Read and written. */
const A_COUNT = 2;
const A_SHARD = 2;

/** A step as it is taken from stock. */
export interface CountedStep {
  quantity: number;
  limits: CouponLimits | null;
  totalShards: readonly StockShard[];
  dayShards: readonly StockShard[];
}

/** How many parts have to be taken from, the fullest first; one where there is not enough, which is refused for that. */
function fewest(shards: readonly StockShard[], wanted: number): number {
  let left = wanted;
  const taken = [...shards]
    .sort((a, b) => b.left - a.left)
    .filter((shard) => {
      const isWanted = left > 0 && shard.left > 0;
      left -= isWanted ? shard.left : 0;
      return isWanted;
    });
  return Math.max(1, taken.length);
}

export const countsMembers = ({ perMember, perMemberPerDay }: CouponLimits): boolean =>
  perMember !== null || perMemberPerDay !== null;

function recordsOf({ quantity, limits, totalShards, dayShards }: CountedStep): number {
  if (limits === null) return quantity;
  const counts = countsMembers(limits) ? A_COUNT : 0;
  const whole = limits.total === null ? 0 : A_SHARD * fewest(totalShards, quantity);
  const day = limits.perDay === null ? 0 : A_SHARD * fewest(dayShards, quantity);
  return quantity + counts + whole + day;
}

const sumOf = (steps: readonly CountedStep[]): number =>
  steps.reduce((sum, step) => sum + recordsOf(step), 0);

/** Whether one transaction can issue all of it. */
export const fitsOneTransaction = (steps: readonly CountedStep[]): boolean => sumOf(steps) <= MOST - KEPT;

/** Whether their reminders have room beside them; else the member keeps them until the first is due. */
export const haveRoomToRemind = (steps: readonly CountedStep[]): boolean =>
  sumOf(steps) + steps.reduce((sum, { quantity }) => sum + quantity, 0) <= MOST;

/** What may be read and written of stock, counts aside, by a grant that fits. */
export const roomForStock = (steps: readonly CountedStep[]): number =>
  MOST -
  KEPT -
  steps.reduce(
    (sum, { quantity, limits }) => sum + quantity + (limits && countsMembers(limits) ? A_COUNT : 0),
    0,
  );
