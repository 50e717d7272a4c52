import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost, moreThan, oneOf } from '../../kit/store/query/condition';
import { encodeCursor, type Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { ReadStore } from '../../kit/store/store';
import { expiredFact } from './coupon-facts';

type Coupon = DocumentOf<'coupons'>;
type Looking = Pick<TimerCall, 'now'> & { store: Pick<ReadStore, 'coupons' | 'couponExpiries'> };

const ID = 'told';
/** With its position, less than the 30 operations a transaction may have (decision 0031). */
const AT_ONCE = 25;
const NOT_BEGUN: DocumentOf<'couponExpiries'> = { _id: ID, position: null, at: instant(0) };

/**
 * No status says that a coupon ran out, time does; this goes along the expiries once, a little behind the clock, and tells of each
 * coupon that ran out unused. One that becomes idle behind it tells so itself (tell-if-expired.ts).
 */
export async function tellExpired({
  store,
  now,
  outOfTime,
}: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>): Promise<number> {
  let told = 0;
  do {
    const { position } = await readPosition(store);
    const { items } = await readFrom(store, position, addMs(now, -READABLE_AFTER_MS));
    const last = items.at(-1);
    if (!last) return told;
    const facts = items.map((coupon) => expiredFact(coupon, now));
    const known = new Set((await store.facts.getMany(facts.map(({ _id }) => _id))).map(({ _id }) => _id));
    const fresh = facts.filter(({ _id }) => !known.has(_id));
    const next = encodeCursor({ value: last.expiresAt, id: last._id });
    try {
      told += await store.transact(async (transaction) => {
        // Another sweep was here since.
        if ((await transaction.couponExpiries.get(ID))?.position !== (position ?? undefined)) return 0;
        transaction.tell(...fresh);
        await transaction.couponExpiries.replace({ _id: ID, position: next, at: now });
        return fresh.length;
      });
    } catch (error) {
      // One of them became idle, and told so, a moment ago: look again.
      if (!(error instanceof Duplicate)) throw error;
    }
  } while (!outOfTime());
  return told;
}

/** How far it came. */
export const readTold = async ({ store }: Looking): Promise<string | null> =>
  (await readPosition(store)).position;

/** When the first coupon behind this position is told of. */
export async function expiryDueAt({ store }: Looking, position: string | null): Promise<Instant | null> {
  const [first] = (await readFrom(store, position, null, 1)).items;
  return first ? addMs(first.expiresAt, READABLE_AFTER_MS) : null;
}

const readPosition = async (store: Looking['store']): Promise<DocumentOf<'couponExpiries'>> =>
  (await store.couponExpiries.get(ID)) ?? NOT_BEGUN;

const readFrom = (
  store: Looking['store'],
  cursor: string | null,
  until: Instant | null,
  limit = AT_ONCE,
): Promise<Page<Coupon>> =>
  store.coupons.find({
    where: {
      status: oneOf<Coupon['status']>(['unused', 'offered']),
      expiresAt: until === null ? moreThan(instant(0)) : atMost(until),
    },
    orderBy: 'expiresAt',
    limit,
    cursor,
  });
