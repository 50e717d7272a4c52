import { isOpenId, type OpenId } from '../../contracts/primitives/ids';
import { owned } from '../identity/merge-owned';

const closedOpenId: OpenId = asOpenId('closed-account');

function asOpenId(text: string): OpenId {
  if (!isOpenId(text)) throw new RangeError(text);
  return text;
}

const CLOSED_KEY = 'closed-account';

/**
 * Orders and claims belong to the openid that paid; it leads to whoever the member is now, so a merge moves nothing. A
 * closed account leaves the money side of them with the member id and without WeChat's identifiers.
 */
export const ownedPayments = [
  owned('orders', {
    noun: '订单',
    field: 'payerKey',
    by: 'openid',
    onMerge: 'stay',
    onClose: (order) => ({
      ...order,
      payerKey: CLOSED_KEY,
      openedBy: order.origin === 'shopper' ? CLOSED_KEY : order.openedBy,
      payer: order.payer && { ...order.payer, key: CLOSED_KEY, openId: closedOpenId, unionId: null },
    }),
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
