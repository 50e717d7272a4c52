import { NO_VALUE, type Cut } from '../../../contracts/primitives/insight/measures';
import { isLeaderId, isStoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { messageKindTexts } from '../../../contracts/primitives/message-kind-text';
import { channelWords } from '../../../contracts/primitives/words/channel-words';
import { sourceWords } from '../../../contracts/primitives/words/source-words';
import { readTierNames } from '../../growth/ledger/read-rules';
import type { ReadStore } from '../../kit/store/store';

type Store = Pick<ReadStore, 'stores' | 'leaders' | 'growthRules'>;

/** What staff call these values: stores, leaders and tiers by their names now, sources and channels in words. */
export async function loadLabels(
  store: Store,
  cut: Cut,
  values: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  switch (cut) {
    case 'store':
      return named(await store.stores.getMany(values.filter(isStoreId)));
    case 'leader':
    case 'leaderNow':
      return named(await store.leaders.getMany(values.filter(isLeaderId)));
    case 'tier':
    case 'tierNow':
      return new Map([...(await readTierNames(store, now))].map(([id, name]) => [String(id), name]));
    case 'source':
      return new Map(Object.entries(sourceWords));
    case 'channel':
      return new Map(Object.entries(channelWords));
    case 'message':
      return new Map(Object.entries(messageKindTexts));
    case 'city':
      return new Map([[NO_VALUE, '没填城市']]);
    case 'all':
    case 'category':
      return new Map([[NO_VALUE, '未分类']]);
  }
}

const named = (documents: readonly { _id: string; name: string }[]): ReadonlyMap<string, string> =>
  new Map(documents.map(({ _id, name }) => [_id, name]));
