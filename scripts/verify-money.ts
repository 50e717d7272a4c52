import { runVerification } from './verify-ledger/run-verification';
import { compareBooks, type Book, type Difference } from './verify-money/compare-books';
import { askWechat, readBook, readSandbox } from './verify-money/read-books';

/**
 * `npm run verify-money`: orders, payments and refunds against each other and against WeChat Pay: the sandbox's books, or
 * WeChat's own answers with `--cloud`. It changes nothing. What somebody is still asking about is told, and is no difference.
 */
function reportLines(book: Book, found: readonly Difference[]): string[] {
  const wrong = found.filter(({ onItsWay }) => !onItsWay);
  const counted = `${book.orders.length} 笔订单、${book.payments.length} 笔付款、${book.refunds.length} 笔退款`;
  return [
    ...found.map(
      ({ id, what, book: ours, wechat, onItsWay }) =>
        `${onItsWay ? '…' : '✗'} ${id} ${what}：账上 ${ours}，微信支付 ${wechat}${onItsWay ? '（还在途中）' : ''}`,
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
    return { lines: reportLines(book, found), agrees: found.every(({ onItsWay }) => onItsWay) };
  },
});
