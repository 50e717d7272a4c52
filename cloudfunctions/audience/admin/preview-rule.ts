import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { lessThan } from '../../kit/store/query/condition';
import { estimateOf } from '../../kit/sample/estimate';
import { judge } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';
import { PARTS } from '../features/refresh-features';

/** So many members say enough; the others are not read. */
const SAMPLE = 2000;
const PAGE = 900;

/** About how many a rule would have, at once: of a sample by chance, with the interval it may be off by. */
export async function previewRule({ store, now }: ReadCall<'operator'>, { rule }: { rule: SegmentRule }) {
  const { ruleOf } = await loadDefinitions(store);
  const all = (await store.audienceStates.get('state'))?.members ?? 0;
  const parts = Math.max(1, Math.min(PARTS, Math.ceil((PARTS * SAMPLE) / Math.max(1, all))));
  const sample = await allPages((cursor) =>
    store.features.find({ where: { sample: lessThan(parts) }, orderBy: 'sample', limit: PAGE, cursor }),
  );
  // Who is nobody any more is no member, and is in the sample as they are among all.
  const looked = sample.length;
  const hits = sample.filter(
    ({ of, bucket }) => of !== null && judge(rule, { of, bucket }, now, ruleOf).value,
  ).length;
  return { ...estimateOf(hits, looked, parts === PARTS ? looked : all), looked, now };
}
