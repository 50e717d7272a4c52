import { fen, yuanText } from '@contracts/primitives/fen';
import { addMs, chinaDateOf, chinaTimeText, instant, DAY_MS, type Instant } from '@contracts/primitives/time';

/** `¥1,234.50`; what was taken back may be below zero. */
export function moneyText(amountFen: number): string {
  const text = yuanText(fen(Math.abs(amountFen)));
  return `${amountFen < 0 ? '-' : ''}¥${groupThousands(text)}`;
}

function groupThousands(text: string): string {
  const [yuan = '', cents] = text.split('.');
  const grouped = yuan.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return cents === undefined ? grouped : `${grouped}.${cents}`;
}

export const numberText = (value: number): string => value.toLocaleString('en-US');

/** With its year, which a list that goes back for years needs. */
export const momentText = (at: Instant): string => `${chinaDateOf(at).slice(0, 4)}年${chinaTimeText(at)}`;
export const dayText = (at: Instant): string => chinaDateOf(at);

/** So many days before a moment. */
export const daysBefore = (now: Instant, days: number): Instant =>
  now > days * DAY_MS ? addMs(now, -days * DAY_MS) : instant(0);
