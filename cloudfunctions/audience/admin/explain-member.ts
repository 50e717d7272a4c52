import { segmentKey } from '../../../contracts/audience/segment-values';
import type { MemberId } from '../../../contracts/primitives/ids';
import { readTierNames } from '../../growth/ledger/read-rules';
import type { ReadCall } from '../../kit/host/call';
import { readMember } from '../../kit/person/find-member';
import type { ReadStore } from '../../kit/store/store';
import { judge } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';

/** Why somebody is in a segment, or is not: what decides, in plain words. @throws TuankaError member_not_found, segment_not_found */
export async function explainMember(
  { store, now }: ReadCall<'operator'>,
  { memberId, segmentId }: { memberId: MemberId; segmentId: string },
) {
  const member = await readMember(store, memberId, 'member_not_found');
  const segment = await store.segments.require(segmentId, 'segment_not_found');
  const features = await store.features.get(member._id);
  const version = segment.current ?? segment.next;
  const stands =
    version !== null && (features?.segments.includes(segmentKey(segmentId, version.version)) ?? false);
  if (!features?.of || !version)
    return { isIn: false, wouldBe: false, until: null, why: '还没有统计到这位会员' };
  const { ruleOf } = await loadDefinitions(store);
  const verdict = judge(version.rule, { of: features.of, bucket: features.bucket }, now, ruleOf);
  return {
    isIn: stands,
    wouldBe: verdict.value,
    until: verdict.validUntil,
    why: withTierNames(await namedText(store, verdict.why), await readTierNames(store, now)),
  };
}

const withTierNames = (text: string, names: ReadonlyMap<number, string>): string =>
  text.replace(/tier_(\d+)/g, (_mark, id: string) => names.get(Number(id)) ?? '没有过的等级');

/** Stores are named by what they are called, never by an id. */
async function namedText(store: Pick<ReadStore, 'stores'>, text: string): Promise<string> {
  const ids = [...new Set(text.match(/sto_[0-9A-Za-z-]+/g) ?? [])];
  const names = new Map((await store.stores.getMany(ids)).map(({ _id, name }) => [String(_id), name]));
  return text.replace(/sto_[0-9A-Za-z-]+/g, (id) => names.get(id) ?? '已停用的门店');
}
