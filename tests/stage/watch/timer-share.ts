import { schedule as sweep } from '../../../cloudfunctions/sweep';
import { placesOf } from '../../../cloudfunctions/sweep/look-around';
import { minutesOfTurns } from '../../../cloudfunctions/sweep/rotation';
import { isPickupCode } from '../../../contracts/primitives/codes/pickup-code';
import { DAY_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { join, personOf } from '../identity-stage';
import { EGGS } from '../crowd-scene';
import { billOf, payInWechat, STORE } from '../payment-stage';
import { shopperWithPoints } from '../points-stage';
import { documentsOf, phoneOf, type Phone } from '../stage';

/** People who do the same in one minute, as at a merchant with many; one by oneself pays the minute alone. */
const MANY = 10;
/** Within so many minutes every part of the sweep has looked by itself for what nothing told it of. */
const A_TURN = minutesOfTurns('sweep', placesOf(sweep.parts).length);
/** Of the wallet and the mall fewer do: they are slow to set up, and share as well. */
const SOME = 5;
const GOODS = { rewardId: EGGS, skuId: 'std', storeId: STORE, quantity: 1 };

/** Calls of the database for each who did it, beside what the same time takes when nobody does; pushes of WeChat are function calls, too. */
export interface Share {
  calls: number;
  pushes: number;
}

/** A cloud in which time passes by the minute and everything that is asked of the database is counted. */
function watchOf(cloud: LocalCloud) {
  const pass = async (steps: number, ms: number = MINUTE_MS): Promise<void> => {
    for (let step = 0; step < steps; step += 1) {
      cloud.moveClock(cloud.clock.now() + ms);
      await cloud.runTimers();
    }
  };
  const counted = async (time: () => Promise<void>): Promise<Share> => {
    cloud.faults.database.startTrace();
    await cloud.wechat.pay.deliverDue();
    await time();
    const { trace } = cloud.faults.database;
    const pushes = trace.filter(
      ({ action, collection }) => collection === 'wechatEvents' && action === 'database.insertDocument',
    );
    return { calls: trace.length, pushes: pushes.length };
  };
  return { pass, counted };
}

const shareOf = (done: Share, idle: Share, people: number): Share => ({
  calls: (done.calls - idle.calls) / people,
  pushes: (done.pushes - idle.pushes) / people,
});

/** An order is settled three days after its payment; everything else is over sooner. */
const untilOver = (pass: (steps: number, ms?: number) => Promise<void>) => ({
  shortly: () => pass(40),
  long: async () => {
    await pass(40);
    await pass(3, DAY_MS);
    await pass(40);
  },
});

/** What notices, pushes and timers ask of the database after people did something, until nothing is left of it. */
export async function timerShares(cloud: LocalCloud) {
  const { pass, counted } = watchOf(cloud);
  const { shortly, long } = untilOver(pass);
  const buyers = Array.from({ length: MANY }, (_, n) => personOf(cloud, `oShare-${n}`));
  const pay = async (people: readonly Phone[]): Promise<void> => {
    for (const one of people) await payInWechat(one, await billOf(cloud, 3200));
  };
  await pass(60);
  const idle = await counted(shortly);
  for (const one of buyers) await join(one);
  const joined = shareOf(await counted(shortly), idle, MANY);
  const shoppers = await peopleWithPoints(cloud);
  await pay(buyers);
  // First orders, and everything about coupons, are over.
  await long();
  // Every part has had its turn by then; what follows begins at the hour it would have without.
  await pass(7, DAY_MS);
  await pass(A_TURN);
  await pass(1, DAY_MS - A_TURN * MINUTE_MS);
  await pass(40);
  const idleLong = await counted(long);
  await pay(buyers);
  const paid = shareOf(await counted(long), idleLong, MANY);
  await pay(buyers.slice(0, 1));
  const paidAlone = shareOf(await counted(long), idleLong, 1);
  return {
    joined,
    paid,
    paidAlone,
    ...(await mallShares(cloud, shoppers)),
    told: await messageShare(cloud),
  };
}

async function peopleWithPoints(cloud: LocalCloud): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (let n = 0; n < SOME; n += 1) {
    const caller = { openid: `oMall-${n}`, appid: DEMO_APPID };
    phones.push((await shopperWithPoints(cloud, caller, 5000)).phone);
  }
  return phones;
}

async function mallShares(cloud: LocalCloud, shoppers: readonly Phone[]) {
  const { pass, counted } = watchOf(cloud);
  const { shortly } = untilOver(pass);
  const idle = await counted(shortly);
  for (const { points } of shoppers) await points.exchange(GOODS);
  const exchanged = shareOf(await counted(shortly), idle, SOME);
  for (const { points } of shoppers) {
    const { redemptions } = await points.listRedemptions({ cursor: null });
    const [{ code = null } = {}] = redemptions;
    if (!isPickupCode(code)) throw new Error('nothing to pick up');
    await phoneOf(cloud, 'clerk-zhou').points.verifyRedemption({ code });
  }
  return { exchanged, pickedUp: shareOf(await counted(shortly), idle, SOME) };
}

/** Reminders of coupons that end, each written into the inbox and sent through WeChat. */
async function messageShare(cloud: LocalCloud): Promise<Share> {
  const { pass, counted } = watchOf(cloud);
  for (let n = 0; n < MANY; n += 1) {
    const one = personOf(cloud, `oTold-${n}`);
    await join(one);
    await one.allowReminders();
  }
  await pass(40);
  const due = documentsOf(cloud, 'reminders').flatMap(({ status, dueAt }) =>
    status === 'scheduled' && dueAt > cloud.clock.now() ? [dueAt] : [],
  );
  cloud.moveClock(Math.min(...due) - 55 * MINUTE_MS);
  await pass(14);
  const idle = await counted(() => pass(40));
  const before = cloud.wechat.state.messages.length;
  const told = shareOf(await counted(() => pass(40)), idle, MANY);
  if (cloud.wechat.state.messages.length - before !== MANY) throw new Error('not everybody was told once');
  // WeChat pushes what became of each.
  await pushArrived(cloud, 'oTold-0');
  const { calls, pushes } = await counted(() => pushArrived(cloud, 'oTold-1'));
  return { calls: told.calls + calls, pushes: told.pushes + pushes };
}

async function pushArrived(cloud: LocalCloud, openid: string): Promise<void> {
  const list = [{ TemplateId: 'tmpl-coupon-expiry', MsgID: '1', ErrorCode: '0', ErrorStatus: 'success' }];
  const event = { account: 'mini-program', openid, event: 'subscribe_msg_sent_event', list };
  const { status } = await fetch(`${cloud.url}/local/wechat/event`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  if (status !== 200) throw new Error(`the event was not taken: ${status}`);
}
