import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DAY_MS } from '@contracts/primitives/time';
import {
  namedShippingErrcodes,
  shippingOutcome,
  UNNAMED,
} from '../../../cloudfunctions/kit/wechat/shipping/shipping-answers';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { paidOrder } from '../../stage/money-stage';
import { nextMinutes, orderOf, passTime, tradeOf, UPLOAD } from './shipping-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

/** docs/shipping-answers.md, row by row: what the pure decision says, and what happens when the sandbox answers so. */
const OTHER = 48001;
const rows = readFileSync(path.resolve(__dirname, '../../../docs/shipping-answers.md'), 'utf8')
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
  .filter((cells) => cells.length === 3 && /^(-?\d+|any other)$/.test(cells[0] ?? ''))
  .map(([code = '', , outcome = '']) => [code === 'any other' ? OTHER : Number(code), outcome] as const);

it('every errcode the decision names stands in the table, and the other way round', () => {
  expect(rows.map(([errcode]) => errcode).sort()).toEqual([...namedShippingErrcodes, OTHER].sort());
});

it.each(rows)('the decision says what the table says of %i: %s', (errcode, outcome) => {
  expect(shippingOutcome(errcode)).toBe(outcome);
});
it('a code nobody has named is no end', () => expect(shippingOutcome(12345678)).toBe(UNNAMED));

describe('answered by the sandbox', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    cloud.faults.clear();
    await cloud.reset();
  });
  afterAll(() => cloud.close());

  it.each(rows.filter(([errcode]) => errcode !== 0))('%i: %s', async (errcode, outcome) => {
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 3000);
    cloud.faults.apply({ target: 'wechat', path: UPLOAD, kind: 'errcode', errcode, times: 1 });
    await nextMinutes(cloud, 1);
    const { shipping, shipTroubleAt } = orderOf(cloud, orderId);
    const seen = {
      shipped: { state: 'shipped', isShown: false },
      wait: { state: 'due', isShown: false },
      ask: { state: 'due', isShown: false },
      wait_shown: { state: 'due', isShown: true },
      never: { state: 'failed', isShown: true },
    }[outcome];
    expect({ state: shipping?.state, isShown: shipTroubleAt !== null }).toEqual(seen);
    const alarms = documentsOf(cloud, 'alarms').filter(({ clearedAt }) => clearedAt === null);
    expect(alarms.length).toBe(seen?.isShown ? 1 : 0);
    // What waits is through at the next try; what is wrong is never sent again.
    await nextMinutes(cloud, 6);
    expect(tradeOf(cloud, orderId).uploads).toBe(outcome === 'never' || outcome === 'shipped' ? 0 : 1);
    const left = documentsOf(cloud, 'alarms').filter(({ clearedAt }) => clearedAt === null);
    expect(left.length).toBe(outcome === 'never' ? 1 : 0);
  });

  it('what we cannot ship and the merchant ships by hand is found a day later, and the alarm ends', async () => {
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 3000);
    cloud.faults.apply({ target: 'wechat', path: UPLOAD, kind: 'errcode', errcode: 10060031, times: 1 });
    await nextMinutes(cloud, 2);
    cloud.wechat.state.tradeOrders.set(orderOf(cloud, orderId).paymentId ?? '', {
      ...tradeOf(cloud, orderId),
      uploads: 1,
      shippedAt: cloud.clock.now(),
      logisticsType: 4,
    });
    await passTime(cloud, DAY_MS + 60_000);
    expect(orderOf(cloud, orderId)).toMatchObject({ shipping: { state: 'shipped' }, shipTroubleAt: null });
    expect(documentsOf(cloud, 'alarms').every(({ clearedAt }) => clearedAt !== null)).toBe(true);
  });

  it('without access to 发货信息管理 orders wait, messages go out all the same, and access given is enough', async () => {
    cloud.wechat.state.isTradeManaged = false;
    const lin = phoneOf(cloud, 'shopper-lin');
    const other = phoneOf(cloud, { openid: 'oOther-9', appid: DEMO_APPID });
    await other.member.join({ leaderCode: null, phoneCode: null });
    await other.allowReminders();
    const orderId = await paidOrder(cloud, lin, 3000);
    await passTime(cloud, 95 * 60_000, 60_000);
    expect(orderOf(cloud, orderId).shipping).toMatchObject({ state: 'due', problem: '48001' });
    expect(other.serviceNotifications().length).toBeGreaterThan(0);
    cloud.wechat.state.isTradeManaged = true;
    await passTime(cloud, 130 * 60_000, 10 * 60_000);
    expect(orderOf(cloud, orderId)).toMatchObject({ shipping: { state: 'shipped' }, shipTroubleAt: null });
  });
});
