import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { addNotice, deliverDue, transactionResource, type PayWorld } from './notices';
import { decideRefunds } from './refunds';
import { isPaySheetSigned } from './signature';
import { noticePolicyChange } from './state';

/** What the WeChat app on the phone does about money, mounted at /local/wechat/pay: the pay sheet. */
const sheetParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});
const payInput = z.object({
  prepayId: z.string(),
  openid: z.string(),
  outcome: z.enum(['paid', 'cancelled', 'failed']),
  /** As the page hands them to WeChat; when given, their signature is checked as WeChat does. */
  params: sheetParams.optional(),
});

const failure = (errMsg: string) => ({ errMsg: `requestPayment:fail ${errMsg}` });

async function pay(world: PayWorld, input: z.output<typeof payInput>) {
  const transaction = [...world.state.transactions.values()].find(
    ({ prepayId }) => prepayId === input.prepayId,
  );
  if (!transaction || transaction.openid !== input.openid) return failure('prepay_id无效');
  if (input.params && !isSheetOf(input.params, transaction)) return failure('支付验证签名失败');
  if (input.outcome === 'cancelled') return failure('cancel');
  if (input.outcome === 'failed') return failure('支付失败');
  if (transaction.state === 'SUCCESS' || transaction.state === 'REFUND') return failure('该订单已支付');
  if (transaction.state === 'CLOSED' || world.now() >= transaction.expiresAt) return failure('订单已关闭');
  transaction.state = 'SUCCESS';
  transaction.paidAt = world.now();
  transaction.transactionId = `42000000${String(++world.state.serial).padStart(20, '0')}`;
  addNotice(world, transaction.notifyUrl, 'TRANSACTION.SUCCESS', transactionResource(transaction));
  // The notice races the phone's own answer; delivered first unless the policy delays it.
  await deliverDue(world);
  return { errMsg: 'requestPayment:ok' };
}

const isSheetOf = (
  params: z.output<typeof sheetParams>,
  { appid, prepayId }: { appid: string; prepayId: string },
) => params.appId === appid && params.package === `prepay_id=${prepayId}` && isPaySheetSigned(params);

async function bodyOf<Output>(c: Context, schema: z.ZodType<Output>): Promise<Output | Response> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : c.json({ error: z.prettifyError(parsed.error) }, 400);
}

export function createWalletApp(world: PayWorld): Hono {
  const local = new Hono();
  /** Everything WeChat Pay has in its books, for whoever compares them with the merchant's. */
  local.get('/books', (c) =>
    c.json({
      transactions: [...world.state.transactions.values()].map(({ outTradeNo, state, totalFen, paidAt }) => ({
        outTradeNo,
        state,
        totalFen,
        isPaid: paidAt !== null,
      })),
      refunds: [...world.state.refunds.values()].map(({ outRefundNo, outTradeNo, amountFen, status }) => ({
        outRefundNo,
        outTradeNo,
        amountFen,
        status,
      })),
    }),
  );
  /** What the pay sheet shows. */
  local.get('/:prepayId', (c) => {
    const found = [...world.state.transactions.values()].find(
      ({ prepayId }) => prepayId === c.req.param('prepayId'),
    );
    return found
      ? c.json({ description: found.description, totalFen: found.totalFen, state: found.state })
      : c.json({ error: 'no such prepay_id' }, 404);
  });
  local.post('/notices', async (c) => {
    const input = await bodyOf(c, noticePolicyChange);
    if (input instanceof Response) return input;
    Object.assign(world.state.policy, input);
    world.changed();
    return c.json(world.state.policy);
  });
  local.post('/deliver', async (c) => {
    decideRefunds(world);
    return c.json({ delivered: await deliverDue(world) });
  });
  local.post('/', async (c) => {
    const input = await bodyOf(c, payInput);
    if (input instanceof Response) return input;
    const answer = await pay(world, input);
    world.changed();
    return c.json(answer);
  });
  return local;
}
