import * as z from 'zod';
import { nodeId } from '../journey/journey-graph';
import { journeyId } from '../journey/journey-values';

export const isExperimentId = (value: unknown): value is string =>
  typeof value === 'string' && /^exp_[a-z0-9-]{1,40}$/.test(value);
export const experimentId = () =>
  z.custom<string>(isExperimentId, 'not an experiment id').describe('experiment id');

/** Kept out of what is tried: of every experiment of the quarter, or of this one. */
export const HELD_OUT = ['quarter', 'holdout'] as const;
/** `arm-1` … are the ways of a split in their order; of a journey tried as a whole there is `arm-1` alone. */
export const isArmName = (value: unknown): value is string =>
  typeof value === 'string' && /^(quarter|holdout|arm-([1-9]|10))$/.test(value);
export const armName = () => z.custom<string>(isArmName, 'not an arm').describe('arm');

/** Parts of ten thousand. */
export const share = () => z.int().min(0).max(10_000);

/** What is tried: a journey against nothing, or the ways of one of its splits against each other. */
export const tried = () =>
  z.object({ journeyId: journeyId(), node: nodeId().nullable().describe('null: the whole journey') });

/** Fixed before it starts. */
export const experimentDesign = () =>
  z.object({
    /** Percent of those who would enter, and do not. */
    holdoutPercent: z.int().min(0).max(50),
    /** Five percent of everybody, the same in every experiment that begins in a quarter, are left out as well. */
    withQuarter: z.boolean(),
    /** Whoever enters in so many days is looked at … */
    enrolDays: z.int().min(1).max(180),
    /** … for so many days each. */
    windowDays: z.int().min(1).max(90),
    perArm: z.int().min(2).max(1_000_000),
  });
