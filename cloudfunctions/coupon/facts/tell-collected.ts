import { isMemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { foldInOrder, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost, moreThan } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { ReadStore, Store } from '../../kit/store/store';
import { issuedFacts } from './coupon-facts';

type Coupon = DocumentOf<'coupons'>;
type Looking = Pick<TimerCall, 'now'> & { store: Pick<ReadStore, 'coupons' | 'factCursors'> };

/** The reader of coupons, as consumers of facts are readers of those. */
const READER = 'collected_coupons';
/** Less than the 30 operations a transaction may have (decision 0031). */
const AT_ONCE = 25;

/**
 * A collect counts every call: in a rush thousands wait behind one another. The coupon says all there is to tell of it, so the fact
 * is written here, in the order of the coupons, as far behind the clock as the slowest transaction. The fact's id decides, as ever.
 */
export const tellCollected = ({
  store,
  now,
  outOfTime,
}: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>): Promise<number> =>
  foldInOrder(
    { store, now, outOfTime },
    READER,
    {
      readPage: (cursor, limit) => readFrom(store, cursor, addMs(now, -READABLE_AFTER_MS), limit),
      placeOf: ({ issuedAt }) => issuedAt,
    },
    (coupons) => tellOf(store, coupons, now),
  );

/** How far it came. */
export const readCollected = async ({ store }: Looking): Promise<string | null> =>
  (await store.factCursors.get(READER))?.position ?? null;

/** When the first coupon behind this position is told of. */
export async function collectedDueAt({ store }: Looking, position: string | null): Promise<Instant | null> {
  const [first] = (await readFrom(store, position, null, 1)).items;
  return first ? addMs(first.issuedAt, READABLE_AFTER_MS) : null;
}

async function tellOf(store: Store, coupons: readonly Coupon[], now: Instant): Promise<void> {
  const facts = coupons.flatMap((coupon) => issuedFacts([asCollected(coupon)], now));
  for (let from = 0; from < facts.length; from += AT_ONCE)
    await tellSome(store, facts.slice(from, from + AT_ONCE));
}

async function tellSome(store: Store, facts: readonly DocumentOf<'facts'>[]): Promise<void> {
  for (;;) {
    const known = new Set((await store.facts.getMany(facts.map(({ _id }) => _id))).map(({ _id }) => _id));
    const untold = facts.filter(({ _id }) => !known.has(_id));
    if (untold.length === 0) return;
    try {
      await store.transact((transaction) => {
        transaction.tell(...untold);
        return Promise.resolve();
      });
      return;
    } catch (error) {
      // Another sweep told some of them a moment ago: the rest is left.
      if (!(error instanceof Duplicate)) throw error;
    }
  }
}

/** Of whoever collected it, also when it moved in a merge since. */
function asCollected(coupon: Coupon): Coupon {
  const [, collector = ''] = coupon.grantId.split(':');
  return isMemberId(collector) ? { ...coupon, memberId: collector } : coupon;
}

const readFrom = (
  store: Looking['store'],
  cursor: string | null,
  until: Instant | null,
  limit: number,
): Promise<Page<Coupon>> =>
  store.coupons.find({
    where: { channel: 'collect', issuedAt: until === null ? moreThan(instant(0)) : atMost(until) },
    orderBy: 'issuedAt',
    limit,
    cursor,
  });
