import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { readRule } from '../../points/book/read-rule';
import { EVER } from '../rows/buckets';
import { rowIdOf } from '../rows/row-key';
import { liabilityOf, type Liability } from './liability';
import { readAsOf } from './read-series';

/** What the shop owes its members in points, and how much of it may never be used: three reads. */
export async function readLiability({
  store,
  now,
}: ReadCall<'operator'>): Promise<Liability & { asOf: Instant }> {
  const [row, rule, asOf] = await Promise.all([
    store.figures.get(rowIdOf({ grain: 'ever', bucket: EVER, cut: 'all', value: 'all' })),
    readRule(store, now),
    readAsOf(store),
  ]);
  const { pointsPerYuan = null, mostShare = 0 } = rule?.offset ?? {};
  return { ...liabilityOf(row?.sums ?? {}, mostShare > 0 ? pointsPerYuan : null), asOf };
}
