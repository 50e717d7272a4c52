import { refuse } from '../../../contracts/errors';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { shortName } from '../../kit/ids/spread';
import { segmentsIn } from '../rules/judge';
import { hasTagCircle } from '../rules/tag-circle';
import { loadDefinitions } from '../segments/load-definitions';
import { readTotal, withNext } from '../segments/build-segments';
import { listFollowing } from '../tags/list-following';

/** More than an operator keeps in mind, and all of them are read with every change of a member. */
const MOST_SEGMENTS = 100;

interface Draft {
  /** Null: a new one. */
  segmentId: string | null;
  name: string;
  rule: SegmentRule;
  /** The version it was made from; 0: none. */
  basedOn: number;
}

/**
 * Saves the next version of a segment, or a new one. Its members are told by the sweep; until all are, the version before it stays in force.
 * @throws TuankaError segment_not_found, segment_changed, segment_circular, tag_circular, segments_full
 */
export async function saveSegment(
  call: WriteCall<'operator'>,
  { segmentId, name, rule, basedOn }: Draft,
): Promise<{ segmentId: string; version: number }> {
  const { store, now, requestId } = call;
  const { kept, ruleOf } = await loadDefinitions(store);
  const id = segmentId ?? `seg_${shortName(requestId)}`;
  if ([...segmentsIn(rule, (other) => (other === id ? rule : ruleOf(other)))].includes(id))
    throw refuse('segment_circular');
  for (const other of segmentsIn(rule, ruleOf)) if (!ruleOf(other)) throw refuse('segment_not_found', other);
  const following = new Map((await listFollowing(store)).map((tag) => [tag.name, tag.follows]));
  if (hasTagCircle(following, (other) => (other === id ? rule : ruleOf(other)))) throw refuse('tag_circular');
  if (segmentId === null && new Set(kept.map((one) => one.segmentId)).size >= MOST_SEGMENTS)
    throw refuse('segments_full');
  return store.transact(async (transaction) => {
    const stored = await transaction.segments.get(id);
    const entry = { action: 'audience.saveSegment', subjectId: id };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry)))
      return { segmentId: id, version: stored?.versions ?? 0 };
    if (segmentId !== null && !stored?.current && !stored?.next) throw refuse('segment_not_found', id);
    if ((stored?.versions ?? 0) !== basedOn) throw refuse('segment_changed', `version ${basedOn}`);
    const before = stored ?? {
      _id: id,
      builtIn: false,
      versions: 0,
      current: null,
      next: null,
      dropping: [],
      dueAt: null,
    };
    const total = await readTotal(transaction);
    const saved = withNext({ ...before, name, savedAt: now }, rule, total, now);
    await transaction.segments.replace(saved);
    await transaction.segmentVersions.replace({ _id: `${id}@${saved.versions}`, name, rule, savedAt: now });
    await recordAudit(transaction, call, { ...entry, detail: { version: saved.versions } });
    return { segmentId: id, version: saved.versions };
  });
}
