import { inParallel } from '../kit/host/in-parallel';
import { oneOf } from '../kit/store/condition';
import type { Store } from '../kit/store/store';
import type { Owned } from './merge-owned';

const AT_ONCE = 10;

/** Of many collections, those that hold anything of these owners: side by side, so that a job that goes on finds its place fast. */
export async function holdingLeft(
  store: Store,
  holdings: readonly { owned: Owned; owners: readonly string[] }[],
): Promise<Set<Owned>> {
  const left = new Set<Owned>();
  await inParallel(holdings, AT_ONCE, async ({ owned, owners }) => {
    if (owners.length === 0) return;
    const { items } = await owned
      .read(store)
      .find({ where: { [owned.field]: oneOf(owners) }, orderBy: '_id', limit: 1 });
    if (items.length > 0) left.add(owned);
  });
  return left;
}
