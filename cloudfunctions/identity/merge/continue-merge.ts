import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { recheckAt } from '../person/lease';
import { listHeld } from './list-held';
import { ownedCollections } from './list-owned';
import type { Combining, Owned, OwnedDocument } from '../../kit/ownership/owned';

export type Merge = DocumentOf<'merges'>;

export interface MergeCall {
  store: Store;
  now: Instant;
  outOfTime: () => boolean;
}

/** Small enough for one transaction to read and write them one by one within its time. */
const STEP = 10;
const PAGE = 200;

/**
 * Moves what the absorbed member owns, collection by collection. Every step takes only what is still there to be taken,
 * so it may be run again, by the sweep or by a rival, with no effect. Whoever has no time left leaves the rest to the sweep:
 * what was moved is not found again.
 * @returns whether everything has moved
 */
export async function continueMerge(call: MergeCall, merge: Merge): Promise<boolean> {
  await moveRemindersOf(call.store, merge.takenBack, merge.keptId, merge.absorbedId);
  const left = await listHeld(
    call.store,
    ownedCollections.map((owned) => ({ owned, owners: [merge.absorbedId] })),
  );
  for (const owned of ownedCollections) {
    // Where nothing is left, a run that goes on with another's work has nothing to ask.
    if (!isCarried(owned) && !left.has(owned)) continue;
    if (call.outOfTime() || !(await moveCollection(call, merge, owned))) return false;
  }
  await moveFollowers(call, merge.absorbedId, merge.keptId);
  // The first end of the moves is looked at once more later; after that, nothing is left to do.
  const next = merge.status === 'running' ? recheckAt(call.now) : null;
  await call.store.merges.updateIf(merge._id, { status: merge.status }, { status: 'done', wakeAt: next });
  await checkAgain(call, [merge.keptId]);
  return true;
}

/** Invites and awards that moved are compared again, with all that is known of who the person is now. */
export async function checkAgain({ store, now }: MergeCall, memberIds: readonly MemberId[]): Promise<void> {
  for (const id of memberIds) await store.members.updateIf(id, { mergedInto: null }, { personCheckAt: now });
}

const isCarried = ({ onMerge }: Owned): boolean => typeof onMerge !== 'string' && 'carry' in onMerge;

async function moveCollection(
  { store, now, outOfTime }: MergeCall,
  merge: Merge,
  owned: Owned,
): Promise<boolean> {
  const { onMerge } = owned;
  if (onMerge === 'stay') return true;
  if (onMerge !== 'move' && 'carry' in onMerge) {
    await onMerge.carry(store, merge, now);
    return true;
  }
  let cursor: string | null = null;
  do {
    const page: { items: OwnedDocument[]; nextCursor: string | null } = await owned.read(store).find({
      where: { [owned.field]: merge.absorbedId },
      orderBy: '_id',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    });
    const ids = page.items.filter((document) => !owned.staysBehind?.(document, merge)).map(({ _id }) => _id);
    for (let from = 0; from < ids.length; from += STEP) {
      // At least one step: a run that began late moves something, too.
      if (from > 0 && outOfTime()) return false;
      const step = ids.slice(from, from + STEP);
      if (onMerge === 'move') await moveStep(store, merge, owned, step);
      else for (const id of step) await combineOne(store, merge, owned, onMerge, id);
    }
    cursor = page.nextCursor;
    if (cursor !== null && outOfTime()) return false;
  } while (cursor !== null);
  return true;
}

/** One transaction: those that are still the absorbed member's change hands, and the journal says which. */
async function moveStep(store: Store, merge: Merge, owned: Owned, ids: readonly string[]): Promise<void> {
  await store.transact(async (transaction) => {
    if (!(await isGoing(transaction, merge))) return;
    const moved: string[] = [];
    for (const id of ids) {
      const document = await owned.within(transaction).get(id);
      if (document?.[owned.field] !== merge.absorbedId) continue;
      const also = owned.whenMoved?.(document, merge);
      await owned.within(transaction).update(id, { ...also, [owned.field]: merge.keptId });
      moved.push(id);
    }
    if (moved.length === 0) return;
    await transaction.mergeMoves.insert({
      _id: `${merge._id}:${owned.collection}.${owned.field}:${moved[0]}`,
      mergeId: merge._id,
      collection: owned.collection,
      field: owned.field,
      ids: moved,
      removed: null,
      undone: false,
    });
  });
}

/** False once an undo has begun. */
async function isGoing(transaction: TransactionStore, { _id }: Merge): Promise<boolean> {
  const merge = await transaction.merges.get(_id);
  return merge?.status === 'running' || merge?.status === 'done';
}

async function combineOne(
  store: Store,
  merge: Merge,
  owned: Owned,
  { idFor, combine }: Combining<OwnedDocument>,
  id: string,
): Promise<void> {
  await store.transact(async (transaction) => {
    if (!(await isGoing(transaction, merge))) return;
    const documents = owned.within(transaction);
    const absorbed = await documents.get(id);
    if (absorbed?.[owned.field] !== merge.absorbedId) return;
    const target = idFor(absorbed, merge.keptId);
    const combined = combine(await documents.get(target), absorbed, merge.keptId);
    await documents.replace({ ...combined, _id: target });
    await documents.remove(id);
    await transaction.mergeMoves.insert({
      _id: `${merge._id}:${owned.collection}.${owned.field}:${id}`,
      mergeId: merge._id,
      collection: owned.collection,
      field: owned.field,
      ids: [target],
      removed: JSON.stringify(absorbed),
      undone: false,
    });
  });
}

/** Reminders of coupons that changed hands against the direction of the merge. */
export async function moveRemindersOf(
  store: Store,
  couponIds: Merge['takenBack'],
  from: MemberId,
  to: MemberId,
): Promise<void> {
  if (couponIds.length === 0) return;
  const reminders = await allPages((cursor) =>
    store.reminders.find({
      where: { recipient: from, subjectId: oneOf<string>(couponIds) },
      orderBy: '_id',
      limit: 200,
      cursor,
    }),
  );
  for (const { _id } of reminders)
    await store.reminders.updateIf(_id, { recipient: from }, { recipient: to });
}

/** The official account's followers go with their openid. */
async function moveFollowers({ store, now }: MergeCall, from: MemberId, to: MemberId): Promise<void> {
  const followers = await allPages((cursor) =>
    store.followers.find({
      where: { memberId: from },
      orderBy: '_id',
      limit: 200,
      cursor,
      unreadable: 'refuse',
    }),
  );
  for (const { _id } of followers)
    await store.followers.updateIf(_id, { memberId: from }, { memberId: to, updatedAt: now });
}
