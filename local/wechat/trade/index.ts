import { Hono } from 'hono';
import * as z from 'zod';
import type { PayState, PayTransaction } from '../pay/state';
import { takePictureEvents } from '../content/content-check';
import { pushEvent } from '../pushed-events';
import { miniProgramOf, type Sandbox } from '../sandbox';
import { confirmByPerson, tradeState } from './trade-api';
import {
  afterTime,
  confirmsAt,
  moneyOf,
  newTradeOrder,
  refundedFen,
  REMINDED_AFTER_MS,
  TO_SHIP,
  type TradeOrder,
} from './trade-order';
import type { TradeEvent, TradeWorld } from './trade-world';

/** 发货信息管理 on the movable clock: what time does to orders and their money, and what WeChat pushes of it. */
export interface Trade {
  world: TradeWorld;
  /** Mount at /local/wechat/trade. */
  local: Hono;
  /** Confirms and settles what is due, and pushes what happened. How many events nobody took. */
  passTime(): Promise<number>;
  /** What of a payment is frozen, and what the merchant has. */
  moneyOf(outTradeNo: string): { frozenFen: number; releasedFen: number };
  orderOf(outTradeNo: string): TradeOrder;
}

const seconds = (at: number | null): string => String(Math.floor((at ?? 0) / 1000));

function contentOf({ kind }: TradeEvent, transaction: PayTransaction, order: TradeOrder) {
  const named = {
    transaction_id: transaction.transactionId ?? '',
    merchant_id: transaction.mchid,
    merchant_trade_no: transaction.outTradeNo,
    pay_time: seconds(transaction.paidAt),
  };
  if (kind === 'remind_shipping')
    return { Event: 'trade_manage_remind_shipping', ...named, msg: '请尽快录入发货信息' };
  const shipped = {
    Event: 'trade_manage_order_settlement',
    ...named,
    shipped_time: seconds(order.shippedAt),
    estimated_settlement_time: seconds(confirmsAt(order)),
  };
  if (kind === 'shipped') return shipped;
  return {
    ...shipped,
    confirm_receive_method: String(order.confirmedBy ?? 1),
    confirm_receive_time: seconds(order.confirmedAt),
    settlement_time: seconds(order.settledAt),
  };
}

export function createTrade(sandbox: Sandbox, pay: () => PayState): Trade {
  const world: TradeWorld = {
    sandbox,
    pay,
    queue: (event) => {
      sandbox.state.tradeEvents.push(event);
      sandbox.changed();
    },
  };
  const orderOf = (outTradeNo: string): TradeOrder =>
    sandbox.state.tradeOrders.get(outTradeNo) ?? newTradeOrder();

  function age(transaction: PayTransaction): void {
    const { outTradeNo, paidAt } = transaction;
    const before = orderOf(outTradeNo);
    const now = sandbox.now();
    const isRefunded = refundedFen(pay(), outTradeNo) >= transaction.totalFen;
    if (paidAt === null || isRefunded) return;
    const after = afterTime(before, now);
    const isLate = tradeState(world, transaction) === TO_SHIP && now >= paidAt + REMINDED_AFTER_MS;
    const reminded = isLate && !after.wasReminded ? { ...after, wasReminded: true } : after;
    if (reminded === before) return;
    sandbox.state.tradeOrders.set(outTradeNo, reminded);
    if (reminded.settledAt !== null && before.settledAt === null)
      world.queue({ kind: 'settled', outTradeNo });
    if (reminded.wasReminded && !before.wasReminded) world.queue({ kind: 'remind_shipping', outTradeNo });
  }

  return {
    world,
    local: createTradeApp(world),
    orderOf,
    moneyOf(outTradeNo) {
      const transaction = pay().transactions.get(outTradeNo);
      if (!transaction) throw new RangeError(`no transaction ${outTradeNo}`);
      return moneyOf(transaction, orderOf(outTradeNo), refundedFen(pay(), outTradeNo));
    },
    async passTime() {
      if (sandbox.state.isTradeManaged) for (const one of pay().transactions.values()) age(one);
      const how = { mode: 'aes', format: 'json' } as const;
      for (const content of await takePictureEvents(sandbox))
        await pushEvent(sandbox, miniProgramOf(sandbox), content, how);
      const events = sandbox.state.tradeEvents.splice(0);
      let missed = 0;
      for (const event of events) {
        const transaction = pay().transactions.get(event.outTradeNo);
        if (!transaction) continue;
        const content = {
          FromUserName: transaction.openid,
          ...contentOf(event, transaction, orderOf(event.outTradeNo)),
        };
        if ((await pushEvent(sandbox, miniProgramOf(sandbox), content, how)) === 0) missed += 1;
      }
      return missed;
    },
  };
}

const confirmInput = z.object({ openid: z.string(), transactionId: z.string() });
const managedInput = z.object({ isManaged: z.boolean() });

/** What the WeChat app does of it: the sheet in which a person confirms. */
function createTradeApp(world: TradeWorld): Hono {
  const local = new Hono();
  local.post('/confirm', async (c) => {
    const input = confirmInput.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    const isConfirmed = confirmByPerson(world, input.data.openid, input.data.transactionId);
    world.sandbox.changed();
    return c.json({ status: isConfirmed ? 'success' : 'fail' });
  });
  local.post('/managed', async (c) => {
    const input = managedInput.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    world.sandbox.state.isTradeManaged = input.data.isManaged;
    world.sandbox.changed();
    return c.json(input.data);
  });
  return local;
}
