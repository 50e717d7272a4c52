import * as z from 'zod';
import { instant } from '../values';
import { segmentId, segmentRule } from './segment-rule';

/**
 * A segment is defined by a rule; each change of the rule is another version, whose members are counted before it takes the place of the one before.
 * Made when it is asked for, as features are.
 */
export const segment = () => {
  const version = z.object({ version: z.int().positive(), rule: segmentRule() });
  const build = z.object({
    position: z.int().nonnegative().describe('the number of the next member looked at'),
    total: z.int().nonnegative().describe('of so many when it began'),
    startedAt: instant,
    doneAt: instant
      .nullable()
      .describe('all were looked at; it takes its place when what was found is counted'),
  });
  return z.object({
    _id: segmentId(),
    name: z.string().min(1).max(20),
    current: version.nullable(),
    next: version.extend({ build }).nullable(),
    builtIn: z.boolean(),
  });
};
export type Segment = z.output<ReturnType<typeof segment>>;

/** Names the members of a version: in features, in deltas, in bitmaps. */
export const segmentKey = (id: string, version: number): string => `${id}@${version}`;
