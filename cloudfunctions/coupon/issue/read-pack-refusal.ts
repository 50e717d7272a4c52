import { errorCatalogue } from '../../../contracts/errors';
import type { PackItem } from '../../../contracts/coupon/coupon';
import type { Instant } from '../../../contracts/primitives/time';
import { sortLines } from './grant';
import { readLine, type StockStore } from './plan-grant';

/**
 * Why a pack would not be issued to a newcomer now, in plain words; null when it would be. A pack without limits, as the
 * one that is shipped, costs no database call.
 */
export async function readPackRefusal(
  store: StockStore,
  items: readonly PackItem[],
  now: Instant,
): Promise<string | null> {
  const limited = items.filter((item) => item.limited).map(({ terms }) => terms.templateId);
  const templates = limited.length === 0 ? [] : await store.couponTemplates.getMany([...new Set(limited)]);
  const lines = await Promise.all(items.map((item) => readLine(store, null, item, templates, now)));
  const [why] = sortLines(lines, true, now).refused;
  return why ? errorCatalogue[why.reason].message : null;
}
