import { inParallel } from '../../kit/instance/in-parallel';
import type { Owned } from '../../kit/ownership/owned';
import { oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';

const AT_ONCE = 10;

/**
 * Of many collections, those that hold anything of these owners: asked side by side, so that a job that goes on finds its
 * place fast. Counted and not read: what cannot be read is there all the same.
 */
export async function listHeld(
  store: ReadStore,
  holdings: readonly { owned: Owned; owners: readonly string[] }[],
): Promise<ReadonlySet<Owned>> {
  const held = new Set<Owned>();
  await inParallel(holdings, AT_ONCE, async ({ owned, owners }) => {
    if (owners.length === 0) return;
    if ((await owned.read(store).count({ where: { [owned.field]: oneOf(owners) } })) > 0) held.add(owned);
  });
  return held;
}
