import { owned } from '../../kit/ownership/owned';
import { carryFirstPayment, giveBackFirstPayment, removeUnionMarker } from '../claim/merge-first-payments';
import { CLOSED_KEY, CLOSED_OPEN_ID } from './closed-account';
import { movePayersBack } from './move-payers-back';

/**
 * Orders and claims belong to the openid that paid; it leads to whoever the member is now, so a merge moves nothing, and
 * an undo only corrects who an order applied meanwhile was written down for. A
 * closed account leaves the money side of them with the member id and without WeChat's identifiers.
 */
export const ownedPayments = [
  owned('orders', {
    noun: '订单',
    field: 'payerKey',
    by: 'openid',
    onMerge: { carry: async () => {}, giveBack: movePayersBack },
    onClose: (order) => ({
      ...order,
      payerKey: CLOSED_KEY,
      openedBy: order.origin === 'shopper' ? CLOSED_KEY : order.openedBy,
      payer: order.payer && { ...order.payer, key: CLOSED_KEY, openId: CLOSED_OPEN_ID, unionId: null },
    }),
    afterClose: removeUnionMarker,
    exported: ({ _id, storeName, items, amountFen, status, createdAt, paidAt, refundedFen, receipts }) => ({
      _id,
      storeName,
      items,
      amountFen,
      status,
      createdAt,
      paidAt,
      refundedFen,
      receipts,
    }),
  }),
  // After the orders: an undo asks whose they are by now.
  owned('firstPayments', {
    noun: '首次消费',
    field: '_id',
    onMerge: { carry: carryFirstPayment, giveBack: giveBackFirstPayment },
    // Removed with the identifiers they stand under, in the first transaction of the closure; the one under a unionid that only
    // the orders knew goes with these.
    onClose: 'keep',
    exported: null, // the order is among the orders
  }),
  owned('orders', {
    noun: '买单',
    field: 'openedBy',
    by: 'openid',
    onMerge: 'stay',
    // Bills a clerk opened and bills nobody paid say who began them, and nothing else of the person.
    onClose: (order) => ({ ...order, openedBy: CLOSED_KEY }),
    // By whom it was paid is not theirs to know, and the number of an order is its payer’s; the own ones are among the orders.
    exported: ({ origin, storeName, amountFen, status, createdAt }) => ({
      origin,
      storeName,
      amountFen,
      status,
      createdAt,
    }),
  }),
  owned('cardClaims', {
    noun: '领卡资格',
    field: 'payerKey',
    by: 'openid',
    onMerge: 'stay',
    onClose: (claim) => ({ ...claim, payerKey: CLOSED_KEY, keys: [CLOSED_KEY] }),
    exported: ({ plan, status, createdAt, expiresAt, claimedAt }) => ({
      planName: plan.name,
      status,
      createdAt,
      expiresAt,
      claimedAt,
    }),
  }),
];
