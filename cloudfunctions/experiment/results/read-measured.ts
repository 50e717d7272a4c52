import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { buyingOf } from '../../audience/features/purchases';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf, within } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import type { Deal } from '../deals/decide-deal';

const PAGE = 900;

export type Measured = NonNullable<NonNullable<Deal['counted']>['measured']>;

/** When somebody's window is over, and everything of it was told. */
export const measuredAt = (dealtAt: Instant, windowDays: number): Instant =>
  addMs(dealtAt, windowDays * DAY_MS + 60 * MINUTE_MS);

/**
 * What somebody bought in their window and in as many days before, without what was given back by now. Whether they came to what is tried is not asked: who
 * was dealt an arm is counted in it.
 */
export async function readMeasured(
  store: Pick<ReadStore, 'members' | 'facts'>,
  { memberId, dealtAt }: Pick<Deal, 'memberId' | 'dealtAt'>,
  windowDays: number,
  now: Instant,
): Promise<Measured> {
  const member = await store.members.get(memberId);
  const ids: MemberId[] = [memberId, ...(member?.absorbed ?? [])];
  const window = windowDays * DAY_MS;
  const from = instant(Math.max(0, dealtAt - window));
  const facts = await allPages((cursor) =>
    store.facts.find({
      where: { memberId: oneOf(ids), kind: oneOf(['paid', 'refunded'] as const), at: within(from, now) },
      orderBy: 'at',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const { kept } = buyingOf(facts);
  const sum = (since: number, until: number): number =>
    kept.filter(({ at }) => at >= since && at < until).reduce((all, { amountFen }) => all + amountFen, 0);
  const y = sum(dealtAt, dealtAt + window);
  return { y, x: sum(from, dealtAt), bought: kept.some(({ at }) => at >= dealtAt && at < dealtAt + window) };
}
