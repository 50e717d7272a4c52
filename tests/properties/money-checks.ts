import { isLive } from '../../cloudfunctions/leader/figures/merged-awards';
import { standsAsFirst } from '../../cloudfunctions/payment/claim/decide-first-payment';
import { isBack } from '../../cloudfunctions/payment/refund/booked-refund';
import { hasGiftsLeft } from '../../cloudfunctions/payment/refund/line-refund';
import { theirsOfBack } from '../../cloudfunctions/points/orders/share-of-back';
import { payableOf } from '../../cloudfunctions/payment/quote/order';
import type { DocumentOf } from '../../cloudfunctions/kit/store/schema';
import { eggs } from '../journeys/points/mall-stage';
import { CHEN } from '../stage/leader-stage';
import { foundInBooks, moneyOf } from '../stage/money-stage';
import { storedAccount } from '../stage/points-stage';
import { documentsOf } from '../stage/stage';
import { POINTS_AT_START, type MoneyWorld } from './money-world';

/** What holds once everything has come to rest, whatever happened before. */
type Order = DocumentOf<'orders'>;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

async function checkTools({ cloud }: MoneyWorld): Promise<void> {
  expect(await foundInBooks(cloud)).toEqual([]);
  expect(documentsOf(cloud, 'quarantine')).toEqual([]);
}

/** What the merchant keeps is what was agreed, less what is back; the operator may have given some back by hand. */
function checkMoney({ cloud }: MoneyWorld, order: Order): void {
  const { wechat, book } = moneyOf(cloud, order._id);
  expect(wechat).toBe(book);
  const own = documentsOf(cloud, 'refunds').filter(({ orderId }) => orderId === order._id);
  const inWechat = own.filter(({ method }) => method === 'wechat');
  const byHand = inWechat.filter(({ kind, status }) => kind === 'surplus' && status === 'handled');
  const back = inWechat.filter(({ kind, status }) => kind === 'order' && status === 'succeeded');
  const amounts = (refunds: readonly { amountFen: number }[]) =>
    sum(refunds.map(({ amountFen }) => amountFen));
  const agreed = order.status === 'paid' && order.method === 'wechat' ? payableOf(order) : 0;
  expect(wechat).toBe(agreed - amounts(back) + amounts(byHand));
  expect(order.refundedFen).toBeLessThanOrEqual(order.status === 'paid' ? payableOf(order) : 0);
  expect(['open', 'paid', 'cancelled']).toContain(order.status);
  expect(order.status !== 'paid' || order.applied || order.payer === null).toBe(true);
  // No unit came back twice.
  const units = own
    .filter(({ status }) => isBack(status))
    .flatMap(({ lines }) =>
      (lines ?? []).flatMap(({ line, units: of }) => of.map((unit) => `${line}:${unit}`)),
    );
  expect(new Set(units).size).toBe(units.length);
  // What the payer reads of money is what came back.
  const said = order.receipts.flatMap(({ text }) => {
    const match = /^(?:退款|商家已在微信支付之外退给你) (\d+(?:\.\d+)?) 元：/.exec(text);
    return match ? [Math.round(Number(match[1]) * 100)] : [];
  });
  expect(sum(said)).toBe(order.refundedFen);
}

/** The payer has closed the account: what belongs to nobody stays as it was written. */
const isErased = ({ receipts }: Order): boolean => receipts.some(({ text }) => text.startsWith('会员已注销'));

/** All of its money is back, and units that only a coupon or points paid for as well: of the free one, or by line. */
function isWhole({ cloud }: MoneyWorld, order: Order): boolean {
  if (order.status !== 'paid') return false;
  if (payableOf(order) === 0) return order.undoneAt !== null;
  if (order.refundedFen < payableOf(order)) return false;
  const own = documentsOf(cloud, 'refunds').filter(
    ({ orderId, kind, status }) => orderId === order._id && kind === 'order' && isBack(status),
  );
  const units = own.flatMap(({ lines }) => lines ?? []);
  return !hasGiftsLeft(order, units) || own.some(({ lines }) => lines === null);
}

/** A coupon is used by the paid order that has it, free again when all of that is back; none is left held. */
function checkCoupons(world: MoneyWorld): void {
  const { cloud } = world;
  const coupons = documentsOf(cloud, 'coupons');
  expect(coupons.filter(({ status }) => status === 'locked')).toEqual([]);
  const orders = documentsOf(cloud, 'orders').filter(({ status, applied }) => status === 'paid' && applied);
  for (const coupon of coupons) {
    const users = orders.filter(({ agreed }) => agreed?.couponId === coupon._id);
    const using = users.filter((order) => !isWhole(world, order));
    expect(using.length).toBeLessThanOrEqual(1);
    if (!users.some(isErased))
      expect([coupon._id, coupon.status === 'used']).toEqual([coupon._id, using.length === 1]);
    if (coupon.recalled) expect(coupon.status).not.toBe('unused');
    if (coupon.use) expect(coupon.use.orderId).toBe(using[0]?._id ?? users[0]?._id);
  }
}

/** Coupons issued are stock taken, also those that went with a closed account. */
function checkStock({ cloud }: MoneyWorld): void {
  const coupons = documentsOf(cloud, 'coupons');
  const shards = documentsOf(cloud, 'couponStock');
  for (const { _id, limits } of documentsOf(cloud, 'couponTemplates')) {
    if (limits.total === null) continue;
    const own = shards.filter(({ templateId }) => templateId === _id);
    const issued = sum(own.map((shard) => shard.issued));
    expect(issued + sum(own.map(({ left }) => left))).toBe(limits.total);
    const live = coupons.filter(({ terms }) => terms.templateId === _id).length;
    expect(live + sum(own.map(({ erased }) => erased))).toBe(issued);
  }
}

interface OrderPoints {
  spent: number;
  given: number;
  earned: number;
  taken: number;
}

/** What one order did to points, in whosever ledger it stands. */
function pointsOf({ cloud }: MoneyWorld, { _id }: Order): OrderPoints {
  const refunds = new Set<string>(
    documentsOf(cloud, 'refunds')
      .filter(({ orderId }) => orderId === _id)
      .map((refund) => refund._id),
  );
  const entries = documentsOf(cloud, 'pointsEntries').filter(
    ({ source }) =>
      (source.kind === 'order' && source.id === _id) || (source.kind === 'refund' && refunds.has(source.id)),
  );
  const of = (kind: string) =>
    sum(
      entries
        .filter((entry) => entry.kind === kind)
        .map(({ points, pending, debt }) => points + pending - debt),
    );
  return {
    spent: 0 - of('spend'),
    given: of('refund_back'),
    earned: of('earn'),
    taken: 0 - of('claw_back') - of('debt'),
  };
}

function checkOrderPoints(world: MoneyWorld, order: Order): void {
  const { spent, given, earned, taken } = pointsOf(world, order);
  if (isErased(order)) return;
  const what = [order._id, order.status, order.refundedFen];
  if (order.status !== 'paid') expect([...what, spent - given, earned]).toEqual([...what, 0, 0]);
  else if (isWhole(world, order)) expect([...what, spent - given, earned - taken]).toEqual([...what, 0, 0]);
  else {
    // Those that stay spent are the agreed ones, less what came back with parts of it.
    const kept = spent - given;
    expect(kept).toBeLessThanOrEqual(order.agreed?.points ?? 0);
    expect(kept).toBeGreaterThanOrEqual(0);
    if (order.refundedFen === 0 && order.lineRefunds.length === 0)
      expect([...what, kept, taken]).toEqual([...what, order.agreed?.points ?? 0, 0]);
    expect(taken).toBeLessThanOrEqual(earned);
  }
}

/**
 * What orders and exchanges keep of somebody's points. While two are one an order of either may take what the other brought: it stays taken as
 * long as the order stands, as the preview of the undo says, and the entry and its part say whose it was.
 */
function keptOf({ cloud }: MoneyWorld, memberId: string): number {
  const entries = documentsOf(cloud, 'pointsEntries');
  const parts = documentsOf(cloud, 'pointsParts');
  return sum(
    entries
      .filter(
        ({ kind, source }) => kind === 'spend' && (source.kind === 'order' || source.kind === 'redemption'),
      )
      .map((spend) => {
        const back = sum(
          entries
            .filter(({ kind, of }) => kind === 'refund_back' && of === spend._id)
            .map(({ points }) => points),
        );
        const part = parts.find(({ _id }) => _id === spend._id);
        const theirs = part?.theirs ?? [];
        const partKept = sum(theirs) - theirsOfBack({ moves: spend.moves, theirs }, 0, back);
        const restKept = 0 - spend.points - back - partKept;
        return (part?.memberId === memberId ? partKept : 0) + (spend.memberId === memberId ? restKept : 0);
      }),
  );
}

/** Exchanges count for whoever has them, each once, and the stock says the same. */
function checkMall({ cloud }: MoneyWorld): void {
  const standing = documentsOf(cloud, 'redemptions').filter(({ status }) => status !== 'cancelled');
  const taken = documentsOf(cloud, 'rewardShards')
    .filter(({ rewardId }) => rewardId === eggs.rewardId)
    .map((shard) => shard.taken);
  expect(sum(taken)).toBe(standing.length);
  const accounts = documentsOf(cloud, 'pointsAccounts').filter(({ mergedInto }) => mergedInto === null);
  for (const { _id, uses } of accounts) {
    const own = standing.filter(({ memberId }) => memberId === _id).length;
    const counted = uses.find(({ rewardId }) => rewardId === eggs.rewardId)?.total ?? 0;
    expect([_id, counted]).toEqual([_id, own]);
  }
}

/**
 * An order grows its payer by what it paid and kept, in the ledger of whose account that was: what was back before somebody joined
 * was never theirs, and what comes back after they have left is taken from nobody.
 */
function checkGrowth(world: MoneyWorld): void {
  const { cloud, bills, members } = world;
  const entries = documentsOf(cloud, 'growthEntries');
  const people = documentsOf(cloud, 'members').map(({ _id }) => _id);
  const active = documentsOf(cloud, 'members').filter(({ status }) => status === 'active');
  for (const order of documentsOf(cloud, 'orders')) {
    const paid = entries.find(({ _id }) => _id === `paid:${order._id}`);
    if (!paid) continue;
    const taken = entries.filter(({ of }) => of === paid._id);
    const told = sum(taken.map(({ amountFen }) => amountFen ?? 0));
    const paidFen = paid.amountFen ?? 0;
    const back = order.refundedFen - (payableOf(order) - paidFen);
    const what = [order._id, order.refundedFen, paidFen];
    const hasLeft = isErased(order) || !people.includes(paid.memberId);
    if (hasLeft) expect(told).toBeLessThanOrEqual(back);
    else expect([...what, told]).toEqual([...what, back]);
    const share = paidFen === 0 ? 0 : Math.floor((paid.delta * told) / paidFen);
    const net = sum([paid.delta, ...taken.map(({ delta }) => delta)]);
    expect([...what, net]).toEqual([...what, paid.delta - share]);
    const payer = bills.find(({ orderId }) => orderId === order._id)?.payer;
    const owner = payer === undefined ? undefined : members[payer];
    const isApart = members.every((id) => active.some(({ _id }) => _id === id));
    if (isApart && owner) expect([order._id, paid.memberId]).toEqual([order._id, owner]);
  }
}

/** Each of the two has what they came with and what their own orders did, unless they are one or nobody now. */
function checkPeople(world: MoneyWorld): void {
  const { cloud, members, bills } = world;
  if (members.length === 0) return;
  const active = documentsOf(cloud, 'members').filter(({ status }) => status === 'active');
  const apart = members.every((memberId) => active.some(({ _id }) => _id === memberId));
  if (!apart) return;
  for (const payer of [0, 1] as const) {
    const own = documentsOf(cloud, 'orders').filter(({ _id }) =>
      bills.some((bill) => bill.orderId === _id && bill.payer === payer),
    );
    const net = sum(
      own.map((order) => {
        const { earned, taken } = pointsOf(world, order);
        return earned - taken;
      }),
    );
    const account = storedAccount(cloud, members[payer]!);
    const worth = account ? account.balance + account.pending - account.debt : 0;
    const invited = sum(
      documentsOf(cloud, 'inviteRewards')
        .filter(({ state, givenTo }) => state === 'delivered' && givenTo === members[payer])
        .map(({ gift }) => gift.points ?? 0),
    );
    expect([payer, worth]).toEqual([payer, POINTS_AT_START + net + invited - keptOf(world, members[payer]!)]);
    // Who paid something and kept it is one leader's first order, and nobody else is any.
    const counting = own.filter(({ status, applied }) => status === 'paid' && applied).filter(standsAsFirst);
    const awards = documentsOf(cloud, 'leaderAwards').filter(
      (award) => award.kind === 'first_order' && isLive(award) && award.memberId === members[payer],
    );
    const earliest = counting.sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0)).slice(0, 1);
    expect([payer, awards.length]).toEqual([payer, earliest.length]);
    for (const award of awards) expect(award.leaderId).toBe(payer === 0 ? CHEN : 'ldr_mei');
  }
}

/** At every moment: what WeChat has taken is not free to be given back once more. */
export function checkHeld({ cloud }: MoneyWorld): void {
  const taken = [...cloud.wechat.pay.state.refunds.values()].filter(
    ({ status }) => status === 'PROCESSING' || status === 'SUCCESS',
  );
  const closed = documentsOf(cloud, 'refunds').filter(({ status }) => status === 'closed');
  const numbers = new Set<string>(closed.map(({ _id }) => _id));
  expect(taken.filter(({ outRefundNo }) => numbers.has(outRefundNo))).toEqual([]);
}

export async function checkAll(world: MoneyWorld): Promise<void> {
  await checkTools(world);
  for (const order of documentsOf(world.cloud, 'orders')) {
    checkMoney(world, order);
    checkOrderPoints(world, order);
  }
  checkCoupons(world);
  checkStock(world);
  checkMall(world);
  checkGrowth(world);
  checkPeople(world);
}
