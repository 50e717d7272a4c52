import { instant, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { moreThan } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store } from '../../kit/store/store';
import { needsNewCode } from '../rules/coupon-code';
import { withDrawnCodes } from './with-drawn-codes';

type Coupon = DocumentOf<'coupons'>;
type Renewal = DocumentOf<'couponCodeRenewals'>;

const ID = 'computable';
/** Coupons of a slice; the cursor is kept after each. */
const AT_ONCE = 40;

const NOT_BEGUN: Renewal = { _id: ID, stage: 'usable', cursor: null, renewed: 0, at: instant(0) };
const AFTER: Record<Renewal['stage'], Renewal['stage']> = { usable: 'all', all: 'done', done: 'done' };

/**
 * Draws a random code for every coupon whose code could be computed, once in the life of a database: a slice at a time, the
 * coupons that phones show now before all others. Run again, or twice at once, it passes over what has been done. The old code
 * was refused from the first moment (rules/coupon-code), so nothing depends on how long this takes but who sees a code.
 */
export async function renewCodes({
  store,
  now,
  outOfTime,
}: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>): Promise<number> {
  let renewed = 0;
  for (;;) {
    const progress = await readRenewal(store);
    if (progress.stage === 'done') return renewed;
    const page = await readSlice(store, progress, now);
    const drawn = await Promise.all(page.items.filter(needsNewCode).map((coupon) => renew(store, coupon)));
    const count = drawn.filter(Boolean).length;
    await store.transact((transaction) =>
      transaction.couponCodeRenewals.replace({
        _id: ID,
        stage: page.nextCursor === null ? AFTER[progress.stage] : progress.stage,
        cursor: page.nextCursor,
        renewed: progress.renewed + count,
        at: now,
      }),
    );
    renewed += count;
    if (outOfTime()) return renewed;
  }
}

const readRenewal = async (store: Pick<ReadStore, 'couponCodeRenewals'>): Promise<Renewal> =>
  (await store.couponCodeRenewals.get(ID)) ?? NOT_BEGUN;

/** Due at once until all are done; one document is read. */
export const renewalDueAt = async ({
  store,
  now,
}: {
  store: Pick<ReadStore, 'couponCodeRenewals'>;
  now: Instant;
}): Promise<Instant | null> => ((await readRenewal(store)).stage === 'done' ? null : now);

const readSlice = (store: Store, { stage, cursor }: Renewal, now: Instant): Promise<Page<Coupon>> =>
  stage === 'usable'
    ? store.coupons.find({
        where: { status: 'unused', expiresAt: moreThan(now) },
        orderBy: 'expiresAt',
        limit: AT_ONCE,
        cursor,
      })
    : store.coupons.find({
        where: { issuedAt: moreThan(instant(0)) },
        orderBy: '_id',
        limit: AT_ONCE,
        cursor,
      });

/** Of two runs at once one replaces it. A coupon of the first days has no code that could be compared. */
const renew = (store: Store, { _id, code }: Coupon): Promise<boolean> =>
  withDrawnCodes(store, (codeFor) =>
    store.coupons.updateIf(_id, code === '' ? {} : { code }, { code: codeFor(_id) }),
  );
