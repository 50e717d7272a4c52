import type { PackItem } from '../../../../contracts/coupon/coupon-terms';
import type { GiftPacks } from '../../../../contracts/growth/growth-rule';
import { yuanText } from '../../../../contracts/primitives/fen';

type Pack = { _id: GiftPacks[number]['packId']; name: string; items: readonly PackItem[] };

/** What a pack gives, as the charter says it: another pack, or another coupon in it, is another gift. */
export const wordsOfPack = ({ _id: packId, name, items }: Pack): GiftPacks[number] => ({
  packId,
  words: `「${name}」（${items.map(itemText).join('；')}）`,
});

function itemText({ terms, quantity }: PackItem): string {
  const { title, thresholdFen } = terms;
  const threshold = thresholdFen === 0 ? [] : [`满 ¥${yuanText(thresholdFen)} 可用`];
  const several = quantity === 1 ? [] : [`${quantity} 张`];
  return `${title}：${[worthText(terms), ...threshold, ...several].join('，')}`;
}

function worthText(terms: PackItem['terms']): string {
  switch (terms.kind) {
    case 'amount_off':
      return `¥${yuanText(terms.amountFen)}`;
    case 'percent_off':
      return `减 ${terms.percentOff}%，最多 ¥${yuanText(terms.amountFen)}`;
    case 'exchange':
      return terms.item;
  }
}
