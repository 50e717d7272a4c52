import { fen } from '../../../contracts/primitives/fen';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { join, personOf } from '../identity-stage';
import { billOf, payInWechat } from '../payment-stage';
import { shopperWithPoints } from '../points-stage';
import { newTestRequest, phoneOf, type Phone } from '../stage';

/** What one call asks of the database: `first` of its instance in a minute, when it marks its work for the sweep, and `next`. */
export interface CallCount {
  first: number;
  next: number;
}

/** Notices of a payment, and of a refund with points to take back, of two shoppers whom nobody invited. */
export async function noticeCalls(cloud: LocalCloud): Promise<{ payment: CallCount; refund: CallCount }> {
  const shoppers = [personOf(cloud, 'oCount-1'), personOf(cloud, 'oCount-2')] as const;
  for (const shopper of shoppers) await join(shopper);
  cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
  cloud.wechat.pay.setPolicy({ delayMs: 1000 });
  const first = await paidAndRefunded(cloud, shoppers[0]);
  const next = await paidAndRefunded(cloud, shoppers[1]);
  cloud.wechat.pay.setPolicy({ delayMs: 0 });
  return {
    payment: { first: first.payment, next: next.payment },
    refund: { first: first.refund, next: next.refund },
  };
}

async function paidAndRefunded(cloud: LocalCloud, shopper: Phone) {
  const orderId = await billOf(cloud, 3200);
  await payInWechat(shopper, orderId);
  const payment = await callsOfNotice(cloud);
  await shopper.payment.confirm({ orderId });
  await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(1000), reason: '退一部分' });
  await cloud.wechat.pay.deliverDue();
  return { payment, refund: await callsOfNotice(cloud) };
}

/** Delivers what WeChat Pay has to say next and counts what the function asked of the database. */
async function callsOfNotice(cloud: LocalCloud): Promise<number> {
  cloud.faults.database.startTrace();
  cloud.moveClock(cloud.clock.now() + 1000);
  await cloud.wechat.pay.deliverDue();
  return cloud.faults.database.trace.length;
}

const STORE = 'sto_xingfu';
const GOODS = { rewardId: 'rwd_eggs', skuId: 'std', storeId: STORE, quantity: 1 };
const SERVICE = { ...GOODS, rewardId: 'rwd_knife' };

/** An exchange for counted goods, one for a service, and what was exchanged looked up and picked up at the counter, each of an instance at work. */
export async function mallCalls(cloud: LocalCloud) {
  await exchangedAndPickedUp(cloud, 'oCount-3');
  return exchangedAndPickedUp(cloud, 'oCount-4');
}

async function exchangedAndPickedUp(cloud: LocalCloud, openid: string) {
  const caller = { openid, appid: DEMO_APPID };
  const { phone } = await shopperWithPoints(cloud, caller, 5000);
  const counted = async (op: string, input: object, who: typeof caller | string) => {
    const answer = await cloud.invoke('points', { op, input, requestId: newTestRequest() }, who);
    if (!answer.database || !('result' in answer)) throw new Error(`${op}: ${JSON.stringify(answer)}`);
    return answer.database.calls;
  };
  const goods = await counted('exchange', GOODS, caller);
  const service = await counted('exchange', SERVICE, caller);
  const { redemptions } = await phone.points.listRedemptions({ cursor: null });
  const code = { code: redemptions[0]?.code };
  const lookUp = await counted('lookUpRedemption', code, 'clerk-zhou');
  const pickUp = await counted('verifyRedemption', code, 'clerk-zhou');
  return { goods, service, lookUp, pickUp };
}
