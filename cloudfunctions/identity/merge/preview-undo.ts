import { errorCatalogue } from '../../../contracts/errors';
import type { MergeId } from '../../../contracts/primitives/ids';
import { pointsText } from '../../../contracts/primitives/points';
import type { ReadCall } from '../../kit/host/call';
import { atLeast, oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { previewParting } from '../../points/book/give-back-points';
import { countVoidedReferrals } from '../../referral/reward/merge-referrals';
import type { Merge } from './continue-merge';
import { CANNOT_UNDO } from './merge-plan';
import { isUndoable, listMoves, ownedOf } from './undo-merge';

/** What an undo would bring back, and what stays because it was used since. */
export async function previewUndo({ store, now }: ReadCall<'operator'>, { mergeId }: { mergeId: MergeId }) {
  const merge = await store.merges.require(mergeId, 'merge_not_found');
  const [kept, absorbed] = await Promise.all([
    store.members.get(merge.keptId),
    store.members.get(merge.absorbedId),
  ]);
  if (merge.status === 'done' && !(kept && absorbed && isUndoable(merge, { kept, absorbed }, now)))
    return { comesBack: 0, stays: [errorCatalogue.merge_not_undoable.message], undoUntil: merge.undoUntil };
  let comesBack = 0;
  const stays = new Map<string, number>();
  const backSpent = new Map<string, number>();
  const held = new Map<string, number>();
  for (const move of await listMoves(store, mergeId)) {
    const owned = ownedOf(move);
    if (!owned) continue;
    // A move is one step of the merge: a handful of documents.
    for (const document of await owned.read(store).getMany(move.ids)) {
      if (document[owned.field] !== merge.keptId) continue;
      if (owned.spentSince?.(document, merge)) {
        count(stays, owned.noun);
        continue;
      }
      comesBack += 1;
      if (owned.comesBackSpent?.(document, merge)) count(backSpent, owned.noun);
      if (owned.isHeld?.(document)) count(held, owned.noun);
    }
  }
  const lines = [
    ...sentences(stays, '在合并后用掉了，留在保留的会员'),
    ...sentences(backSpent, '在合并后用掉了，退回原会员时仍是已使用'),
    ...sentences(held, '被一笔未付的订单占用，那一单照旧可用，不付时归原会员'),
    ...(merge.status === 'done' ? [...(await lossesOf(store, merge, now)), ...CANNOT_UNDO] : []),
  ];
  return { comesBack, stays: lines, undoUntil: merge.undoUntil };
}

/** What an undo brings back in part, or not at all, in plain words. */
async function lossesOf(store: ReadStore, merge: Merge, now: Merge['at']): Promise<string[]> {
  const [{ spent, spentForThem, debt }, voided, given] = await Promise.all([
    previewParting(store, merge, now),
    countVoidedReferrals(store, merge),
    countGivenSince(store, merge),
  ]);
  return [
    ...(spent > 0
      ? [`原会员的 ${pointsText(spent)} 积分在合并后花掉或被订单占用，退款、取消时才退回原会员`]
      : []),
    ...(spentForThem > 0
      ? [`保留会员的 ${pointsText(spentForThem)} 积分被原会员的订单花掉或占用，退款、取消时才退回保留的会员`]
      : []),
    ...(debt > 0 ? [`原会员欠的 ${pointsText(debt)} 积分随撤销转回，由原会员还`] : []),
    ...(given > 0 ? [`合并后发到的 ${given} 张优惠券留在保留的会员，等级礼和次数上限不重算`] : []),
    ...(voided > 0 ? [`合并时作废的 ${voided} 位好友的邀请奖励不恢复，邀请人已收到通知`] : []),
  ];
}

/** Coupons the two got as one and have not used: there is no telling whose they are. */
const countGivenSince = ({ coupons }: Pick<ReadStore, 'coupons'>, { keptId, at }: Merge): Promise<number> =>
  coupons.count({ where: { memberId: keptId, status: oneOf(['unused', 'locked']), issuedAt: atLeast(at) } });

const count = (counts: Map<string, number>, noun: string): void =>
  void counts.set(noun, (counts.get(noun) ?? 0) + 1);

const sentences = (counts: Map<string, number>, what: string): string[] =>
  [...counts].map(([noun, count]) => `${count} 份${noun}${what}`);
