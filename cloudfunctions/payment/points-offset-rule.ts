import type { PointsRule } from './quote';

/** 100 points are one yuan, for at most half of what is left to pay, from 100 points up. */
export const POINTS_RULE: PointsRule = { pointsPerYuan: 100, mostShare: 500, leastPoints: 100 };
