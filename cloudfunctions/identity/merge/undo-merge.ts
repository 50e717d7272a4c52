import { refuse } from '../../../contracts/errors';
import type { MemberId, MergeId } from '../../../contracts/primitives/ids';
import { addMs } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store, TransactionStore } from '../../kit/store/store';
import { verifyOther } from '../../kit/person/verify-other';
import { followHandovers } from '../../leader/office/follow-handovers';
import { couponSpentSince } from '../../coupon/wallet/merge-coupons';
import { partedTags } from '../../kit/identity/tag-marks';
import { leaderFact, mergeFact } from '../../kit/facts/person-facts';
import { twinId } from '../../coupon/rules/pack';
import { cardKey, followerOfKey } from '../../kit/store/query/document-ids';
import { lease, recheckAt } from '../person/lease';
import { readChain, type Chain } from './apart/read-chain';
import { ownedCollections } from './list-owned';
import type { Owned, OwnedDocument } from '../../kit/ownership/owned';
import { cardsAfterUndo, fieldsAfterUndo, fieldsOf, freezesAfterUndo, isSamePhone } from './merge-plan';
import { checkAgain, continueMerge, moveRemindersOf, type Merge, type MergeCall } from './continue-merge';

type Move = DocumentOf<'mergeMoves'>;
type Member = DocumentOf<'members'>;

/**
 * Takes two merged members apart again: what was moved goes back unless it was used since, and the two are remembered
 * as two people, so that nothing merges them again by itself.
 * @throws TuankaError merge_not_found, merge_not_undoable, busy
 */
export async function undoMerge(
  call: WriteCall<'operator'>,
  { mergeId, reason }: { mergeId: MergeId; reason: string },
) {
  const found = await call.store.merges.require(mergeId, 'merge_not_found');
  // What is still moving cannot go back yet; the next try moves on.
  if (found.status === 'running' && !(await continueMerge(call, found))) throw refuse('busy', mergeId);
  const merge = await beginUndo(call, found, reason);
  if (merge.status !== 'undoing') return { status: merge.status };
  return { status: (await continueUndo(call, merge)) ? ('undone' as const) : ('undoing' as const) };
}

async function beginUndo(call: WriteCall<'operator'>, found: Merge, reason: string): Promise<Merge> {
  const { store, now } = call;
  const mergeId = found._id;
  const [goBack, chain, teamNow] = await Promise.all([
    readReturning(store, found),
    readChain(store, found),
    followHandovers(store, found.at),
  ]);
  // Whose affair it is takes as many records as the two and the operator have accounts: no room for it below (decision 0031).
  if (found.status === 'done' || found.status === 'running')
    await store.transact((transaction) =>
      verifyOther(transaction, call, { memberIds: [found.keptId, found.absorbedId] }),
    );
  return store.transact(async (transaction) => {
    const merge = await transaction.merges.require(mergeId, 'merge_not_found');
    if (merge.status === 'undoing' || merge.status === 'undone') return merge;
    const kept = await transaction.members.get(merge.keptId);
    const absorbed = await transaction.members.get(merge.absorbedId);
    if (!kept || !absorbed || !isUndoable(merge, { kept, absorbed }, now))
      throw refuse('merge_not_undoable', mergeId);
    if (kept.absorbed.join() !== chain.parts.join()) throw refuse('busy', mergeId);
    const phoneBack = await returnIdentities(transaction, merge, now);
    for (const couponId of goBack) await transaction.coupons.update(couponId, { memberId: merge.keptId });
    await takeApart(transaction, merge, { kept, absorbed, phoneBack, teamNow, chain }, now);
    const told = { action: 'identity.undoMerge', subjectId: mergeId };
    transaction.tell(mergeFact('unmerged', merge, now, auditIdFor(call.requestId, told)));
    const undoing = { status: 'undoing' as const, undoneAt: now, wakeAt: lease(now) };
    await transaction.merges.update(mergeId, undoing);
    await recordAudit(transaction, call, {
      ...told,
      reason,
      before: { status: merge.status },
      after: { status: undoing.status },
    });
    return { ...merge, ...undoing };
  });
}

/** Within its time, and while the two still are where it put them: an account that was merged on comes back first. */
export const isUndoable = (
  merge: Merge,
  { kept, absorbed }: { kept: Member; absorbed: Member },
  now: MergeCall['now'],
): boolean =>
  merge.status === 'done' &&
  now < merge.undoUntil &&
  kept.mergedInto === null &&
  absorbed.mergedInto === kept._id;

/** @returns whether the absorbed member has the number again; somebody else may have verified it since */
async function returnIdentities(
  transaction: TransactionStore,
  { keptId, absorbedId, identities, released }: Merge,
  now: MergeCall['now'],
): Promise<boolean> {
  let phoneBack = false;
  for (const key of identities) {
    const identity = await transaction.identities.get(key);
    if (identity?.memberId !== keptId) continue;
    await transaction.identities.update(key, { memberId: absorbedId });
    if (identity.kind === 'phone') phoneBack = true;
    if (identity.kind === 'openid') await returnFollower(transaction, key, absorbedId, now);
  }
  for (const key of released) {
    if (await transaction.identities.get(key)) continue;
    await transaction.identities.insert({
      _id: key,
      kind: 'phone',
      memberId: absorbedId,
      linkedAt: now,
      verifiedAt: now,
    });
    phoneBack = true;
  }
  return phoneBack;
}

async function returnFollower(
  transaction: TransactionStore,
  key: string,
  memberId: MemberId,
  now: MergeCall['now'],
): Promise<void> {
  const id = followerOfKey(key);
  if (await transaction.followers.get(id))
    await transaction.followers.update(id, { memberId, updatedAt: now });
}

/**
 * A coupon of the doubled gift goes back, unless the one that stayed in its place was used since: that use is the kept
 * member's gift, and this coupon is the absorbed member's in its stead.
 */
async function readReturning(store: Store, merge: Merge): Promise<Merge['takenBack']> {
  const { keptId, absorbedId, takenBack } = merge;
  const twinOf = (couponId: string): string => twinId(couponId, keptId, absorbedId);
  // Beforehand, and not in the transaction, which has less than 30 operations (decision 0031): while the merge stands nobody
  // reaches them.
  const read = await store.coupons.getMany([...takenBack, ...takenBack.map(twinOf)]);
  const at = (id: string) => read.find(({ _id }) => _id === id);
  return takenBack.filter((couponId) => {
    const twin = at(twinOf(couponId));
    const isSpent = twin?.memberId === keptId && couponSpentSince(twin, merge);
    return at(couponId)?.memberId === absorbedId && !isSpent;
  });
}

interface Parted {
  kept: Member;
  absorbed: Member;
  phoneBack: boolean;
  /** Whose a team is that was somebody's at the merge. */
  teamNow: Awaited<ReturnType<typeof followHandovers>>;
  chain: Chain;
}

async function takeApart(
  transaction: TransactionStore,
  { _id, before, tombstones, closings, at, tags }: Merge,
  { kept, absorbed, phoneBack, teamNow, chain: { without, asMerged } }: Parted,
  now: MergeCall['now'],
): Promise<void> {
  const theirs = kept.absorbed.filter((id) => tombstones.includes(id));
  // The grace goes on where the merge stopped it.
  const resumed = (closesAt: Member['closesAt']) => closesAt && addMs(closesAt, now - at);
  const phone = phoneBack ? before.absorbed.phone : null;
  const fields = fieldsAfterUndo(fieldsOf(kept), without, asMerged, teamNow);
  const cards = cardsAfterUndo(kept.card, {
    kept: without.card,
    absorbed: before.absorbed.card,
    after: asMerged.card,
  });
  // A number that replaced theirs since leads to them.
  if (cards.absorbed.number !== before.absorbed.card.number)
    await transaction.identities.update(cardKey(cards.absorbed.number), { memberId: absorbed._id });
  const freezes = freezesAfterUndo(kept.frozen, absorbed.frozen, at);
  const sharesPhone = phone !== null && isSamePhone(fields.phone, phone);
  if (fields.leaderId !== kept.leaderId)
    transaction.tell(leaderFact(kept._id, { leaderId: fields.leaderId, cause: `${_id}-undone` }, now));
  await transaction.members.update(kept._id, {
    ...fields,
    card: cards.kept,
    phone: sharesPhone ? without.phone : fields.phone,
    absorbed: kept.absorbed.filter((id) => id !== absorbed._id && !theirs.includes(id)),
    apartFrom: [...new Set([...kept.apartFrom, absorbed._id])],
    closesAt: kept.closesAt ?? resumed(closings.kept),
    ...(tags && partedTags(kept, tags, absorbed)),
    frozen: freezes.kept,
    personCheckAt: now,
  });
  const leaderId = teamNow(before.absorbed.leaderId);
  if (leaderId !== before.absorbed.leaderId)
    transaction.tell(leaderFact(absorbed._id, { leaderId, cause: `${_id}-undone` }, now));
  await transaction.members.update(absorbed._id, {
    ...before.absorbed,
    card: cards.absorbed,
    leaderId,
    phone,
    status: 'active',
    mergedInto: null,
    absorbed: theirs,
    apartFrom: [...new Set([...absorbed.apartFrom, kept._id])],
    closesAt: resumed(closings.absorbed),
    frozen: freezes.absorbed,
    personCheckAt: now,
  });
  for (const id of theirs) await transaction.members.update(id, { mergedInto: absorbed._id });
}

/**
 * The journalled moves backwards, a step at a time; run again, a step finds nothing left. The sweep looks once more
 * later, for a step of the merge that was under way when the undo began.
 * @returns whether everything has gone back
 */
export async function continueUndo(call: MergeCall, merge: Merge): Promise<boolean> {
  const { store, now, outOfTime } = call;
  const gifts = await store.coupons.getMany(merge.takenBack);
  const returned = gifts.filter(({ memberId }) => memberId === merge.keptId).map(({ _id }) => _id);
  await moveRemindersOf(store, returned, merge.absorbedId, merge.keptId);
  for (const { onMerge } of ownedCollections)
    if (typeof onMerge !== 'string' && 'carry' in onMerge) await onMerge.giveBack(store, merge, now);
  const moves = await listMoves(store, merge._id);
  for (const [at, move] of moves.entries()) {
    if (at > 0 && outOfTime()) return false;
    await undoMove(store, merge, move);
  }
  if (!(await followUndo(call, merge))) return false;
  const next = merge.status === 'undoing' ? recheckAt(now) : null;
  const undone = { status: 'undone' as const, wakeAt: next, followed: 0 };
  await store.merges.updateIf(merge._id, { status: merge.status }, undone);
  await checkAgain(call, [merge.keptId, merge.absorbedId]);
  return true;
}

/** One collection after another follows what went back; each time at least one of them, however little time there is. */
async function followUndo({ store, outOfTime }: MergeCall, merge: Merge): Promise<boolean> {
  const following = ownedCollections.flatMap(({ afterUndo }) => afterUndo ?? []);
  for (const [place, follow] of following.entries()) {
    if (place < merge.followed) continue;
    if (place > merge.followed && outOfTime()) return false;
    await follow(store, merge);
    await store.merges.updateIf(merge._id, { status: merge.status }, { followed: place + 1 });
  }
  return true;
}

export const listMoves = (store: Pick<ReadStore, 'mergeMoves'>, mergeId: MergeId): Promise<Move[]> =>
  allPages((cursor) =>
    store.mergeMoves.find({
      where: { mergeId, undone: false },
      orderBy: '_id',
      limit: 200,
      cursor,
      unreadable: 'refuse',
    }),
  );

export const ownedOf = ({ collection, field }: Move): Owned | undefined =>
  ownedCollections.find((owned) => owned.collection === collection && owned.field === field);

async function undoMove(store: Store, merge: Merge, move: Move): Promise<void> {
  const owned = ownedOf(move);
  await store.transact(async (transaction) => {
    const current = await transaction.mergeMoves.get(move._id);
    if (!current || current.undone) return;
    await transaction.mergeMoves.update(move._id, { undone: true });
    if (!owned) return;
    if (move.removed === null) await returnDocuments(transaction, owned, merge, move.ids);
    else await separate(transaction, owned, move.removed, move.ids);
  });
}

async function returnDocuments(
  transaction: TransactionStore,
  owned: Owned,
  merge: Merge,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    const document = await owned.within(transaction).get(id);
    if (document?.[owned.field] !== merge.keptId || owned.spentSince?.(document, merge)) continue;
    await owned.within(transaction).update(id, { [owned.field]: merge.absorbedId });
  }
}

async function separate(
  transaction: TransactionStore,
  owned: Owned,
  removed: string,
  [target]: readonly string[],
): Promise<void> {
  const rule = owned.onMerge;
  if (typeof rule === 'string' || 'carry' in rule || target === undefined) return;
  const absorbed = JSON.parse(removed) as OwnedDocument;
  const kept = await owned.within(transaction).get(target);
  if (kept) await owned.within(transaction).replace({ ...rule.separate(kept, absorbed), _id: target });
  await owned.within(transaction).replace(absorbed);
}
