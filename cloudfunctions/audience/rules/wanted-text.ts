/** The words of conditions: what is wanted and what there is, as an operator reads them. */
export interface Range {
  min: number | null;
  max: number | null;
}

export const isWithin = (value: number, { min, max }: Range): boolean =>
  (min === null || value >= min) && (max === null || value <= max);

/** `3 单以上` · `最多 3 单` · `3 到 5 单` · `正好 3 单` */
export function rangeText({ min, max }: Range, say: (value: number) => string): string {
  if (min !== null && max !== null) return min === max ? `正好${say(min)}` : `${say(min)}到${say(max)}`;
  if (min !== null) return `至少${say(min)}`;
  return `最多${say(max ?? 0)}`;
}

export const yuan = (amountFen: number): string => ` ¥${(amountFen / 100).toFixed(2).replace(/\.00$/, '')} `;
export const counted = (unit: string) => (value: number) => ` ${value} ${unit}`;
export const windowText = (days: number | null): string => (days === null ? '累计' : `最近 ${days} 天`);
export const listText = (names: readonly string[]): string => names.map((name) => `「${name}」`).join('、');
