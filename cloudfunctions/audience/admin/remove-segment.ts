import { refuse } from '../../../contracts/errors';
import { segmentKey } from '../../../contracts/audience/segment-values';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { segmentsIn } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';

/**
 * Takes a segment away: nobody is in it any more, and its bitmaps go with the sweep. Its versions stay written down.
 * @throws TuankaError segment_built_in, segment_in_use, segment_changed
 */
export async function removeSegment(
  call: WriteCall<'operator'>,
  { segmentId, basedOn }: { segmentId: string; basedOn: number },
): Promise<{ removed: boolean }> {
  const { store, now } = call;
  const { kept, ruleOf } = await loadDefinitions(store);
  const isPart = kept.some(
    (one) => one.segmentId !== segmentId && segmentsIn(one.rule, ruleOf).has(segmentId),
  );
  if (isPart || (await isTravelled(store, segmentId))) throw refuse('segment_in_use', segmentId);
  const removed = await store.transact(async (transaction) => {
    const stored = await transaction.segments.get(segmentId);
    if (!stored || (!stored.current && !stored.next)) return false;
    if (stored.builtIn) throw refuse('segment_built_in', segmentId);
    if (stored.versions !== basedOn) throw refuse('segment_changed', `version ${basedOn}`);
    const over = [stored.current, stored.next].filter((version) => version !== null);
    await transaction.segments.replace({
      ...stored,
      current: null,
      next: null,
      dropping: [...stored.dropping, ...over.map(({ version }) => segmentKey(segmentId, version))],
      dueAt: now,
    });
    await recordAudit(transaction, call, {
      action: 'audience.removeSegment',
      subjectId: segmentId,
      detail: { name: stored.name },
    });
    return true;
  });
  return { removed };
}

/** A journey that runs, or may run on, by a plan that names it. */
async function isTravelled(store: Pick<ReadStore, 'journeys' | 'journeyVersions'>, segmentId: string) {
  const journeys = await allPages((cursor) =>
    store.journeys.find({ where: { _id: moreThan('jny_') }, orderBy: '_id', limit: 100, cursor }),
  );
  const moving = journeys.filter(({ status }) => status === 'running' || status === 'paused');
  const versions = await store.journeyVersions.getMany(moving.map(({ _id, version }) => `${_id}@${version}`));
  return versions.some(({ plan }) => JSON.stringify(plan).includes(`"${segmentId}"`));
}
