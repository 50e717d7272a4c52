import { serveHttp } from '../kit/host/serve-http';
import { NOTICE_FAILURE, recordNotice } from '../payment/pay/record-notice';

/** WeChat Pay's notices of payments and refunds, over HTTP access. */
export const main = serveHttp('payment-notify', NOTICE_FAILURE, recordNotice);
