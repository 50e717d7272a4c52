import { paymentOperations } from '../../contracts/payment';
import { serve } from '../kit/host/serve';
import { attachOrder } from './attach-order';
import { cancelOrder } from './cancel-order';
import { confirmPayment } from './confirm-payment';
import { listIssueChoices, listIssueRules } from './list-issue-rules';
import { listTroubledRefunds } from './list-troubled-refunds';
import { handleRefund } from './handle-refund';
import { retryRefund } from './retry-refund';
import { listOrders, listStoreOrders } from './list-orders';
import { listStores } from './list-stores';
import { openBill, openOrder } from './open-order';
import { payOrder } from './pay-order';
import { previewIssue } from './preview-issue';
import { readBill, readBillCode } from './read-bill';
import { readClaim } from './read-claim';
import { readOrder } from './read-own-order';
import { readQuote } from './read-quote';
import { recordCounterPayment } from './record-counter-payment';
import { previewRefund, refundLines } from './refund-lines';
import { refundOrder } from './refund-order';
import { saveIssueRule } from './save-issue-rule';

export const main = serve('payment', paymentOperations, {
  listStores,
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
  refund: refundOrder,
  listTroubledRefunds,
  retryRefund,
  handleRefund,
  previewRefund,
  refundLines,
  listIssueRules,
  listIssueChoices,
  saveIssueRule,
  previewIssue,
});
