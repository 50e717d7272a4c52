import { fen } from '@contracts/primitives/fen';
import type { MemberId, RequestId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { instant } from '@contracts/primitives/time';
import { openStore, type Store } from '../../cloudfunctions/kit/store/store';
import { earnForOrder } from '../../cloudfunctions/points/orders/earn-for-order';
import { reconcileAccounts } from '../../cloudfunctions/points/clock/reconcile-points';
import { refundOrderPoints } from '../../cloudfunctions/points/orders/refund-order-points';
import { releaseOrderPoints, spendForOrder } from '../../cloudfunctions/points/orders/spend-for-order';
import { StoreUnavailable } from '../../cloudfunctions/kit/store/store-error';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import type { LocalCloud } from '../../local/server';
import { documentsOf, newTestRequest, phoneOf } from './stage';

type Identity = Exclude<Parameters<typeof phoneOf>[1], string>;

/**
 * What an order does to points, as the checkout will do it: inside a transaction of the caller's, in this process, on
 * the gateway of the functions.
 */
export function checkoutOf(cloud: LocalCloud) {
  // SILENCE: the SDK's warning of a slow call outlives a connection that was cut.
  Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`), { SILENCE: 'true' });
  const meter = { databaseCalls: 0 };
  // Another process than the functions', on another clock: instead of marking what it writes it lets the sweep look everywhere.
  const wake = () => async (): Promise<void> => {
    await cloud.database.environment(cloud.env).remove('dueWork', {}, true);
  };
  const store: Store = openStore(meter, 'write', { wake });
  const now = () => instant(cloud.clock.now());
  return {
    store,
    meter,
    now,
    earn: (memberId: MemberId, orderId: string, paidFen: number) =>
      store.transact((transaction) =>
        earnForOrder(transaction, {
          memberId,
          orderId,
          paidFen: fen(paidFen),
          storeId: null,
          items: [],
          soldAt: now(),
          now: now(),
        }),
      ),
    spend: (memberId: MemberId, orderId: string, amount: number) =>
      store.transact((transaction) =>
        spendForOrder(transaction, {
          memberId,
          orderId,
          occasion: orderId,
          points: points(amount),
          now: now(),
        }),
      ),
    release: (orderId: string) =>
      store.transact((transaction) =>
        releaseOrderPoints(transaction, { orderId, occasion: orderId, now: now() }),
      ),
    refund: (orderId: string, refundId: string, refundedFen: number, totalFen: number, isLast = false) =>
      store.transact((transaction) =>
        refundOrderPoints(transaction, {
          orderId,
          refundId,
          refundedFen: fen(refundedFen),
          totalFen: fen(totalFen),
          backBeforeFen: null,
          spentBy: orderId,
          spentShare: null,
          isFirst: false,
          isLast,
          now: now(),
        }),
      ),
  };
}

/** The account as stored; null: none. */
export const storedAccount = (cloud: LocalCloud, memberId: MemberId) =>
  documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === memberId) ?? null;

/** Kind and changes of every entry of a member, in order. */
export const ledgerOf = (cloud: LocalCloud, memberId: MemberId) =>
  documentsOf(cloud, 'pointsEntries')
    .filter((entry) => entry.memberId === memberId)
    .sort((a, b) => a.number - b.number);

/** Somebody who joined, with points the operator gave them. */
export async function shopperWithPoints(cloud: LocalCloud, person: string | Identity, amount: number) {
  const phone = phoneOf(cloud, person);
  const { member } = await phone.member.join({ leaderCode: null, phoneCode: null });
  const cardNumber = member.card.number;
  if (amount > 0) {
    await phoneOf(cloud, 'operator-he').points.adjust({ cardNumber, points: amount, reason: '开业补贴' });
  }
  return { phone, memberId: member.memberId, cardNumber };
}

/** The account as its ledger says: what the reconciliation compares. */
export async function differencesIn(cloud: LocalCloud) {
  const { store } = checkoutOf(cloud);
  return (await reconcileAccounts(store, null, () => false)).found;
}

/** "Busy, try again" says a rush, and people do; each tap keeps its request id. */
export async function untilAnswered<Result>(
  tap: (options: { requestId: RequestId }) => Promise<Result>,
): Promise<Result> {
  const requestId = newTestRequest();
  for (;;) {
    try {
      return await tap({ requestId });
    } catch (error) {
      if (Reflect.get(Object(error), 'code') !== 'busy') throw error;
    }
  }
}

/**
 * A caller whose database was away tries again, as payment's notices do. A rollback that is lost holds its documents for half
 * a minute, so it tries for longer than that: so many attempts of half a second each.
 */
async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const away = error instanceof StoreUnavailable || Reflect.get(Object(error), 'code') === 'busy';
      if (!away || attempt === 200) throw error;
    }
  }
}

/**
 * Told twice at the same moment; both hear the same, or the same refusal. Ends when both have ended: the slower one must not go
 * on while the story, or the next test file, does.
 */
export async function twice<Result>(work: () => Promise<Result>): Promise<Result> {
  const [first, second] = await Promise.allSettled([persist(work), persist(work)]);
  expect(second.status).toBe(first.status);
  if (first.status === 'rejected') throw first.reason;
  return first.value;
}
