/** What WeChat shows of an order's goods, never empty. Pure. */
interface Line {
  title: string;
  quantity: number;
}

export function goodsText(items: readonly Line[], storeName: string): string {
  const named = items.filter(({ title }) => title.trim() !== '');
  const text = named.map(({ title, quantity }) => `${title.trim()}*${quantity}`).join('；');
  return text || `${storeName.trim()}消费`;
}
