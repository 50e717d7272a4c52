import { fnv1a } from '../../../contracts/primitives/codes/fnv1a';

/** Shares are parts of so many. */
export const BUCKETS = 10_000;

export interface Arm {
  name: string;
  /** Of the buckets that no holdout keeps. */
  share: number;
}

/** How members are dealt to arms. What changes here later moves nobody: an arm is written down when somebody first becomes eligible. */
export interface Dealing {
  /** Frozen with the experiment. */
  salt: string;
  /** Of all experiments of a quarter: who is in it gets none of what is tried. */
  quarter: { salt: string; share: number };
  /** Of this experiment alone. */
  holdout: number;
  arms: readonly Arm[];
}

export type Dealt = { arm: string } | { heldOut: 'quarter' | 'experiment' };

/** Names of arms, and which way of a split each is. */
export const armOfWay = (way: number): string => `arm-${way + 1}`;
export const wayOfArm = (arm: string): number => Number(arm.slice('arm-'.length)) - 1;

/** Hashed twice, as GrowthBook's second version does: the buckets of two salts have nothing to do with each other. */
export const bucketOf = (salt: string, memberId: string): number =>
  fnv1a(String(fnv1a(salt + memberId))) % BUCKETS;

/**
 * Where somebody belongs who is eligible now: held out of the quarter first, then of the experiment, then an arm by half-open ranges.
 * @param stored what was written down of them before; it stands, whatever the shares are now
 */
export function dealt(dealing: Dealing, memberId: string, stored: Dealt | null): Dealt {
  if (stored) return stored;
  const { salt, quarter, holdout, arms } = dealing;
  if (bucketOf(quarter.salt, memberId) < quarter.share) return { heldOut: 'quarter' };
  if (bucketOf(`${salt}:holdout`, memberId) < holdout) return { heldOut: 'experiment' };
  const at = bucketOf(salt, memberId);
  let until = 0;
  const arm = arms.find(({ share }) => {
    until += share;
    return at < until;
  });
  // Shares come to the whole; what a change left over is the last arm's.
  return { arm: (arm ?? arms.at(-1))?.name ?? '' };
}

/** Two members who become one: of the same arm they count once, of different ones not at all. */
export const mergedDeal = (kept: Dealt | null, absorbed: Dealt | null): Dealt | 'excluded' | null => {
  if (!kept || !absorbed) return kept ?? absorbed;
  return JSON.stringify(kept) === JSON.stringify(absorbed) ? kept : 'excluded';
};
