import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../../kit/store/store';
import { readTotal, withNext } from './build-segments';
import { builtIns } from './built-in';

/** What every shop begins with, and what of it a shop of before does not have yet; one that is there stays as it was changed. */
export async function installBuiltIns(store: Store, now: Instant): Promise<boolean> {
  const there = await store.segments.getMany(builtIns.map(({ _id }) => _id));
  if (there.length === builtIns.length) return false;
  const everyoneLast = [...builtIns].reverse();
  for (const { _id, name, rule } of everyoneLast)
    await store.transact(async (transaction) => {
      if (await transaction.segments.get(_id)) return;
      const fresh = {
        _id,
        name,
        builtIn: true,
        versions: 0,
        current: null,
        next: null,
        dropping: [],
        dueAt: null,
      };
      await transaction.segments.replace(
        withNext({ ...fresh, savedAt: now }, rule, await readTotal(transaction), now),
      );
    });
  return true;
}
