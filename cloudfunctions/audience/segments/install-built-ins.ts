import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../../kit/store/store';
import { readTotal, withNext } from './build-segments';
import { builtIns, EVERYONE } from './built-in';

/** Once for a shop: what every shop begins with. The last that is written says that all are. */
export async function installBuiltIns(store: Store, now: Instant): Promise<boolean> {
  if (await store.segments.get(EVERYONE)) return false;
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
