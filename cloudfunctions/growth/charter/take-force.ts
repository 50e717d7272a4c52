import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../../kit/store/store';
import { CURRENT_RULE, versionId } from '../ledger/read-rules';
import { startOf } from '../rules/standing';

/** Makes an announced rule whose time has come the current one. Whoever reads before that reads it as if it were. */
export async function takeForce(store: Store, now: Instant): Promise<void> {
  const seen = await store.growthRules.get(CURRENT_RULE);
  if (!seen || seen.next === null || startOf(seen.next) > now) return;
  await store.transact(async (transaction) => {
    const current = await transaction.growthRules.get(CURRENT_RULE);
    if (!current || current.next === null || startOf(current.next) > now) return;
    const { isUntold: _, ...next } = current.next;
    await transaction.growthRules.insert({ ...next, _id: versionId(next.version), dueAt: null, next: null });
    await transaction.growthRules.replace({ ...next, _id: CURRENT_RULE, dueAt: startOf(next), next: null });
  });
}
