/** Where one purchase does not earn enough: `（至少 3 单，每单最多计 200 成长值）` */
export const ordersText = (orders: { n: number; most: number } | null): string =>
  orders === null ? '' : `（至少 ${orders.n} 单，每单最多计 ${orders.most} 成长值）`;
