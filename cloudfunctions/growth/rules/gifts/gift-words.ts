import type { PackItem } from '../../../../contracts/coupon/coupon-terms';
import type { GiftPacks } from '../../../../contracts/growth/growth-rule';
import { yuanText } from '../../../../contracts/primitives/fen';
import {
  chinaEndText,
  chinaTimeText,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
} from '../../../../contracts/primitives/time';

type Pack = { _id: GiftPacks[number]['packId']; name: string; items: readonly PackItem[] };

/** What a pack gives, as the charter says it: another pack, or another coupon in it, is another gift. */
export const wordsOfPack = ({ _id: packId, name, items }: Pack): GiftPacks[number] => ({
  packId,
  words: `「${name}」（${items.map(itemText).join('；')}）`,
});

function itemText({ terms, quantity, validity }: PackItem): string {
  const { title, thresholdFen, categories, conditions } = terms;
  const threshold = thresholdFen === 0 ? [] : [`满 ¥${yuanText(thresholdFen)} 可用`];
  const several = quantity === 1 ? [] : [`${quantity} 张`];
  const only = categories === null ? [] : [`仅限${categories.join('、')}`];
  const words = [worthText(terms), ...threshold, ...several, validityText(validity), ...only, ...conditions];
  return `${title}：${words.join('，')}`;
}

/** Told from when it is given. */
function validityText(validity: PackItem['validity']): string {
  switch (validity.kind) {
    case 'relative':
      return validity.startDelayMs === 0
        ? `领到后 ${lengthText(validity.validForMs)}内可用`
        : `领到 ${lengthText(validity.startDelayMs)}后起 ${lengthText(validity.validForMs)}内可用`;
    case 'window':
      return `${chinaTimeText(validity.from)} 至 ${chinaEndText(validity.until)} 可用`;
    case 'end_of_day':
      return '当天内可用';
    case 'end_of_month':
      return '当月内可用';
  }
}

function lengthText(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS} 天`;
  if (ms % HOUR_MS === 0) return `${ms / HOUR_MS} 小时`;
  return `${Math.max(1, Math.round(ms / MINUTE_MS))} 分钟`;
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
