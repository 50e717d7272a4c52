import { parseArgs } from 'node:util';
import { openStore } from '../cloudfunctions/kit/store/store';
import { reachDatabase } from './verify-ledger/reach-database';
import { compareBooks, type Book, type Difference } from './verify-money/compare-books';
import { askWechat, readBook, readSandbox } from './verify-money/read-books';

/**
 * `npm run verify-money`: orders, payments and refunds against each other and against WeChat Pay: the sandbox's books, or
 * WeChat's own answers with `--cloud`. It changes nothing. Exits 1 when something differs that nobody is asking about any
 * more, 2 when there is no database to look at.
 */
const USAGE = `npm run verify-money -- [--url http://127.0.0.1:7300 | --cloud ENV] [--ask]
  without a place   the folder .tuanka, or the running \`npm start\` that has it
  --url             another running local cloud
  --cloud           a CloudBase environment; TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY and the WECHAT_PAY_… in the environment
  --ask             asks number by number, as with --cloud, instead of reading the sandbox's books`;

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

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      ask: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const place = await reachDatabase(values);
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    const book = await readBook(openStore({ databaseCalls: 0 }, 'write'));
    const wechat = place.url === null || values.ask ? await askWechat(book) : await readSandbox(place.url);
    const found = compareBooks(book, wechat);
    for (const line of reportLines(book, found)) console.log(line);
    return found.some(({ onItsWay }) => !onItsWay) ? 1 : 0;
  } finally {
    await place.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
