import type { MergeId } from '../../contracts/primitives/ids';
import type { ReadCall } from '../kit/host/call';
import type { Merge } from './move-owned';
import { CANNOT_UNDO } from './merge-plan';
import { listMoves, ownedOf } from './undo-merge';

/** What an undo would bring back, and what stays because it was used since. */
export async function previewUndo({ store }: ReadCall<'operator'>, { mergeId }: { mergeId: MergeId }) {
  const merge = await store.merges.require(mergeId, 'merge_not_found');
  let comesBack = 0;
  const stays = new Map<string, number>();
  for (const move of await listMoves(store, mergeId)) {
    const owned = ownedOf(move);
    if (!owned) continue;
    // A move is one step of the merge: a handful of documents.
    for (const document of await owned.read(store).getMany(move.ids)) {
      if (document[owned.field] !== merge.keptId) continue;
      if (owned.spentSince?.(document, merge)) stays.set(owned.noun, (stays.get(owned.noun) ?? 0) + 1);
      else comesBack += 1;
    }
  }
  return { comesBack, stays: sentences(stays, merge), undoUntil: merge.undoUntil };
}

const sentences = (stays: Map<string, number>, { status }: Merge): string[] => [
  ...[...stays].map(([noun, count]) => `${count} 份${noun}在合并后用掉了，留在保留的会员`),
  ...(status === 'done' ? CANNOT_UNDO : []),
];
