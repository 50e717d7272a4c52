import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { CURRENT_RULE as CURRENT_POINTS } from '../../points/book/read-rule';
import { CURRENT_RULE, versionId } from '../ledger/read-rules';
import { pointsChangeId } from './follow-points';

type Change = DocumentOf<'charterChanges'>;
type Start = Pick<Change, 'from' | 'isUntold'>;

/**
 * When an announced change holds: never before seven days after everybody was told, whenever that was. What members read and the rule
 * itself are written together. One that was told, or withdrawn, stays as it is.
 */
export async function scheduleStart(
  store: Store,
  changeId: string,
  start: Start & Partial<Change>,
): Promise<void> {
  const { from: holdsFrom, isUntold } = start;
  await store.transact(async (transaction) => {
    const change = await transaction.charterChanges.get(changeId);
    if (!change?.isUntold) return;
    await transaction.charterChanges.replace({ ...change, ...start });
    const growth = await transaction.growthRules.get(CURRENT_RULE);
    if (growth?.next && versionId(growth.next.version) === changeId)
      await transaction.growthRules.replace({ ...growth, next: { ...growth.next, holdsFrom, isUntold } });
    const points = await transaction.pointsRules.get(CURRENT_POINTS);
    if (points?.next && pointsChangeId(points.next.version) === changeId)
      await transaction.pointsRules.replace({ ...points, next: { ...points.next, holdsFrom, isUntold } });
  });
}
