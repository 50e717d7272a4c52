import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { chinaDateOf, HOUR_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { PAY_MERCHANT } from './keys';
import { rfc3339, type PayWorld } from './notices';
import { PayError } from './pay-error';
import type { PayRefund, PayTransaction } from './state';

/**
 * WeChat Pay's trade bills (its pages on 申请交易账单 and 交易账单格式): what was paid and what began to be given back on a
 * China day, in a file whose address lasts five minutes. From ten in the morning after it.
 */
const WRITTEN_AFTER_MS = 10 * HOUR_MS;
const ADDRESS_LASTS_MS = 5 * MINUTE_MS;

const HEADING =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (amountFen: number): string => (amountFen / 100).toFixed(2);
const timeOf = (at: number): string => rfc3339(at).slice(0, 19).replace('T', ' ');
const row = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',');
const feeOf = (amountFen: number): string => (amountFen * 0.00006).toFixed(5);

interface Line {
  at: number;
  transaction: PayTransaction;
  refund: PayRefund | null;
}

function linesOf(world: PayWorld, day: string): Line[] {
  const isOfDay = (at: number | null): at is number => at !== null && chinaDateOf(instant(at)) === day;
  const { transactions, refunds } = world.state;
  const paid = [...transactions.values()].flatMap((transaction): Line[] =>
    isOfDay(transaction.paidAt) ? [{ at: transaction.paidAt, transaction, refund: null }] : [],
  );
  const back = [...refunds.values()].flatMap((refund): Line[] => {
    const transaction = transactions.get(refund.outTradeNo);
    return transaction && isOfDay(refund.createdAt) ? [{ at: refund.createdAt, transaction, refund }] : [];
  });
  return [...paid, ...back].sort((a, b) => a.at - b.at);
}

function rowOf({ at, transaction, refund }: Line): string {
  const { appid, mchid, transactionId, outTradeNo, openid, totalFen, description } = transaction;
  const paidFen = refund ? 0 : totalFen;
  const backFen = refund?.amountFen ?? 0;
  const traded = [timeOf(at), appid, mchid, '0', '', transactionId ?? '', outTradeNo, openid, 'JSAPI'];
  const state = [refund ? 'REFUND' : 'SUCCESS', 'OTHERS', 'CNY', yuan(paidFen), '0.00'];
  const back = refund
    ? [refund.refundId, refund.outRefundNo, yuan(backFen), '0.00', 'ORIGINAL', 'PROCESSING']
    : ['0', '0', '0.00', '0.00', '', ''];
  const rest = [description, '', feeOf(paidFen - backFen), '0.60%', yuan(paidFen), yuan(backFen), ''];
  return row([...traded, ...state, ...back, ...rest]);
}

function billOf(world: PayWorld, day: string): string | null {
  const lines = linesOf(world, day);
  if (lines.length === 0) return null;
  const sum = (of: (line: Line) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const paidFen = sum(({ transaction, refund }) => (refund ? 0 : transaction.totalFen));
  const backFen = sum(({ refund }) => refund?.amountFen ?? 0);
  const sums = [
    String(lines.length),
    yuan(paidFen),
    yuan(backFen),
    '0.00',
    feeOf(paidFen - backFen),
    yuan(paidFen),
    yuan(backFen),
  ];
  return [HEADING, ...lines.map(rowOf), SUMS, row(sums), ''].join('\r\n');
}

/** Where the bill of a day is to be had, and what it must come to. @throws PayError */
export function billPlace(world: PayWorld, query: Readonly<Record<string, string>>, url: string) {
  const { bill_date: day = '', bill_type: type = 'ALL', tar_type: packed } = query;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || type !== 'ALL' || packed !== 'GZIP')
    throw new PayError('PARAM_ERROR', '账单日期、类型或压缩方式不支持');
  const isWritten = chinaDateOf(instant(world.now() - WRITTEN_AFTER_MS)) > day;
  const bill = isWritten ? billOf(world, day) : null;
  if (bill === null) throw new PayError('NO_STATEMENT_EXIST', '账单文件不存在');
  const address = new URL(url);
  address.pathname = address.pathname.replace(/\/bill\/tradebill$/, '/billdownload/file');
  address.search = `?token=${day}.${world.now()}.${PAY_MERCHANT.mchid}`;
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(bill).digest('hex'),
    download_url: address.href,
  };
}

/** The file at such an address, as long as that lasts. @throws PayError */
export function billFile(world: PayWorld, token: string): Buffer {
  const [day = '', at = ''] = token.split('.');
  const bill = world.now() < Number(at) + ADDRESS_LASTS_MS ? billOf(world, day) : null;
  if (bill === null) throw new PayError('RESOURCE_NOT_EXISTS', '下载地址已失效');
  return gzipSync(bill);
}
