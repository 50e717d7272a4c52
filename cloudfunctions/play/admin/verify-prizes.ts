import { refuse } from '../../../contracts/errors';
import type { Prize } from '../../../contracts/play/prize';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE } from '../../points/book/read-rule';
import type { PackNames } from '../rules/prize-text';

/**
 * Everything promised can be given: packs are published for play, and points need a points rule.
 * @returns the packs' names
 * @throws TuankaError play_prize_unknown
 */
export async function verifyPrizes(
  store: Pick<ReadStore, 'couponPacks' | 'pointsRules'>,
  prizes: readonly Prize[],
): Promise<PackNames> {
  const wanted = [...new Set(prizes.flatMap((prize) => (prize.kind === 'pack' ? [prize.packId] : [])))];
  const packs = await store.couponPacks.getMany(wanted);
  for (const id of wanted) {
    const isFine = packs.some(
      (pack) => pack._id === id && pack.status === 'published' && pack.channel === 'play',
    );
    if (!isFine) throw refuse('play_prize_unknown', id);
  }
  const hasPoints = prizes.some(({ kind }) => kind === 'points');
  if (hasPoints && (await store.pointsRules.get(CURRENT_RULE)) === null)
    throw refuse('play_prize_unknown', 'no points rule');
  return Object.fromEntries(packs.map(({ _id, name }) => [_id, name]));
}
