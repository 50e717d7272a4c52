import { refuse } from '../../../contracts/errors';
import type { DecisionId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { olderStays, readMember, type MergePair } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { listGifts } from '../../coupon/wallet/list-gifts';
import { CANNOT_UNDO, planMerge, UNDO_DAYS } from './merge-plan';
import { personOf } from '../person/person';

/** The two a case is about as they are now: merged ones stand for whoever has everything. @throws TuankaError decision_not_found */
export async function pairOf(
  store: Pick<ReadStore, 'members'>,
  { previousId, newId, _id }: DocumentOf<'identityDecisions'>,
): Promise<MergePair> {
  const [previous, current] = await Promise.all([
    readMember(store, previousId, 'decision_not_found'),
    readMember(store, newId, 'decision_not_found'),
  ]);
  if (previous._id === current._id) throw refuse('decision_not_found', `${_id}: one member already`);
  return olderStays(previous._id, current._id);
}

/** What merging the two of a case would do; the plan is the one the merge itself makes. */
export async function previewMerge(
  { store }: ReadCall<'operator'>,
  { decisionId }: { decisionId: DecisionId },
) {
  const decision = await store.identityDecisions.require(decisionId, 'decision_not_found');
  const { keptId, absorbedId } = await pairOf(store, decision);
  const [kept, absorbed, ...gifts] = await Promise.all([
    store.members.require(keptId, 'decision_not_found'),
    store.members.require(absorbedId, 'decision_not_found'),
    listGifts(store, keptId),
    listGifts(store, absorbedId),
  ]);
  return {
    kept: personOf(kept),
    absorbed: personOf(absorbed),
    lines: planMerge(kept, absorbed, gifts.flat()).lines,
    cannotUndo: CANNOT_UNDO,
    undoableForDays: UNDO_DAYS,
  };
}
