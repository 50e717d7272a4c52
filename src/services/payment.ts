import type { PaymentApi } from '@contracts/payment';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type PaymentService = Client<PaymentApi>;

export function createPaymentService(transport: Transport, policy?: RetryPolicy): PaymentService {
  const call = createCaller<PaymentApi>('payment', transport, policy);
  return {
    listStores: call('listStores'),
    openBill: call('openBill'),
    openOrder: call('openOrder'),
    quote: call('quote'),
    pay: call('pay'),
    confirm: call('confirm'),
    cancel: call('cancel'),
    attach: call('attach'),
    readOrder: call('readOrder'),
    listOrders: call('listOrders'),
    readClaim: call('readClaim'),
    listStoreOrders: call('listStoreOrders'),
    readBill: call('readBill'),
    readBillCode: call('readBillCode'),
    recordCounterPayment: call('recordCounterPayment'),
    refund: call('refund'),
    listIssueRules: call('listIssueRules'),
    listIssueChoices: call('listIssueChoices'),
    saveIssueRule: call('saveIssueRule'),
    previewIssue: call('previewIssue'),
  };
}
