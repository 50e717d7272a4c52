import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import { dropConnection, type LocalEnv } from '../../listen';
import type { WechatFaults } from '../faults';
import { billFile, billPlace } from './bills';
import { PAY_MERCHANT } from './keys';
import { refundResource, rfc3339, transactionResource, type PayWorld } from './notices';
import { PayError } from './pay-error';
import { refundableFen } from './refunds';
import { checkRequestSignature, keyIdFor, signedHeaders } from './signature';
import type { PayRefund, PayTransaction } from './state';

/**
 * api.mch.weixin.qq.com as far as Tuanka calls it, mounted at /wechatpay. Requests must carry the merchant's signature,
 * answers carry WeChat's, so the functions' verifying code is the real one.
 */
const PREPAY_LIFE_MS = 2 * HOUR_MS;

/** WeChat counts bytes of UTF-8. */
const isWithin =
  (bytes: number) =>
  (text: string): boolean =>
    Buffer.byteLength(text) <= bytes;
const amount = z.object({ total: z.int().positive(), currency: z.literal('CNY').default('CNY') });
const prepayInput = z.object({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).refine(isWithin(127)),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/),
  notify_url: z.url().regex(/^[^?]*$/),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  amount,
  payer: z.object({ openid: z.string().min(1) }),
});
const closeInput = z.object({ mchid: z.string() });
const refundInput = z.object({
  out_trade_no: z.string(),
  out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
  reason: z.string().refine(isWithin(80)).optional(),
  notify_url: z.url().optional(),
  amount: amount.extend({ refund: z.int().positive() }),
});

type PayContext = Context<LocalEnv>;
interface Request {
  c: PayContext;
  body: string;
}

const nextId = (world: PayWorld, prefix: string, length: number): string =>
  `${prefix}${String(++world.state.serial).padStart(length - prefix.length, '0')}`;

function parse<Output>(schema: z.ZodType<Output>, body: string): Output {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new PayError('PARAM_ERROR', '请求体不是 JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new PayError('PARAM_ERROR', `参数错误 ${parsed.error.issues[0]?.path.join('/') ?? ''}`);
  return parsed.data;
}

function requireMerchant(mchid: string | undefined): void {
  if (mchid !== PAY_MERCHANT.mchid) throw new PayError('MCH_NOT_EXISTS', '商户号不存在');
}

/** A transaction is closed by its own time limit too, without anybody asking. */
function currentTransaction(world: PayWorld, outTradeNo: string): PayTransaction | undefined {
  const transaction = world.state.transactions.get(outTradeNo);
  if (transaction?.state === 'NOTPAY' && world.now() >= transaction.expiresAt) transaction.state = 'CLOSED';
  return transaction;
}

function prepay(world: PayWorld, { body }: Request) {
  const input = parse(prepayInput, body);
  requireMerchant(input.mchid);
  if (input.appid !== world.appid()) throw new PayError('APPID_MCHID_NOT_MATCH', '商户号与 appid 不匹配');
  const known = currentTransaction(world, input.out_trade_no);
  if (known) return repeatedPrepay(known, input);
  const expiresAt =
    input.time_expire === undefined ? world.now() + PREPAY_LIFE_MS : Date.parse(input.time_expire);
  if (expiresAt <= world.now() + MINUTE_MS)
    throw new PayError('PARAM_ERROR', 'time_expire 须晚于当前时间 1 分钟');
  const prepayId = nextId(world, 'wx', 32);
  world.state.transactions.set(input.out_trade_no, {
    appid: input.appid,
    mchid: input.mchid,
    outTradeNo: input.out_trade_no,
    description: input.description,
    totalFen: input.amount.total,
    openid: input.payer.openid,
    notifyUrl: input.notify_url,
    expiresAt,
    prepayId,
    state: 'NOTPAY',
    transactionId: null,
    paidAt: null,
  });
  return { prepay_id: prepayId };
}

/** The same order again gets its prepay_id again; another amount or payer under the same number is refused. */
function repeatedPrepay(known: PayTransaction, input: z.output<typeof prepayInput>) {
  if (known.state === 'SUCCESS' || known.state === 'REFUND') throw new PayError('ORDERPAID', '该订单已支付');
  if (known.state === 'CLOSED') throw new PayError('ORDER_CLOSED', '该订单已关闭');
  if (known.totalFen !== input.amount.total || known.openid !== input.payer.openid)
    throw new PayError('OUT_TRADE_NO_USED', '商户订单号重复');
  return { prepay_id: known.prepayId };
}

function queryTransaction(world: PayWorld, { c }: Request) {
  requireMerchant(c.req.query('mchid'));
  const transaction = currentTransaction(world, c.req.param('no') ?? '');
  if (!transaction) throw new PayError('ORDER_NOT_EXIST', '订单不存在');
  return transactionResource(transaction);
}

function closeTransaction(world: PayWorld, { c, body }: Request): null {
  requireMerchant(parse(closeInput, body).mchid);
  const transaction = currentTransaction(world, c.req.param('no') ?? '');
  if (!transaction) throw new PayError('ORDER_NOT_EXIST', '订单不存在');
  if (transaction.state === 'SUCCESS' || transaction.state === 'REFUND')
    throw new PayError('ORDERPAID', '该订单已支付');
  transaction.state = 'CLOSED';
  return null;
}

function refund(world: PayWorld, { body }: Request) {
  const input = parse(refundInput, body);
  const transaction = world.state.transactions.get(input.out_trade_no);
  if (!transaction || transaction.transactionId === null)
    throw new PayError('RESOURCE_NOT_EXISTS', '订单不存在');
  if (input.amount.total !== transaction.totalFen)
    throw new PayError('INVALID_REQUEST', '订单金额与原订单不一致');
  const known = world.state.refunds.get(input.out_refund_no);
  if (known) {
    if (known.amountFen !== input.amount.refund) throw new PayError('INVALID_REQUEST', '退款单号重复');
    return refundAnswer(known, transaction);
  }
  if (input.amount.refund > refundableFen(world, input.out_trade_no))
    throw new PayError('INVALID_REQUEST', '退款金额超过可退金额');
  const made: PayRefund = {
    refundId: nextId(world, '503', 28),
    outRefundNo: input.out_refund_no,
    outTradeNo: input.out_trade_no,
    amountFen: input.amount.refund,
    reason: input.reason ?? null,
    notifyUrl: input.notify_url ?? null,
    status: 'PROCESSING',
    createdAt: world.now(),
    endedAt: null,
  };
  world.state.refunds.set(made.outRefundNo, made);
  return refundAnswer(made, transaction);
}

function queryRefund(world: PayWorld, { c }: Request) {
  const known = world.state.refunds.get(c.req.param('no') ?? '');
  const transaction = known && world.state.transactions.get(known.outTradeNo);
  if (!known || !transaction) throw new PayError('RESOURCE_NOT_EXISTS', '退款单不存在');
  return refundAnswer(known, transaction);
}

/** The refund API says `status` where its notices say `refund_status`. */
function refundAnswer(known: PayRefund, transaction: PayTransaction) {
  const { refund_status: status, mchid: _, ...rest } = refundResource(known, transaction);
  return { ...rest, status, channel: 'ORIGINAL', create_time: rfc3339(known.createdAt) };
}

function checkSigned(world: PayWorld, c: PayContext, body: string): void {
  const { pathname, search } = new URL(c.req.url);
  const authorization = c.req.header('authorization');
  checkRequestSignature(
    { method: c.req.method, pathAndQuery: pathname + search, body, authorization },
    world.now(),
  );
}

export function createMerchantApi(world: PayWorld, faults?: WechatFaults): Hono<LocalEnv> {
  const routes = new Hono<LocalEnv>();

  /** Success and failure alike are signed: the library insists on it for success. */
  const say = (c: PayContext, status: 200 | 204 | PayError['status'], answer: object | null): Response => {
    const body = answer === null ? '' : JSON.stringify(answer);
    const serial = ++world.state.serial;
    const headers = signedHeaders(body, world.now(), `answer${serial}`, keyIdFor(serial));
    if (status === 204) return c.body(null, 204, headers);
    return c.body(body, status, { ...headers, 'content-type': 'application/json' });
  };

  const perform = async (
    c: PayContext,
    path: string,
    handle: (world: PayWorld, request: Request) => object | null,
  ) => {
    const fault = faults?.faultFor(path);
    if (fault?.kind === 'drop-before') return dropConnection(c);
    try {
      if (fault?.kind === 'pay-error') throw new PayError(fault.code, '故障演练');
      const body = await c.req.text();
      checkSigned(world, c, body);
      const answer = handle(world, { c, body });
      world.changed();
      if (fault?.kind === 'drop-after') return dropConnection(c);
      return say(c, answer === null ? 204 : 200, answer);
    } catch (error) {
      if (error instanceof PayError)
        return say(c, error.status, { code: error.code, message: error.message });
      throw error;
    }
  };

  /** A file has no signature; a request for it has one. */
  const hand = (c: PayContext): Response => {
    try {
      checkSigned(world, c, '');
      return c.body(Uint8Array.from(billFile(world, c.req.query('token') ?? '')), 200);
    } catch (error) {
      if (error instanceof PayError)
        return say(c, error.status, { code: error.code, message: error.message });
      throw error;
    }
  };

  const path = '/v3/pay/transactions';
  routes.post(`${path}/jsapi`, (c) => perform(c, `${path}/jsapi`, prepay));
  routes.get(`${path}/out-trade-no/:no`, (c) => perform(c, `${path}/out-trade-no`, queryTransaction));
  routes.post(`${path}/out-trade-no/:no/close`, (c) => perform(c, `${path}/close`, closeTransaction));
  routes.post('/v3/refund/domestic/refunds', (c) => perform(c, '/v3/refund/domestic/refunds', refund));
  routes.get('/v3/refund/domestic/refunds/:no', (c) => perform(c, '/v3/refund/query', queryRefund));
  routes.get('/v3/bill/tradebill', (c) =>
    perform(c, '/v3/bill/tradebill', (_, request) => billPlace(world, request.c.req.query(), c.req.url)),
  );
  routes.get('/v3/billdownload/file', hand);
  routes.all('*', (c) => c.json({ code: 'RESOURCE_NOT_EXISTS', message: '接口不存在' }, 404));
  return routes;
}
