import fc from 'fast-check';
import { fen } from '@contracts/primitives/fen';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { PaySheet } from '@contracts/payment/payment';
import type { LocalCloud } from '../../local/server';
import { foundInBooks } from '../stage/money-stage';
import { billOf, sendNotice } from '../stage/payment-stage';
import { shopperWithPoints } from '../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { documentsOf, phoneOf, startJourney } from '../stage/stage';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/** Any sequence of pay, sheet, notice, refund, cancel and timeout keeps money, coupon, claim and points as they must be. */
const steps = [
  'pay',
  'pay_none',
  'pay_points',
  'sheet',
  'old_sheet',
  'notice',
  'confirm',
  'cancel',
  'refund_part',
  'refund_all',
  'refund_line',
  'coupons_end',
  'later',
  'late',
  'deliver',
] as const;
type Step = (typeof steps)[number];

const POINTS_AT_START = 1000;
/** What joining earns, with the first sweep. */
const POINTS_OF_JOINING = 20;

async function live(cloud: LocalCloud, isMember: boolean, story: readonly Step[]): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const { pay } = cloud.wechat;
  pay.setPolicy({ delayMs: 3 * MINUTE_MS });
  if (isMember) await shopperWithPoints(cloud, 'shopper-lin', POINTS_AT_START);
  const orderId = await billOf(cloud, 3200);
  const sheets: PaySheet[] = [];
  const prepare = async (coupon: 'best' | 'none', usePoints = false) => {
    const choice = { orderId, coupon, usePoints };
    const { quote } = await lin.payment.quote(choice);
    const answer = await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome === 'pay_in_wechat') sheets.push(answer.sheet);
  };
  const refund = (amountFen: number) =>
    clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '退' });
  const pass = async (minutes: number) => {
    cloud.moveClock(cloud.clock.now() + minutes * MINUTE_MS);
    await cloud.runTimers();
  };
  const doing: Record<Step, () => Promise<unknown>> = {
    pay: () => prepare('best'),
    pay_none: () => prepare('none'),
    pay_points: () => prepare('best', true),
    sheet: async () => sheets.length > 0 && lin.paySheet(sheets.at(-1)!),
    old_sheet: async () => sheets.length > 0 && lin.paySheet(sheets[0]!),
    notice: async () => pay.state.notices.length > 0 && sendNotice(pay.noticeRequest(-1)),
    confirm: () => lin.payment.confirm({ orderId }),
    cancel: () => lin.payment.cancel({ orderId }),
    refund_part: () => refund(1000),
    refund_all: async () => refund((await clerk.payment.readBill({ orderId })).order.refundableFen),
    refund_line: async () => {
      const lines = [{ line: 0, quantity: 1 }];
      const { amountFen: expectedFen } = await clerk.payment.previewRefund({ orderId, lines });
      return clerk.payment.refundLines({ orderId, lines, expectedFen, reason: '退这件' });
    },
    coupons_end: () =>
      cloud.database.environment(cloud.env).update('coupons', {
        filter: {},
        modifier: { $set: { expiresAt: cloud.clock.now() } },
        multi: true,
      }),
    later: () => pass(1),
    late: () => pass(16),
    deliver: () => pay.deliverDue(),
  };
  // A step that is refused where it makes no sense is as much part of life as one that works.
  for (const step of story) await doing[step]().catch(() => undefined);
  for (let round = 0; round < 3; round += 1) await pass(16);
}

function check(cloud: LocalCloud): void {
  const { pay } = cloud.wechat;
  const [order] = documentsOf(cloud, 'orders');
  const refunds = documentsOf(cloud, 'refunds');
  const succeeded = documentsOf(cloud, 'payments').filter(({ status }) => status === 'succeeded');
  const counted = succeeded.filter(({ surplus }) => !surplus);
  // Money: WeChat's books and ours are the same, and an order keeps at most one payment.
  const atWechat = [...pay.state.transactions.values()].filter(({ paidAt }) => paidAt !== null);
  expect(succeeded.map(({ _id }) => _id).sort()).toEqual(atWechat.map(({ outTradeNo }) => outTradeNo).sort());
  expect(counted).toHaveLength(order!.status === 'paid' ? 1 : 0);
  const back = refunds.filter(({ kind, status }) => kind === 'order' && status === 'succeeded');
  expect(order!.refundedFen).toBe(back.reduce((sum, { amountFen }) => sum + amountFen, 0));
  expect(order!.refundedFen).toBeLessThanOrEqual(order!.agreed?.payableFen ?? 0);
  expect(order!.refundingFen).toBe(0);
  expect([...pay.state.refunds.values()].reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(
    refunds.reduce((sum, { amountFen }) => sum + amountFen, 0),
  );
  // Coupon: used exactly by a paid order that was not wholly refunded; never left locked.
  const isWhole = order!.status === 'paid' && order!.refundedFen === order!.agreed?.payableFen;
  const states = documentsOf(cloud, 'coupons').filter(({ status }) => status !== 'unused');
  const used = order!.status === 'paid' && !isWhole && order!.agreed?.couponId;
  expect(states.map(({ _id, status }) => [_id, status])).toEqual(used ? [[used, 'used']] : []);
  // Claim: only a guest's first payment makes one, and a whole refund withdraws it.
  const claims = documentsOf(cloud, 'cardClaims').map(({ status }) => status);
  const isGuest = order!.payer === null || order!.payer.memberId === null;
  expect(claims).toEqual(order!.status === 'paid' && isGuest ? [isWhole ? 'withdrawn' : 'waiting'] : []);
  expect(order!.status === 'paid' ? order!.applied : true).toBe(true);
}

/** Points: what the order spent and earned, less the share of the refunds in both; never left taken. */
async function checkPoints(cloud: LocalCloud): Promise<void> {
  expect(await foundInBooks(cloud)).toEqual([]);
  const [order] = documentsOf(cloud, 'orders');
  const [account] = documentsOf(cloud, 'pointsAccounts');
  const agreed = order!.status === 'paid' && order!.payer?.memberId ? order!.agreed : null;
  const paidFen = agreed?.payableFen ?? 0;
  const backOf = (whole: number) => (paidFen === 0 ? 0 : Math.floor((whole * order!.refundedFen) / paidFen));
  const earned = Math.floor(paidFen / 100);
  const spent = agreed?.points ?? 0;
  const given = account ? POINTS_AT_START + POINTS_OF_JOINING : 0;
  expect((account?.balance ?? 0) - (account?.debt ?? 0)).toBe(given - spent + backOf(spent));
  expect(account?.pending ?? 0).toBe(earned - backOf(earned));
  expect(order!.pointsTakenBy === null).toBe(order!.status !== 'paid' || spent === 0);
}

it('any sequence of pay, notify, refund, cancel and timeout keeps money, coupon, claim and points', async () => {
  const cloud = await startJourney();
  await assertAlways(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 10 }),
      async (isMember, story) => {
        await cloud.reset();
        await live(cloud, isMember, [isMember ? 'pay_points' : 'pay', ...story]);
        check(cloud);
        await checkPoints(cloud);
      },
    ),
    { keptSeeds: [20261121], kept: 5, keptLong: 20, fresh: 5 },
  );
  await cloud.close();
});
