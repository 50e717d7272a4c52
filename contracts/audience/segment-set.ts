import * as z from 'zod';
import { segmentId } from './segment-rule';

/** Members of segments put together: said of bitmaps, without asking anything of a member. */
export type SegmentSet =
  { all: SegmentSet[] } | { any: SegmentSet[] } | { not: SegmentSet } | { segment: string };

let tree: z.ZodType<SegmentSet> | undefined;
/** Made when it is first asked for, and one for all: a tree holds itself. */
export const segmentSet = (): z.ZodType<SegmentSet> =>
  (tree ??= z.lazy(() =>
    z.union([
      z.strictObject({ all: z.array(segmentSet()).min(1).max(10) }),
      z.strictObject({ any: z.array(segmentSet()).min(1).max(10) }),
      z.strictObject({ not: segmentSet() }),
      z.strictObject({ segment: segmentId() }),
    ]),
  ));

export const segmentsOf = (set: SegmentSet): string[] => {
  if ('segment' in set) return [set.segment];
  if ('not' in set) return segmentsOf(set.not);
  return [...new Set(('all' in set ? set.all : set.any).flatMap(segmentsOf))];
};

const isAudienceId = (value: unknown): value is string =>
  typeof value === 'string' && /^fro_[0-9A-Za-z_-]{1,80}$/.test(value);
/** Whoever was in a set of segments at a moment. */
export const audienceId = () => z.custom<string>(isAudienceId, 'not an audience id').describe('audience id');
