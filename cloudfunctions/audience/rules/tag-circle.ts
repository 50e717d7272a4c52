import { conditionsOf, type SegmentRule } from '../../../contracts/audience/segment-rule';
import type { RuleOf } from './judged';
import { segmentsIn } from './judge';

/** Tags that follow segments: the tag, and the segment. */
export type Following = ReadonlyMap<string, string>;

/** The tags with a rule that a rule looks at, also through the segments it is made of; how many tags somebody has looks at all. */
function tagsIn(rule: SegmentRule, following: Following, ruleOf: RuleOf): string[] {
  const rules = [rule, ...[...segmentsIn(rule, ruleOf)].map(ruleOf).filter((one) => one !== null)];
  return rules.flatMap(conditionsOf).flatMap((one) => {
    if (one.if === 'tags') return [...following.keys()];
    return one.if === 'tag' ? one.anyOf.filter((name) => following.has(name)) : [];
  });
}

/** Whether some tag is given by a rule that looks at the tag itself: it would come and go for ever. */
export function hasTagCircle(following: Following, ruleOf: RuleOf): boolean {
  const leadsTo = new Map(
    [...following].map(([tag, segmentId]) => {
      const rule = ruleOf(segmentId);
      return [tag, rule ? tagsIn(rule, following, ruleOf) : []] as const;
    }),
  );
  return [...leadsTo.keys()].some((tag) => reaches(tag, tag, leadsTo));
}

function reaches(from: string, wanted: string, leadsTo: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const ahead = [...(leadsTo.get(from) ?? [])];
  for (let tag = ahead.pop(); tag !== undefined; tag = ahead.pop()) {
    if (tag === wanted) return true;
    if (seen.has(tag)) continue;
    seen.add(tag);
    ahead.push(...(leadsTo.get(tag) ?? []));
  }
  return false;
}
