import type { FeatureName } from '../../../contracts/audience/features';
import { segmentKey, type Segment } from '../../../contracts/audience/segment-values';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { readsOf } from '../rules/judge';
import type { RuleOf } from '../rules/judged';

/** A version whose members are kept: the one in force, and the one that is being counted to follow it. */
export interface KeptVersion {
  key: string;
  segmentId: string;
  rule: SegmentRule;
  /** What it depends on: a change of other features is no reason to ask. */
  reads: ReadonlySet<FeatureName>;
  /** All its members were looked at. */
  isTold: boolean;
}

export interface Definitions {
  kept: readonly KeptVersion[];
  ruleOf: RuleOf;
}

/** A segment that is made of another is made of its version in force, and of the one that is counted where there is no other yet. */
export function definitionsOf(segments: readonly Segment[]): Definitions {
  const byId = new Map(segments.map((segment) => [segment._id, segment]));
  const ruleOf: RuleOf = (id) => {
    const segment = byId.get(id);
    return (segment?.current ?? segment?.next)?.rule ?? null;
  };
  const kept = segments.flatMap(({ _id, current, next }) =>
    [current && { ...current, isTold: true }, next && { ...next, isTold: next.build.doneAt !== null }]
      .filter((version) => version !== null)
      .map(({ version, rule, isTold }) => ({
        key: segmentKey(_id, version),
        segmentId: _id,
        rule,
        reads: readsOf(rule, ruleOf),
        isTold,
      })),
  );
  return { kept, ruleOf };
}
