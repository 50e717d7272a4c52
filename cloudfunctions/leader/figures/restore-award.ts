import { isMergeId, type MemberId, type OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../../kit/store/store';
import { firstOrderId, unvoided } from '../team/award';
import { listAwards, readAwards } from './list-awards';
import { isLive, mergeAwards } from './merged-awards';

/**
 * A merge voided the award of this order, because the person had an earlier one, and that has come back since: it stands
 * again, and its conversion counts for the join that stays. Without effect where another award stands.
 * @param memberId who the person is now
 */
export async function restoreAward(
  store: Store,
  { memberId, orderId, now }: { memberId: MemberId; orderId: OrderId; now: Instant },
): Promise<void> {
  const member = await store.members.get(memberId);
  if (!member) return;
  const ids = await listAwards(store, [memberId, ...member.absorbed]);
  if (!ids.includes(firstOrderId(orderId))) return;
  await store.transact(async (transaction) => {
    const awards = await readAwards(transaction, ids);
    const award = awards.find(({ _id }) => _id === firstOrderId(orderId));
    const merges = award?.voidedBy.filter(isMergeId) ?? [];
    const mergeId = merges.at(-1);
    if (!award || mergeId === undefined) return;
    if (awards.some((other) => other.kind === 'first_order' && isLive(other))) return;
    // The other direction may have begun since.
    if ((await transaction.merges.get(mergeId))?.status !== 'done') return;
    const patch = merges.reduce(
      (change, why) => ({ ...change, ...unvoided({ ...award, ...change }, why) }),
      {},
    );
    const standing = { ...award, ...patch };
    await transaction.leaderAwards.update(award._id, patch);
    const others = awards.filter(({ _id }) => _id !== award._id);
    const { changed, added } = mergeAwards([...others, standing], mergeId, now);
    for (const { _id, ...change } of changed) await transaction.leaderAwards.update(_id, change);
    await transaction.leaderAwards.insert(...added);
  });
}
