import type { MemberId, MergeId } from '../../../contracts/primitives/ids';
import { isOrderId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { firstOrderId, SAME_PHONE, voided, type Award } from './award';
import { insertAwards, leaderAtSale } from './record-order';
import { renameHeld } from '../holds/hold-awards';
import { readAwards } from '../figures/list-awards';
import { isLive } from '../figures/merged-awards';

type Member = DocumentOf<'members'>;

interface Parting {
  mergeId: MergeId;
  /** Both, as they are now that they are two. */
  members: readonly Member[];
  /** Everything awarded for either. */
  ids: readonly string[];
}

/**
 * An order that was paid, or became the first, while two were one was awarded to the leader of the one that stayed. It has gone
 * back to who paid it, and so does the award, to the leader they had at the sale; what stood in its place stays in the books, void.
 */
export async function partAwards(store: Store, { mergeId, members, ids }: Parting): Promise<void> {
  for (const id of ids.filter(isFirstOrder))
    await store.transact(async (transaction) => {
      const { status } = (await transaction.merges.get(mergeId)) ?? {};
      if (status !== 'undoing' && status !== 'undone') return;
      const award = await transaction.leaderAwards.get(id);
      const orderId = id.slice(firstOrderId('').length);
      const order = isOrderId(orderId) ? await transaction.orders.get(orderId) : null;
      if (!award || !order) return;
      const payer = personOf(members, order.payer?.memberId ?? null);
      const awarded = personOf(members, award.memberId);
      if (!payer || !awarded || payer._id === awarded._id) return;
      await setAside(transaction, award, { mergeId, members });
      if (!isLive(award) || (await hasOther(transaction, ids, payer))) return;
      const leaderId = await leaderAtSale(transaction, order._id, payer);
      await insertAwards(transaction, payer, leaderId, { orderId: order._id, now: award.at });
    });
}

const isFirstOrder = (id: string): boolean => id.startsWith(firstOrderId(''));

const isOf = ({ _id, absorbed }: Member, memberId: MemberId | null): boolean =>
  memberId !== null && (_id === memberId || absorbed.includes(memberId));

const personOf = (members: readonly Member[], memberId: MemberId | null): Member | undefined =>
  members.find((member) => isOf(member, memberId));

/** Under the order's own id stands the award of who paid it: the one there was gets another name, also where it waits, and is counted out. */
async function setAside(
  transaction: Pick<TransactionStore, 'leaderAwards' | 'leaderHolds'>,
  award: Award,
  { mergeId, members }: Pick<Parting, 'mergeId' | 'members'>,
): Promise<void> {
  const { leaderAwards } = transaction;
  const accounts = members.flatMap(({ _id, absorbed }) => [_id, ...absorbed]);
  const aside: Award[] = [];
  for (const id of award.conversions) {
    const converted = await leaderAwards.get(id);
    if (converted) aside.push(converted);
  }
  const conversions = aside.map(({ _id }) => asideId(_id, mergeId));
  aside.push({ ...award, conversions });
  for (const one of aside) {
    await leaderAwards.remove(one._id);
    const _id = asideId(one._id, mergeId);
    await leaderAwards.insert({ ...one, ...voided(one, `undo:${mergeId}`), _id });
    if (one.voidedBy.includes(SAME_PHONE)) await renameHeld(transaction, accounts, one, _id);
  }
}

const asideId = (id: string, mergeId: MergeId): string => `${id}:undo:${mergeId}`;

async function hasOther(
  transaction: TransactionStore,
  ids: readonly string[],
  payer: Member,
): Promise<boolean> {
  const others = await readAwards(transaction, ids.filter(isFirstOrder));
  return others.some((other) => isLive(other) && isOf(payer, other.memberId));
}
