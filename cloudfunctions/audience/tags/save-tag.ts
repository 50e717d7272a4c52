import { refuse } from '../../../contracts/errors';
import { addMs } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { WriteCall } from '../../kit/host/call';
import { shortName } from '../../kit/ids/spread';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { hasTagCircle } from '../rules/tag-circle';
import { loadDefinitions } from '../segments/load-definitions';
import { listFollowing, type Tag } from './list-following';

/** More than anybody keeps in mind; all by rule fit beside those given by hand. */
const MOST_TAGS = 200;
const MOST_BY_RULE = 40;

export const tagIdOf = (name: string): string => `tag_${shortName(name)}`;

interface Draft {
  name: string;
  /** Null: it follows nothing. */
  segmentId: string | null;
  basedOn: number;
}

/**
 * Has whoever is in a segment wear a tag, for as long as they are; null: nobody by rule any more. The sweep gives and takes it.
 * @throws TuankaError segment_not_found, tag_changed, tag_circular, tags_full
 */
export async function saveTag(call: WriteCall<'operator'>, { name, segmentId, basedOn }: Draft) {
  const { store, now, requestId } = call;
  const _id = tagIdOf(name);
  if (segmentId !== null) await verifyFits(store, name, segmentId);
  if (!(await store.tags.get(_id)) && (await countTags(store)) >= MOST_TAGS) throw refuse('tags_full');
  return store.transact(async (transaction) => {
    const stored = await transaction.tags.get(_id);
    const entry = { action: 'audience.saveTag', subjectId: _id };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry)))
      return { name, version: stored?.versions ?? 0 };
    if ((stored?.versions ?? 0) !== basedOn) throw refuse('tag_changed', `version ${basedOn}`);
    const segment = segmentId === null ? null : await transaction.segments.get(segmentId);
    if (segmentId !== null && !segment?.current && !segment?.next)
      throw refuse('segment_not_found', segmentId);
    const saved: Tag = {
      _id,
      name,
      first: stored?.first ?? (segmentId === null ? 'hand' : 'rule'),
      follows: segmentId,
      versions: basedOn + 1,
      // Whoever folds crossings and does not know of it yet has ended by then.
      dueAt: addMs(now, READABLE_AFTER_MS),
      savedAt: now,
    };
    await transaction.tags.replace(saved);
    await recordAudit(transaction, call, {
      ...entry,
      detail: { tag: name, segment: segment?.name ?? '' },
    });
    return { name, version: saved.versions };
  });
}

async function verifyFits(
  store: Pick<ReadStore, 'tags' | 'segments'>,
  name: string,
  segmentId: string,
): Promise<void> {
  const [{ ruleOf }, tags] = await Promise.all([loadDefinitions(store), listFollowing(store)]);
  if (!ruleOf(segmentId)) throw refuse('segment_not_found', segmentId);
  const following = new Map(tags.map((tag) => [tag.name, tag.follows]));
  following.set(name, segmentId);
  if (following.size > MOST_BY_RULE) throw refuse('tags_full');
  if (hasTagCircle(following, ruleOf)) throw refuse('tag_circular', name);
}

const countTags = (store: Pick<ReadStore, 'tags'>): Promise<number> =>
  store.tags.countUpTo({ where: { _id: moreThan('tag_') }, most: MOST_TAGS });
