import { paymentOperations } from '../../contracts/payment/payment';
import { serve } from '../kit/host/serve';
import { attachOrder } from './pay/attach-order';
import { cancelOrder } from './pay/cancel-order';
import { confirmPayment } from './pay/confirm-payment';
import { confirmReview } from './counter/confirm-review';
import { listReviews } from './counter/list-reviews';
import { rejectReview } from './counter/reject-review';
import { listIssueChoices, listIssueRules } from './issue-rules/list-issue-rules';
import { listTroubledRefunds } from './refund/list-troubled-refunds';
import { handleRefund } from './refund/handle-refund';
import { retryRefund } from './refund/retry-refund';
import { listOrders, listStoreOrders } from './orders/list-orders';
import { listCategories } from './quote/list-categories';
import { listStores } from '../merchant/list-stores';
import { openBill, openOrder } from './quote/open-order';
import { payOrder } from './pay/pay-order';
import { previewIssue } from './issue-rules/preview-issue';
import { readBill, readBillCode } from './quote/read-bill';
import { readClaim } from './claim/read-claim';
import { readOrder } from './orders/read-order';
import { readQuote } from './quote/read-quote';
import { recordCounterPayment } from './pay/record-counter-payment';
import { previewRefund, refundLines } from './refund/refund-lines';
import { refundOrder } from './refund/refund-order';
import { endBill } from './counter/end-bill';
import { confirmReceived } from './shipping/confirm-received';
import { fulfillOrder } from './shipping/fulfill-order';
import { saveIssueRule } from './issue-rules/save-issue-rule';

export const main = serve('payment', paymentOperations, {
  listStores,
  listCategories,
  openBill,
  openOrder,
  quote: readQuote,
  pay: payOrder,
  confirm: confirmPayment,
  cancel: cancelOrder,
  attach: attachOrder,
  readOrder,
  listOrders,
  readClaim,
  listStoreOrders,
  readBill,
  readBillCode,
  recordCounterPayment,
  endBill,
  refund: refundOrder,
  listReviews,
  confirmReview,
  rejectReview,
  listTroubledRefunds,
  retryRefund,
  handleRefund,
  previewRefund,
  refundLines,
  fulfillOrder,
  confirmReceived,
  listIssueRules,
  listIssueChoices,
  saveIssueRule,
  previewIssue,
});
