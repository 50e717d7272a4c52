/** WeChat's trade bill of a day, read line by line. Pure. */
export interface BillLine {
  kind: 'paid' | 'refunded' | 'other';
  /** As WeChat wrote it, by China's clock. */
  at: string;
  appId: string;
  outTradeNo: string;
  transactionId: string;
  outRefundNo: string;
  /** What was paid, or is given back; null: no amount of money. */
  amountFen: number | null;
}

export interface TradeBill {
  lines: BillLine[];
  /** Whether it says of itself that it has as many lines. */
  isWhole: boolean;
}

const EMPTY: TradeBill = { lines: [], isWhole: true };
const KINDS: Readonly<Record<string, BillLine['kind']>> = { SUCCESS: 'paid', REFUND: 'refunded' };

/** @returns null: it is no bill. Nothing at all is an empty one. */
export function readTradeBill(text: string | null): TradeBill | null {
  if (text === null) return EMPTY;
  const [heading = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = columnsOf(heading);
  if (columns === null) return null;
  // The heading of the sums is the first row after the lines; what follows it has the mark again.
  const end = rows.findIndex((row) => !row.startsWith('`'));
  const sums = end === -1 ? '' : (rows[end + 1] ?? '');
  const lines = rows.slice(0, end === -1 ? rows.length : end).map((row) => lineOf(cellsOf(row), columns));
  return { lines, isWhole: cellsOf(sums)[0] === String(lines.length) };
}

/** Each cell has a mark before it, so that a comma in what was sold parts nothing. */
const cellsOf = (row: string): string[] => row.replace(/^`/, '').split(',`');

/** A bill of today's form, or of merchants whose form is the one before: there the sums are called otherwise. */
const NAMES = {
  at: ['交易时间'],
  appId: ['公众账号ID'],
  transactionId: ['微信订单号'],
  outTradeNo: ['商户订单号'],
  state: ['交易状态'],
  paid: ['订单金额', '总金额'],
  outRefundNo: ['商户退款单号'],
  refunded: ['申请退款金额', '退款金额'],
} as const;
type Column = keyof typeof NAMES;
type Columns = Readonly<Record<Column, number>>;

function columnsOf(heading: string): Columns | null {
  const names = heading.split(',').map((name) => name.trim());
  const placeOf = (column: Column): number =>
    NAMES[column].map((name) => names.indexOf(name)).find((place) => place !== -1) ?? -1;
  const columns: Columns = {
    at: placeOf('at'),
    appId: placeOf('appId'),
    transactionId: placeOf('transactionId'),
    outTradeNo: placeOf('outTradeNo'),
    state: placeOf('state'),
    paid: placeOf('paid'),
    outRefundNo: placeOf('outRefundNo'),
    refunded: placeOf('refunded'),
  };
  return Object.values(columns).includes(-1) ? null : columns;
}

function lineOf(cells: readonly string[], columns: Columns): BillLine {
  const cell = (column: Column): string => cells[columns[column]] ?? '';
  const kind = KINDS[cell('state')] ?? 'other';
  return {
    kind,
    at: cell('at'),
    appId: cell('appId'),
    outTradeNo: cell('outTradeNo'),
    transactionId: cell('transactionId'),
    outRefundNo: cell('outRefundNo'),
    amountFen: fenOf(cell(kind === 'refunded' ? 'refunded' : 'paid')),
  };
}

function fenOf(yuan: string): number | null {
  const [, whole, cents = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}
