import type { RewardId } from '../../../contracts/primitives/ids';
import { refuse } from '../../../contracts/errors';
import { points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { accountAsOf } from '../rules/due-changes';
import { emptyAccount } from '../rules/ledger';
import { readAccount } from '../book/load-book';
import { isCounted } from './stock-shards';
import { readTiersOf } from '../book/read-tiers';
import { viewReward, type Around } from '../wallet/view';

const PAGE = 10;
const SHARD_PAGE = 990;

type Reward = DocumentOf<'rewards'>;

/** 积分商城, in the merchant's order: 7 database calls at most. */
export async function listRewards(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { store, member, now } = call;
  const [page, stored] = await Promise.all([
    store.rewards.find({ where: { status: 'open' }, orderBy: 'position', limit: PAGE, cursor }),
    readAccount(store, member._id),
  ]);
  const account = accountAsOf(stored ?? emptyAccount(member._id, now), now);
  const around = await readAround(store, page.items, now);
  const rewards = page.items.map((reward) => viewReward(reward, around, account, now));
  return { rewards, nextCursor: page.nextCursor, balance: account.balance, now };
}

/** @throws TuankaError reward_not_found */
export async function readReward(call: ReadCall<'member'>, { rewardId }: { rewardId: RewardId }) {
  const { store, member, now } = call;
  const [reward, stored] = await Promise.all([store.rewards.get(rewardId), readAccount(store, member._id)]);
  if (!reward) throw refuse('reward_not_found', rewardId);
  const account = accountAsOf(stored ?? emptyAccount(member._id, now), now);
  return {
    reward: viewReward(reward, await readAround(store, [reward], now), account, now),
    balance: points(account.balance),
    now,
  };
}

/** Stock, and the names of stores and tiers, of these rewards, at once. */
async function readAround(
  store: Pick<ReadStore, 'rewardShards' | 'stores' | 'growthRules'>,
  rewards: readonly Reward[],
  now: Instant,
): Promise<Around> {
  const counted = rewards.filter(isCounted).map(({ _id }) => _id);
  const [shards, stores, lists] = await Promise.all([
    counted.length === 0 ? [] : readShards(store, counted),
    store.stores.getMany([...new Set(rewards.flatMap(({ storeIds }) => storeIds))]),
    readTiersOf(store, rewards, now),
  ]);
  return { shards, stores, lists };
}

export async function readShards(
  store: Pick<ReadStore, 'rewardShards'>,
  rewardIds: readonly RewardId[],
): Promise<DocumentOf<'rewardShards'>[]> {
  const shards: DocumentOf<'rewardShards'>[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReadStore['rewardShards']['find']>> = await store.rewardShards.find({
      where: { rewardId: oneOf(rewardIds) },
      orderBy: '_id',
      limit: SHARD_PAGE,
      cursor,
    });
    shards.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return shards;
}
