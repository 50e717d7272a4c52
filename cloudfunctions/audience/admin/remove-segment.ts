import { refuse } from '../../../contracts/errors';
import { segmentKey } from '../../../contracts/audience/segment-values';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { listUses } from './list-uses';

/**
 * Takes a segment away: nobody is in it any more, and its bitmaps go with the sweep. Its versions stay written down.
 * @throws TuankaError segment_built_in, segment_in_use, segment_changed
 */
export async function removeSegment(
  call: WriteCall<'operator'>,
  { segmentId, basedOn }: { segmentId: string; basedOn: number },
): Promise<{ removed: boolean }> {
  const { store, now } = call;
  const uses = await listUses(store, segmentId);
  if (uses.length > 0) throw refuse('segment_in_use', uses.join(' '));
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
