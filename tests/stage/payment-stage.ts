import { fen } from '@contracts/primitives/fen';
import { isStoreId, type OrderId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../local/server';
import { documentsOf, phoneOf, type Phone } from './stage';

/** What journeys of checkout and WeChat Pay share. */
export const STORE = (() => {
  const id = 'sto_xingfu';
  if (!isStoreId(id)) throw new Error(id);
  return id;
})();

export const BEST = { coupon: 'best' as const, usePoints: false };

/** A clerk opens a bill of so many fen. */
export async function billOf(cloud: LocalCloud, amountFen: number): Promise<OrderId> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const items = [{ title: '蔬菜', category: '生鲜', amountFen: fen(amountFen) }];
  return (await clerk.payment.openBill({ storeId: STORE, items })).order.orderId;
}

/** Confirms the best quote; the pay sheet is open. */
export async function prepareInWechat(phone: Phone, orderId: OrderId) {
  const { quote } = await phone.payment.quote({ orderId, ...BEST });
  const answer = await phone.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'wechat' });
  if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
  return answer.sheet;
}

/** Confirms the best quote and pays in WeChat. */
export async function payInWechat(phone: Phone, orderId: OrderId): Promise<void> {
  const said = await phone.paySheet(await prepareInWechat(phone, orderId));
  if (said !== 'requestPayment:ok') throw new Error(said);
}

/** A request to payment-notify, as WeChat or somebody else sends it. */
export async function sendNotice(request: { url: string; body: string; headers: Record<string, string> }) {
  const { url, body, headers } = request;
  const response = await fetch(url, { method: 'POST', body, headers });
  const text = await response.text();
  return { status: response.status, text };
}

/** Everything payments decide, without what differs between two runs of the same story. */
export function paymentFacts(cloud: LocalCloud) {
  return {
    orders: documentsOf(cloud, 'orders').map(
      ({ status, applied, refundedFen, refundingFen, claimId, receipts }) => ({
        status,
        applied,
        refundedFen,
        refundingFen,
        hasClaim: claimId !== null,
        receipts: receipts.map(({ kind }) => kind),
      }),
    ),
    payments: documentsOf(cloud, 'payments').map(({ status, surplus }) => ({ status, surplus })),
    refunds: documentsOf(cloud, 'refunds').map(({ status, amountFen }) => ({ status, amountFen })),
    claims: documentsOf(cloud, 'cardClaims').map(({ status }) => status),
    firstPayments: documentsOf(cloud, 'firstPayments').length,
  };
}

/** Those facts after one guest paid once. */
export const ONE_FIRST_PAYMENT = {
  orders: [
    { status: 'paid', applied: true, refundedFen: 0, refundingFen: 0, hasClaim: true, receipts: ['claim'] },
  ],
  payments: [{ status: 'succeeded', surplus: false }],
  refunds: [],
  claims: ['waiting'],
  // Under openid and unionid.
  firstPayments: 2,
};
