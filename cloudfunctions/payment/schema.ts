import * as z from 'zod';
import { packItem } from '../../contracts/coupon/coupon-terms';
import {
  billItem,
  issueRuleTerms,
  payMethod,
  quote,
  receiptLine,
  refundCause,
  refundState,
  saleTerms,
} from '../../contracts/payment/payment-values';
import { shippingMode } from '../../contracts/payment/shipping-values';
import { fen } from '../../contracts/primitives/fen';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';
import { counterCollections } from './counter/schema';
import { fulfilled, orderShipping } from './shipping/schema';

/** Orders, how they were paid and refunded, and the card that a first payment issues. */
export const paymentCollections = {
  ...counterCollections,

  orders: collection({
    about: 'A bill, its payer, what was agreed, and what became of it.',
    id: '`ord_<26 characters of the opener and the request id>`: the same request opens one order',
    due: ['checkAt', 'shipAt'],
    document: z.object({
      _id: v.orderId,
      storeId: v.storeId,
      storeName: z.string().describe('as it was called then'),
      storeCity: z.string().default('').describe('where it was then; empty: nobody had said'),
      openedBy: documentId.describe('`openid:…` of the clerk or the shopper'),
      origin: z.enum(['clerk', 'shopper']),
      reviewId: z
        .string()
        .nullable()
        .default(null)
        .describe('the latest counter payment of it that went to a second person'),
      counterKeys: z
        .array(documentId)
        .default([])
        .describe('what the staff who opened it, took its money or agreed to it are known by: no payer'),
      ownBillAt: v.instant
        .nullable()
        .default(null)
        .describe('when it first turned out to be its handler’s own, paid in cash; null: never'),
      ownBillHeld: z
        .boolean()
        .default(false)
        .describe('it counts for nothing until it is known whether it is its handler’s own'),
      paidFrozen: z
        .boolean()
        .default(false)
        .describe('the payer was frozen when its effects were due: it gives what it gives a guest'),
      items: z.array(billItem).min(1),
      amountFen: v.fenAmount.describe('sum of the items'),
      status: z.enum(['open', 'awaiting_payment', 'paid', 'cancelled']),
      payer: z
        .object({
          key: documentId.describe('`openid:…` of the payer'),
          appId: v.appId,
          openId: v.openId,
          unionId: v.unionId.nullable(),
          memberId: v.memberId.nullable().describe('null: no member when paying'),
        })
        .nullable(),
      payerKey: documentId.nullable().describe('the payer’s key again, for the list of their orders'),
      agreed: quote.nullable().describe('the quote the payer confirmed, with each line’s share'),
      terms: saleTerms
        .nullable()
        .default(null)
        .describe('what it was quoted under; null: not confirmed by a payer'),
      atCounter: z.boolean().describe('the payer chose to pay the clerk'),
      attempt: z.int().nonnegative().max(99).describe('payments tried so far'),
      paymentId: v.paymentId.nullable().describe('the attempt that counts now'),
      pointsTakenBy: v.paymentId.nullable().describe('the attempt that took the agreed points; null: none'),
      method: payMethod.nullable(),
      createdAt: v.instant,
      expiresAt: v.instant.describe('unpaid orders end then'),
      checkAt: v.instant.nullable().describe('when the sweep looks at it next; null: nothing to look for'),
      paidAt: v.instant.nullable(),
      applied: z.boolean().describe('the effects of the payment (coupon, first payment, hooks) are done'),
      refundedFen: v.fenAmount.describe('given back'),
      refundingFen: v.fenAmount.describe('on its way back, or stuck on it'),
      surplusFen: v.fenAmount.default(fen(0)).describe('paid although the order no longer took it'),
      surplusBackFen: v.fenAmount.default(fen(0)).describe('of that, given back'),
      undoneAt: v.instant.nullable().default(null).describe('an order that cost nothing was taken back'),
      lineRefunds: z.array(v.refundId).default([]).describe('by line: they hold units until closed'),
      movesFirst: z
        .boolean()
        .default(false)
        .describe(
          'money of it came back, or an invite waits for it: which order is the first now, and what it gives, is still to be looked at',
        ),
      claimId: v.claimId.nullable(),
      receipts: z.array(receiptLine),
      shippingMode: shippingMode
        .default('pickup')
        .describe('how the goods reach the person, as the store was set when it was opened'),
      shipping: orderShipping.nullable().default(null).describe('null: not paid in WeChat'),
      shipAt: v.instant
        .nullable()
        .default(null)
        .describe('when WeChat is next told or asked about the goods; null: not any more'),
      shipTroubleAt: v.instant
        .nullable()
        .default(null)
        .describe('since when the merchant has to ship it by hand; null: not'),
      fulfilled: fulfilled.nullable().default(null),
    }),
    indexes: [
      index('by_payer', 'payerKey', '-createdAt', '-_id'),
      index('by_payer_at_store', 'payerKey', 'storeId', 'status', '-createdAt', '-_id'),
      index('by_member', 'payer.memberId', 'createdAt', '_id'),
      index('by_unionid', 'payer.unionId', 'createdAt', '_id'),
      index('by_store', 'storeId', '-createdAt', '-_id'),
      index('by_time', 'createdAt', '_id'),
      index('by_check', 'checkAt', '_id'),
      index('by_shipping', 'shipAt', '_id'),
      index('by_ship_trouble', 'shipTroubleAt', '_id'),
      index('by_opener', 'openedBy', 'origin', 'status', 'expiresAt', '_id'),
    ],
  }),

  payments: collection({
    about: 'One attempt to pay an order. Its id is WeChat Pay’s out_trade_no.',
    id: '`pay_<the order’s 26 characters><attempt, two digits>`',
    document: z.object({
      _id: v.paymentId,
      orderId: v.orderId,
      method: payMethod,
      appId: v.appId.nullable(),
      mchId: z.string().nullable(),
      amountFen: v.fenAmount,
      choice: z.string().describe('coupon and points of the quote: the same choice is the same attempt'),
      status: z.enum(['prepared', 'closing', 'closed', 'succeeded']),
      prepayId: z.string().nullable(),
      transactionId: z.string().nullable().describe('WeChat Pay’s own number'),
      recordedBy: documentId.nullable().describe('the clerk who took it'),
      createdAt: v.instant,
      succeededAt: v.instant.nullable(),
      wechatAt: v.instant
        .nullable()
        .default(null)
        .describe(
          'when it was paid by WeChat’s clock: the day whose bill has it; null: not in WeChat, or not yet',
        ),
      surplus: z.boolean().describe('succeeded for an order that no longer took it: refunded whole'),
    }),
    indexes: [index('by_order', 'orderId', '_id'), index('by_wechat_time', 'wechatAt', '_id')],
  }),

  refunds: collection({
    about: 'Money given back. Its id is WeChat Pay’s out_refund_no.',
    id: '`ref_<26 characters of the order and the request id, or of a surplus payment>`: refunded once',
    due: ['checkAt'],
    document: z.object({
      _id: v.refundId,
      orderId: v.orderId,
      paymentId: v.paymentId,
      kind: z.enum(['order', 'surplus']).describe('surplus: the payment never counted for the order'),
      amountFen: v.fenAmount,
      totalFen: v.fenAmount.describe('what the payment came to'),
      method: payMethod,
      cause: refundCause().default('other').describe('why, of a few, as staff chose it'),
      reason: z.string(),
      lines: z
        .array(z.object({ line: z.int().nonnegative(), units: z.array(z.int().nonnegative()).min(1) }))
        .nullable()
        .default(null)
        .describe('the units it gives back, by their numbers; null: a free amount'),
      pointsShare: z
        .int()
        .nonnegative()
        .nullable()
        .default(null)
        .describe('what of the points spent is theirs, from the sale'),
      status: refundState,
      note: z.string().nullable().describe('WeChat Pay’s last code; `CLOSED`: it closed the refund itself'),
      submits: z
        .int()
        .nonnegative()
        .default(0)
        .describe('sent to WeChat, raised before: from the second on it is asked about first'),
      failures: z.int().nonnegative().default(0).describe('answers in a row that told nothing'),
      attentionAt: v.instant.nullable().default(null).describe('since when it needs the operator; null: not'),
      handled: z
        .object({ note: z.string(), staffId: z.string(), at: v.instant })
        .nullable()
        .default(null)
        .describe('how the operator dealt with it'),
      requestedBy: documentId.nullable().describe('the clerk; null: the system'),
      createdAt: v.instant,
      endedAt: v.instant.nullable(),
      acceptedAt: v.instant
        .nullable()
        .default(null)
        .describe(
          'when WeChat took it, by its clock: the day whose bill has it; null: it did not, or not yet',
        ),
      checkAt: v.instant.nullable().describe('when the sweep sends or queries it next'),
    }),
    indexes: [
      index('by_order', 'orderId', 'createdAt', '_id'),
      index('by_check', 'checkAt', '_id'),
      index('by_attention', 'attentionAt', '_id'),
      index('by_time', 'createdAt', '_id'),
      index('by_acceptance', 'acceptedAt', '_id'),
    ],
  }),

  issueRules: collection({
    about:
      'Which first payment issues which card. The first matching rule counts: highest priority, then smallest id.',
    id: '`rule_<slug or ulid>`',
    document: issueRuleTerms.extend({
      _id: v.issueRuleId,
      version: z.int().positive().default(1).describe('raised by every change'),
      savedBy: v.requestId.nullable().default(null).describe('the request that wrote this version'),
    }),
    indexes: [index('by_enabled', 'enabled', '-priority', '_id')],
  }),

  firstPayments: collection({
    about: 'The first payment of a person, under every identifier that was known then.',
    id: '`firstpay:<identity key>` (`openid:…`, `unionid:…`, `mem_…`): inserting it decides',
    document: z.object({
      _id: documentId.describe('names an identifier or a member id'),
      orderId: v.orderId,
      claimId: v.claimId.nullable(),
      at: v.instant,
    }),
    indexes: [],
  }),

  cardClaims: collection({
    about:
      'A card waiting to be claimed, with what it gives as it was promised: later changes of the rule do not touch it.',
    id: '`clm_<the order’s 26 characters>`: one per order',
    document: z.object({
      _id: v.claimId,
      orderId: v.orderId,
      ruleId: v.issueRuleId,
      keys: z.array(documentId).min(1).describe('identity keys of the payer: who may claim'),
      payerKey: documentId,
      plan: z.object({
        _id: v.cardPlanId,
        version: z.int().positive().default(1),
        name: z.string(),
        benefits: z.array(z.string()),
        validForMs: z.int().positive().nullable(),
      }),
      pack: z.object({ _id: v.couponPackId, name: z.string(), items: z.array(packItem) }).nullable(),
      status: z.enum(['waiting', 'claimed', 'withdrawn']),
      createdAt: v.instant,
      expiresAt: v.instant,
      claimedAt: v.instant.nullable(),
      memberId: v.memberId.nullable(),
    }),
    indexes: [
      index('by_payer', 'payerKey', 'status', '-createdAt', '-_id'),
      index('by_status', 'status', 'expiresAt', '_id'),
    ],
  }),
};
