import { refuse } from '../../../contracts/errors';
import type { MergeReason } from '../../../contracts/identity/identity';
import { isMergeId, type MemberId, type MergeId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { MergePair } from '../../kit/person/find-member';
import { leaderFact, mergeFact } from '../../kit/facts/person-facts';
import { fileReminders } from '../../kit/facts/file-reminders';
import { mergedTags } from '../../kit/identity/tag-marks';
import { NOTHING_KEPT, tellUntold } from '../../kit/facts/tell-untold';
import { ulidOf } from '../../kit/ids/new-id';
import type { DocumentOf } from '../../kit/store/schema';
import { oneOf } from '../../kit/store/query/condition';
import type { TransactionStore } from '../../kit/store/store';
import { countJoins } from '../../leader/figures/count-awards';
import { mergeCodeUses } from './merge-code-uses';
import { fieldsOf, planMerge, UNDO_DAYS, type MergePlan } from './merge-plan';
import { continueMerge, type Merge, type MergeCall } from './continue-merge';
import { listGifts } from '../../coupon/wallet/list-gifts';
import { listIdentities } from '../../kit/person/list-identities';
import { withNumbers } from '../../kit/person/numbers';
import { lease } from '../person/lease';
import { continueUndo } from './undo-merge';

type Member = DocumentOf<'members'>;
type Identity = DocumentOf<'identities'>;
export interface MergeOrder extends MergePair {
  reason: MergeReason;
  /** `system`, or the staff document of whoever decided. */
  decidedBy: string;
  /** The entry of whoever decided, for the timeline. */
  auditId?: string;
}

/**
 * Makes two members one (J6). The first transaction decides everything and makes it true for whoever asks: identifiers
 * lead to the kept member, the absorbed one redirects. What it owned follows in steps, each of which may be interrupted
 * and run again; the sweep finishes what a crash left.
 * @returns null when one of the two is no longer there to be merged: look again
 */
export async function mergeMembers(call: MergeCall, order: MergeOrder): Promise<Merge | null> {
  // A join that is not counted yet is counted as it was, before the merge changes whose it is.
  await countJoins(call, [{ _id: order.keptId }, { _id: order.absorbedId }]);
  const merge = await beginMerge(call, order);
  if (merge?.status === 'running') await continueMerge(call, merge);
  return merge;
}

/** More merges of one member under way are no chance. */
const MOST_AT_ONCE = 20;
/** The gifts may be used while we look; more often than this it is not chance. */
const ATTEMPTS = 4;

async function beginMerge(call: MergeCall, order: MergeOrder): Promise<Merge | null> {
  // Reminders follow the coupons, which the merge moves: they stand in their collection before.
  for (const id of [order.keptId, order.absorbedId]) await fileReminders(call.store, id, 'none');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const oneBefore = await finishBegun(call, order.absorbedId);
    const merge = await tryMerge(call, order, oneBefore);
    if (merge !== 'moved') return merge;
  }
  throw refuse('busy', 'gifts being used');
}

/**
 * What was begun with the absorbed member before is finished first: its steps name that member, and what they move later would stay
 * with a tombstone.
 * @returns whose they were one with then; another begun since is found by it
 * @throws TuankaError busy
 */
async function finishBegun(call: MergeCall, memberId: MemberId): Promise<readonly MemberId[]> {
  const { store } = call;
  const member = await store.members.get(memberId);
  const page = { orderBy: '_id', limit: MOST_AT_ONCE, unreadable: 'refuse' } as const;
  const status = oneOf(['running', 'undoing'] as const);
  const [into, from] = await Promise.all([
    store.merges.find({ ...page, where: { keptId: memberId, status } }),
    store.merges.find({ ...page, where: { absorbedId: memberId, status: 'undoing' } }),
  ]);
  for (const merge of [...into.items, ...from.items]) {
    const isUndo = merge.status === 'undoing';
    if (!(await (isUndo ? continueUndo(call, merge) : continueMerge(call, merge)))) throw refuse('busy');
  }
  return member?.absorbed ?? [];
}

/** What is only looked at is read before: of single records a transaction takes less than thirty (decision 0031). */
async function tryMerge(
  { store, now }: MergeCall,
  order: MergeOrder,
  oneBefore: readonly MemberId[],
): Promise<Merge | null | 'moved'> {
  const { keptId, absorbedId } = order;
  const [keys, gifts] = await Promise.all([
    listIdentities(store, absorbedId).then((found) => found.map(({ _id }) => _id)),
    Promise.all([listGifts(store, keptId), listGifts(store, absorbedId)]).then((both) => both.flat()),
  ]);
  return store.transact(async (transaction) => {
    const kept = await transaction.members.get(keptId);
    const absorbed = await transaction.members.get(absorbedId);
    if (!kept || !absorbed || kept.mergedInto !== null) return null;
    // Our own commit whose answer was lost, or a rival's.
    if (absorbed.mergedInto !== null)
      return absorbed.mergedInto === keptId
        ? transaction.merges.get(mergeIdOf(order, absorbed.merges - 1))
        : null;

    if (absorbed.absorbed.some((id) => !oneBefore.includes(id))) return 'moved';
    const plan = planMerge(kept, absorbed, gifts);
    const goBack = await readThose(transaction.coupons, plan.takenBack);
    if (goBack.some(({ memberId, status }) => memberId !== keptId || status !== 'unused')) return 'moved';
    const identities = await readThose(transaction.identities, keys);
    const merge = newMerge(order, { kept, absorbed, identities, plan }, now);
    tellUntold(transaction, absorbed, now);
    transaction.tell(mergeFact('merged', merge, now, order.auditId));
    const { leaderId } = plan.after;
    if (leaderId !== kept.leaderId)
      transaction.tell(leaderFact(kept._id, { leaderId, cause: merge._id }, now));
    await transaction.merges.insert(merge);
    await changeMembers(transaction, kept, absorbed, merge, now);
    await moveIdentities(transaction, merge);
    await mergeCodeUses(transaction, keptId, absorbedId);
    for (const couponId of plan.takenBack)
      await transaction.coupons.update(couponId, { memberId: absorbedId });
    return merge;
  });
}

async function readThose<Document>(
  collection: { get(id: string): Promise<Document | null> },
  ids: readonly string[],
): Promise<Document[]> {
  const found: Document[] = [];
  for (const id of ids) {
    const document = await collection.get(id);
    if (document) found.push(document);
  }
  return found;
}

function mergeIdOf({ keptId, absorbedId }: MergePair, times: number): MergeId {
  const id = `mrg_${ulidOf(absorbedId)}-${ulidOf(keptId)}-${times}`;
  if (!isMergeId(id)) throw new RangeError(`not a merge id: ${id}`);
  return id;
}

interface Decided {
  kept: Member;
  absorbed: Member;
  identities: Identity[];
  plan: MergePlan;
}

function newMerge(
  { auditId: _, ...order }: MergeOrder,
  { kept, absorbed, identities, plan }: Decided,
  now: Instant,
): Merge {
  const theirs = identities.filter(({ memberId, kind }) => memberId === absorbed._id && kind !== 'closed');
  const releases = ({ kind }: Identity): boolean => kind === 'phone' && !plan.phoneMoves;
  return {
    _id: mergeIdOf(order, absorbed.merges),
    ...order,
    status: 'running',
    wakeAt: lease(now),
    at: now,
    undoUntil: addMs(now, UNDO_DAYS * DAY_MS),
    undoneAt: null,
    followed: 0,
    identities: theirs.filter((identity) => !releases(identity)).map(({ _id }) => _id),
    released: theirs.filter(releases).map(({ _id }) => _id),
    dropped: plan.dropped,
    takenBack: plan.takenBack,
    lines: plan.lines,
    tombstones: absorbed.absorbed,
    closings: { kept: kept.closesAt, absorbed: absorbed.closesAt },
    before: { kept: fieldsOf(kept), absorbed: fieldsOf(absorbed) },
    after: plan.after,
    tags: { tags: kept.tags, tagMarks: kept.tagMarks },
  };
}

async function changeMembers(
  transaction: TransactionStore,
  kept: Member,
  absorbed: Member,
  { after, released }: Merge,
  now: Instant,
): Promise<void> {
  // Everybody who leads to the absorbed member is led straight to the kept one: a chain never grows.
  const tombstones = [absorbed._id, ...absorbed.absorbed];
  const apartFrom = [...new Set([...kept.apartFrom, ...absorbed.apartFrom])].filter(
    (id) => id !== kept._id && !tombstones.includes(id),
  );
  await transaction.members.update(kept._id, {
    ...after,
    absorbed: [...kept.absorbed, ...tombstones],
    apartFrom,
    // Nobody loses what the other had because one of the two wanted to go.
    closesAt: null,
    phoneNotice: kept.phoneNotice ?? absorbed.phoneNotice,
    lastPaidAt:
      kept.lastPaidAt !== null && (absorbed.lastPaidAt ?? 0) < kept.lastPaidAt
        ? kept.lastPaidAt
        : absorbed.lastPaidAt,
    ...mergedTags(kept, absorbed),
    // Nobody comes out of a freeze by becoming one with somebody else.
    frozen: kept.frozen ?? absorbed.frozen,
    personCheckAt: now,
  });
  await transaction.members.update(absorbed._id, {
    status: 'merged',
    mergedInto: kept._id,
    merges: absorbed.merges + 1,
    absorbed: [],
    // Let go, it leads to nobody; whose it was stays known.
    numbers: withNumbers(absorbed.numbers, released),
    personCheckAt: null,
    phone: null,
    closesAt: null,
    unreadMessages: 0,
    ...NOTHING_KEPT,
  });
  for (const id of absorbed.absorbed) await redirect(transaction, id, kept._id);
}

const redirect = (transaction: TransactionStore, tombstoneId: MemberId, keptId: MemberId): Promise<void> =>
  transaction.members.update(tombstoneId, { mergedInto: keptId });

async function moveIdentities(
  transaction: TransactionStore,
  { keptId, identities, released }: Merge,
): Promise<void> {
  for (const key of identities) await transaction.identities.update(key, { memberId: keptId });
  for (const key of released) await transaction.identities.remove(key);
}
