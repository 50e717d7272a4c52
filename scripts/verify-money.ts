import { runVerification } from './verify-ledger/run-verification';
import { compareBooks, type Book, type Difference } from './verify-money/compare-books';
import { compareOwners, type Stranger } from './verify-money/compare-owners';
import { askWechat, readBook, readSandbox } from './verify-money/read-books';
import { readOwners } from './verify-money/read-owners';

/**
 * `npm run verify-money`: orders, payments and refunds against each other and against WeChat Pay: the sandbox's books, or
 * WeChat's own answers with `--cloud`; and whether the first payments, awards and invites that name an order are its payer's. It changes
 * nothing. What somebody is still asking about is told, and is no difference.
 */
const ON_ITS_WAY = '（还在途中）';
const markOf = ({ onItsWay }: { onItsWay: boolean }): string => (onItsWay ? '…' : '✗');

function ownerLines(strangers: readonly Stranger[]): string[] {
  const wrong = strangers.filter(({ onItsWay }) => !onItsWay);
  return [
    ...strangers.map(
      (one) =>
        `${markOf(one)} ${one.id} ${one.what}：记在 ${one.said}，付款人是 ${one.payer}${one.onItsWay ? ON_ITS_WAY : ''}`,
    ),
    wrong.length === 0
      ? '✓ 首次消费、团长业绩和邀请都记在付款人名下  what hangs on an order is its payer’s'
      : `${wrong.length} 处记在别人名下  belong to somebody else`,
  ];
}

function reportLines(book: Book, found: readonly Difference[]): string[] {
  const wrong = found.filter(({ onItsWay }) => !onItsWay);
  const counted = `${book.orders.length} 笔订单、${book.payments.length} 笔付款、${book.refunds.length} 笔退款`;
  return [
    ...found.map(
      ({ id, what, book: ours, wechat, onItsWay }) =>
        `${markOf({ onItsWay })} ${id} ${what}：账上 ${ours}，微信支付 ${wechat}${onItsWay ? ON_ITS_WAY : ''}`,
    ),
    wrong.length === 0
      ? `✓ ${counted}与微信支付一致  the book agrees with WeChat Pay`
      : `${counted}，${wrong.length} 处不一致  differences`,
  ];
}

runVerification({
  name: 'verify-money',
  flag: 'ask',
  flagHelp: "asks number by number, as with --cloud, instead of reading the sandbox's books",
  cloudNeeds: ' and the WECHAT_PAY_…',
  verify: async (store, { url }, ask) => {
    const book = await readBook(store);
    const wechat = url === null || ask ? await askWechat(book) : await readSandbox(url);
    const found = compareBooks(book, wechat);
    const strangers = compareOwners(book.orders, await readOwners(store, book));
    return {
      lines: [...reportLines(book, found), ...ownerLines(strangers)],
      agrees: [...found, ...strangers].every(({ onItsWay }) => onItsWay),
    };
  },
});
