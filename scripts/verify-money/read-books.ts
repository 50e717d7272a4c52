import * as z from 'zod';
import { paySettings } from '../../cloudfunctions/kit/config/pay-settings';
import { allPages } from '../../cloudfunctions/kit/store/query/all-pages';
import { moreThan } from '../../cloudfunctions/kit/store/query/condition';
import type { Store } from '../../cloudfunctions/kit/store/store';
import { createPayClient, type PayClient } from '../../cloudfunctions/kit/wechat/pay-client';
import { PayRefused, WechatUnreachable } from '../../cloudfunctions/kit/wechat/wechat-error';
import { instant } from '../../contracts/primitives/time';
import type { Book, WechatBook } from './compare-books';

const PAGE = 500;

export async function readBook(store: Store): Promise<Book> {
  const page = (cursor: string | null) =>
    ({
      where: { createdAt: moreThan(instant(0)) },
      orderBy: 'createdAt',
      limit: PAGE,
      cursor,
    }) as const;
  return {
    refunds: await allPages((cursor) => store.refunds.find(page(cursor))),
    payments: await allPages((cursor) => store.payments.find(page(cursor))),
    orders: await allPages((cursor) => store.orders.find(page(cursor))),
  };
}

const sandboxBooks = z.object({
  transactions: z.array(z.object({ outTradeNo: z.string(), isPaid: z.boolean(), totalFen: z.number() })),
  refunds: z.array(z.object({ outRefundNo: z.string(), status: z.string(), amountFen: z.number() })),
});

/** Everything the sandbox has: also what nobody of ours knows. */
export async function readSandbox(url: string): Promise<WechatBook> {
  const response = await fetch(new URL('/local/wechat/pay/books', url));
  const { transactions, refunds } = sandboxBooks.parse(await response.json());
  return {
    payments: new Map(
      transactions.map(({ outTradeNo, isPaid, totalFen }) => [outTradeNo, { isPaid, amountFen: totalFen }]),
    ),
    refunds: new Map(
      refunds.map(({ outRefundNo, status, amountFen }) => [outRefundNo, { status, amountFen }]),
    ),
    unanswered: [],
  };
}

const PAID_STATES = ['SUCCESS', 'REFUND'];

/** WeChat Pay itself, asked about every number of ours, one after the other. */
export async function askWechat(
  { payments, refunds }: Book,
  pay: PayClient = createPayClient(paySettings()),
): Promise<WechatBook> {
  const answer = {
    payments: new Map<string, { isPaid: boolean; amountFen: number | null }>(),
    refunds: new Map<string, { status: string; amountFen: number | null }>(),
    unanswered: [] as string[],
  };
  const ask = async (id: string, question: () => Promise<void>): Promise<void> =>
    question().catch((error: unknown) => {
      if (!(error instanceof PayRefused || error instanceof WechatUnreachable)) throw error;
      answer.unanswered.push(id);
    });
  for (const { _id, method } of payments) {
    if (method !== 'wechat') continue;
    await ask(_id, async () => {
      const known = await pay.query(_id);
      if (known)
        answer.payments.set(_id, { isPaid: PAID_STATES.includes(known.state), amountFen: known.totalFen });
    });
  }
  for (const { _id, method } of refunds) {
    if (method !== 'wechat') continue;
    await ask(_id, async () => {
      const known = await pay.queryRefund(_id);
      if (known !== null) answer.refunds.set(_id, { status: known.status, amountFen: null });
    });
  }
  return answer;
}
