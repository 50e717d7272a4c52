import { refuse } from '../../../contracts/errors';
import type { RedemptionId, RewardId, StoreId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import type { WriteCall } from '../../kit/host/call';
import { redemptionIdFor } from '../../kit/ids/redemption-id';
import { knownAs } from '../../kit/person/known-as';
import type { DocumentOf } from '../../kit/store/schema';
import { inTurn } from '../../kit/instance/in-turn';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { redemptionNotices } from '../notices/redemption-ready';
import { redeemedFact } from './redeemed-fact';
import { issueRewardCoupons } from './issue-reward-coupons';
import { entryId } from '../rules/ledger';
import { readShards } from './list-rewards';
import { loadBook, readAccount, saveBook } from '../book/load-book';
import { limitRefusal, tierRefusal, usesAfter, wishRefusal, isPickedUp } from './mall';
import { postSpending } from '../rules/earning/order-postings';
import { shardsToTry, type Shard } from './stock-shards';
import { viewRedemption, type Stores } from '../wallet/view';

interface Wish {
  rewardId: RewardId;
  skuId: string;
  storeId: StoreId | null;
  quantity: number;
}

type Reward = DocumentOf<'rewards'>;
type Redemption = DocumentOf<'redemptions'>;

/** The part of the stock we looked into was emptied by a rival: look again. */
class StockMoved extends Error {
  override readonly name = 'StockMoved';
}

/** A code may be another redemption's by chance; more often than this it is not chance. */
const CODE_ATTEMPTS = 4;
/** Rivals emptied the part we chose so often: then it is a rush, and the caller is told so. */
const STOCK_ATTEMPTS = 8;

/**
 * Exchanges points for a reward: points, stock, limits and the redemption change together. The redemption's id is made
 * from the request, so a repeat finds its first answer, also when the reward is sold out or closed by then; a request that
 * wishes for something else is refused: the redemption says what was wished for, so the host needs no mark of it.
 * @throws TuankaError reward_*, store_closed, points_not_enough, request_changed, busy
 */
export async function exchangeReward(call: WriteCall<'member'>, wish: Wish) {
  const { store, member, requestId, settings, now } = call;
  const earlier = await readEarlier(call);
  if (earlier) {
    // Two people again since: it is the other's, and so is its code.
    if (earlier.memberId !== member._id || !isFor(wish, earlier)) throw refuse('request_changed');
    return answerOf(call, earlier);
  }
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt += 1) {
    const id = redemptionIdFor(settings.memberCodeKey, member._id, requestId, attempt);
    try {
      return await exchangeAs(call, wish, id);
    } catch (error) {
      const known = await store.redemptions.get(id);
      if (known?.requestId === requestId && known.memberId === member._id) {
        if (!isFor(wish, known)) throw refuse('request_changed');
        return answerOf(call, known);
      }
      if (!(error instanceof Duplicate) || !known) throw error;
    }
  }
  throw refuse('busy', `pick-up code at ${now}`);
}

/** What this request was exchanged for by whoever the member was then. */
async function readEarlier({
  store,
  member,
  requestId,
  settings,
}: WriteCall<'member'>): Promise<Redemption | undefined> {
  const others = knownAs(member);
  if (others.length === 0) return undefined;
  const ids = others.map((id) => redemptionIdFor(settings.memberCodeKey, id, requestId, 0));
  return (await store.redemptions.getMany(ids)).find((one) => one.requestId === requestId);
}

/** The store counts where something is picked up; elsewhere it is not kept. */
const isFor = ({ rewardId, skuId, storeId, quantity }: Wish, redemption: Redemption): boolean =>
  redemption.rewardId === rewardId &&
  redemption.skuId === skuId &&
  redemption.quantity === quantity &&
  (!isPickedUp(redemption.kind) || redemption.storeId === storeId);

async function answerOf({ store, member, now }: WriteCall<'member'>, redemption: Redemption) {
  const account = await readAccount(store, member._id);
  if (!account) throw refuse('internal', 'a redemption without an account');
  return { redemption: viewRedemption(redemption), balance: account.balance, now };
}

/** @throws Duplicate when the id is taken */
async function exchangeAs(call: WriteCall<'member'>, wish: Wish, id: RedemptionId) {
  const { store, now } = call;
  const [reward, shards, stores] = await Promise.all([
    store.rewards.require(wish.rewardId, 'reward_not_found'),
    readShards(store, [wish.rewardId]),
    store.stores.getMany(wish.storeId === null ? [] : [wish.storeId]),
  ]);
  const refusal = wishRefusal(reward, wish, now);
  if (refusal !== null) throw refuse(refusal, reward._id);
  if (isPickedUp(reward.kind) && stores.some(({ open }) => !open)) throw refuse('store_closed');
  let known: Shard[] = shards;
  for (let attempt = 0; attempt < STOCK_ATTEMPTS; attempt += 1) {
    try {
      return await exchangeFrom(
        call,
        reward,
        wish,
        id,
        chooseShard(reward, wish, known, id, attempt),
        stores,
      );
    } catch (error) {
      if (!(error instanceof StockMoved)) throw error;
      known = await readShards(store, [reward._id]);
    }
  }
  throw refuse('busy', reward._id);
}

/** The part to take from; null: nothing is counted. @throws TuankaError reward_sold_out */
function chooseShard(
  { kind, skus }: Reward,
  { skuId, quantity }: Wish,
  shards: readonly Shard[],
  id: RedemptionId,
  attempt: number,
): Shard | null {
  const unlimited = skus.find((sku) => sku.id === skuId)?.stock === null;
  if (unlimited && kind !== 'charity') return null;
  const [chosen] = shardsToTry(
    shards,
    skuId,
    kind === 'charity' ? 0 : quantity,
    Number(id.slice(-9)) + attempt,
  );
  if (!chosen) throw refuse('reward_sold_out', skuId);
  return chosen;
}

/** The transaction; 9 calls with stock, 7 without, one more for what is picked up. @throws StockMoved, Duplicate, TuankaError */
async function exchangeFrom(
  call: WriteCall<'member'>,
  reward: Reward,
  wish: Wish,
  id: RedemptionId,
  shard: Shard | null,
  stores: Stores,
) {
  const { store, member, now } = call;
  const redemption = newRedemption(call, reward, wish, id, shard, stores);
  const change = async (transaction: TransactionStore) => {
    const book = await loadBook(transaction, member._id, now);
    const limit =
      tierRefusal(reward, book.account.standing) ??
      limitRefusal(reward, book.account.uses, wish.quantity, now);
    if (limit !== null) throw refuse(limit, reward._id);
    const posted = postSpending(book, redemption.points, {
      key: redemption._id,
      source: { kind: 'redemption', id: redemption._id },
      reason: `${reward.kind === 'charity' ? '捐赠' : '兑换'}「${reward.name}」`,
    });
    if (!posted) throw refuse('points_not_enough', `${book.account.balance} of ${redemption.points}`);
    if (shard) await takeStock(transaction, shard, reward, redemption);
    const uses = usesAfter(posted.account.uses, reward, wish.quantity, now);
    await saveBook(transaction, { ...posted, account: { ...posted.account, uses } });
    transaction.tell(redeemedFact(redemption));
    await transaction.redemptions.insert(redemption);
    if (redemption.status === 'waiting') transaction.remind(...redemptionNotices(redemption, now));
    return posted.account.balance;
  };
  const balance = await inTurn(`points:${member._id}`, () =>
    reward.kind === 'coupon' ? issueRewardCoupons(call, reward, redemption, change) : store.transact(change),
  );
  return { redemption: viewRedemption(redemption), balance, now };
}

async function takeStock(
  transaction: TransactionStore,
  shard: Shard,
  { kind }: Reward,
  { quantity, points }: Redemption,
): Promise<void> {
  const current = await transaction.rewardShards.get(shard._id);
  if (!current) throw new StockMoved();
  const taken = current.taken + (kind === 'charity' ? points : quantity);
  if (current.total !== null && taken > current.total) throw new StockMoved();
  await transaction.rewardShards.update(shard._id, { taken });
}

function newRedemption(
  { member, requestId, now }: WriteCall<'member'>,
  reward: Reward,
  { skuId, storeId, quantity }: Wish,
  id: RedemptionId,
  shard: Shard | null,
  stores: Stores,
): Redemption {
  const waits = isPickedUp(reward.kind);
  return {
    _id: id,
    memberId: member._id,
    requestId,
    rewardId: reward._id,
    kind: reward.kind,
    name: reward.name,
    skuId,
    skuName: reward.skus.length > 1 ? (reward.skus.find((sku) => sku.id === skuId)?.name ?? null) : null,
    quantity,
    points: pointsFor(reward, quantity),
    entryId: entryId('spend', id),
    status: waits ? 'waiting' : 'done',
    storeId: waits ? storeId : null,
    storeName: waits ? (stores.find(({ _id }) => _id === storeId)?.name ?? null) : null,
    shardId: shard?._id ?? null,
    createdAt: now,
    done: waits ? null : { at: now, staffId: null, requestId },
    cancelledAt: null,
  };
}

const pointsFor = ({ points: price }: Reward, quantity: number) => points(price * quantity);
