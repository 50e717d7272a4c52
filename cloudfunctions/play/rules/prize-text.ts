import type { Prize, PrizeView } from '../../../contracts/play/prize';

export type PackNames = Readonly<Record<string, string>>;

/** A prize in words. */
export function prizeText(prize: Prize, packs: PackNames): string {
  switch (prize.kind) {
    case 'points':
      return `${prize.points} 积分`;
    case 'pack':
      return packs[prize.packId] ?? '优惠券';
    case 'chances':
      return `抽奖机会 ${prize.chances} 次`;
    case 'cards':
      return `补签卡 ${prize.cards} 张`;
    case 'thanks':
      return '谢谢参与';
  }
}

export const viewPrize = (prize: Prize, packs: PackNames): PrizeView => ({
  kind: prize.kind,
  text: prizeText(prize, packs),
});
