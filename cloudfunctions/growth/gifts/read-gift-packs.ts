import type { Gift, GiftPacks } from '../../../contracts/growth/growth-rule';
import type { ReadStore } from '../../kit/store/store';
import { wordsOfPack } from '../rules/gifts/gift-words';

/** What the packs of a rule give by now, in words; of one that is gone nothing is said. */
export async function readGiftPacks(
  store: Pick<ReadStore, 'couponPacks'>,
  gifts: readonly Gift[],
): Promise<GiftPacks> {
  const ids = [...new Set(gifts.map(({ packId }) => packId))];
  return ids.length === 0 ? [] : (await store.couponPacks.getMany(ids)).map(wordsOfPack);
}
