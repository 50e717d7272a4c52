import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { ReadCall } from '../../kit/host/call';
import { estimateOf } from '../../kit/sample/estimate';
import { loadSample } from '../features/load-sample';
import { judge } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';

/** About how many a rule would have, at once: of a sample by chance, with the interval it may be off by. */
export async function previewRule({ store, now }: ReadCall<'operator'>, { rule }: { rule: SegmentRule }) {
  const { ruleOf } = await loadDefinitions(store);
  const { sample, all } = await loadSample(store);
  // Who is nobody any more is no member, and is in the sample as they are among all.
  const looked = sample.length;
  const hits = sample.filter(
    ({ of, bucket }) => of !== null && judge(rule, { of, bucket }, now, ruleOf).value,
  ).length;
  return { ...estimateOf(hits, looked, all), looked, now };
}
