import { fen } from '@contracts/primitives/fen';
import { isCouponTemplateId, isRewardId, type MemberId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { foldFacts } from '../../../cloudfunctions/kit/facts/fold-facts';
import type { DocumentOf } from '../../../cloudfunctions/kit/store/schema';
import { payableOf } from '../../../cloudfunctions/payment/quote/order';
import { schedule } from '../../../cloudfunctions/sweep';
import { placesOf } from '../../../cloudfunctions/sweep/look-around';
import { minutesOfTurns } from '../../../cloudfunctions/sweep/rotation';
import { join, joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { inviterOf, joinThrough, order, pass } from '../../stage/invite-stage';
import { refundBy } from '../../stage/money-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { checkoutOf } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

type Fact = DocumentOf<'facts'>;

const cloud = cloudOfEach();

/** Somebody above all areas who hears of everything, by a cursor of their own. */
async function hear(): Promise<Fact[]> {
  const { store, now } = checkoutOf(cloud);
  const heard: Fact[] = [];
  await foldFacts({ store, now: now(), outOfTime: () => false }, 'listener', async (facts) => {
    heard.push(...facts);
  });
  return heard;
}

/** Until every part of the sweep had its turn, and what was told was folded. */
async function everyTurn(): Promise<void> {
  const minutes = minutesOfTurns(schedule.name, placesOf(schedule.parts).length);
  for (let minute = 0; minute < minutes + 3; minute += 1) await pass(cloud);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const ofKind = (facts: readonly Fact[], kind: Fact['kind']): Fact[] =>
  facts.filter((fact) => fact.kind === kind);
const numberIn = (fact: Fact, name: string): number => Number(fact.refs[name]);

/** What the facts come to, and what the books say. */
function sums(facts: readonly Fact[]) {
  const living = new Set(documentsOf(cloud, 'members').map(({ _id }) => _id));
  const ofLiving = facts.filter(({ memberId }) => living.has(memberId));
  const money = (kind: Fact['kind']) => sumOf(ofKind(facts, kind).map(({ amountFen = 0 }) => amountFen));
  const points = (kind: Fact['kind']) => sumOf(ofKind(facts, kind).map((fact) => numberIn(fact, 'points')));
  const coupons = (kind: Fact['kind']) => ofKind(ofLiving, kind).length;
  const issued = sumOf(ofKind(ofLiving, 'coupon_issued').map((fact) => numberIn(fact, 'count')));
  const orders = documentsOf(cloud, 'orders').filter(
    ({ status, payer }) => status === 'paid' && payer?.memberId,
  );
  const now = cloud.clock.now();
  return {
    told: {
      moneyFen: money('paid') - money('refunded'),
      points: points('points_earned') - points('points_spent'),
      usable:
        issued -
        coupons('coupon_used') +
        coupons('coupon_returned') -
        coupons('coupon_expired') +
        coupons('coupon_revived') -
        coupons('coupon_revoked') -
        coupons('coupon_given'),
      delivered: coupons('message_delivered'),
    },
    books: {
      moneyFen: sumOf(orders.map((one) => payableOf(one) - one.refundedFen)),
      points: sumOf(
        documentsOf(cloud, 'pointsEntries').map((entry) => entry.points + entry.pending - entry.debt),
      ),
      usable: documentsOf(cloud, 'coupons').filter(
        ({ memberId, status, expiresAt }) =>
          living.has(memberId) && (status === 'unused' || status === 'offered') && now < expiresAt,
      ).length,
      delivered: documentsOf(cloud, 'messages').filter(
        ({ recipient, delivery }) => living.has(recipient as MemberId) && delivery === 'delivered',
      ).length,
    },
  };
}

async function collect(phone: Phone): Promise<void> {
  const templateId = 'tpl_weekend-15';
  if (!isCouponTemplateId(templateId)) throw new Error(templateId);
  await phone.coupon.collect({ templateId });
}

function eggs() {
  const rewardId = 'rwd_eggs';
  if (!isRewardId(rewardId)) throw new Error(rewardId);
  return { rewardId, skuId: 'std', storeId: STORE, quantity: 1 };
}

/** Two friends, a stranger who pays first, two members who are one for a while, and one who leaves. */
async function life() {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const operator = phoneOf(cloud, 'operator-he');
  const lin = await inviterOf(cloud, 'lin');
  await lin.phone.allowReminders();
  await lin.phone.member.linkPhone({ phoneCode: await lin.phone.phoneCode('13811110009') });
  const wang = await joinThrough(cloud, 'wang', lin.code);
  await pass(cloud);
  const bought = await order(cloud, wang.phone, 6000);
  await cloud.wechat.pay.deliverDue();
  await pass(cloud);
  for (const part of [1000, 1500]) {
    await refundBy(cloud, bought, part);
    await cloud.wechat.pay.deliverDue();
    await pass(cloud);
  }

  const { code, cardNumber } = await lin.phone.member.readCode({});
  await operator.points.adjust({ cardNumber, points: 2000, reason: '开业补贴' });
  await lin.phone.points.exchange(eggs());
  const [coupon] = (await lin.phone.coupon.listMine({ state: 'usable', cursor: null })).coupons;
  if (!coupon) throw new Error('no coupon');
  const use = { couponId: coupon.id, storeId: STORE, amountFen: fen(10_000) };
  await clerk.coupon.redeem({ ...use, turn: 1, memberCode: code });
  await clerk.coupon.undoRedeem({ couponId: coupon.id, turn: 1, reason: '点错了' });
  await clerk.coupon.redeem({ ...use, turn: 2, memberCode: null });

  // A stranger pays, then takes the card the payment gave.
  const stranger = phoneOf(cloud, 'shopper-lin');
  const first = await billOf(cloud, 3200);
  await payInWechat(stranger, first);
  await stranger.payment.confirm({ orderId: first });
  await join(stranger);

  const { both, two } = await joinTwice(cloud);
  const collector = await memberIdOf(two);
  await collect(two);
  await join(both);
  await pass(cloud, MINUTE_MS);
  await undoLatest(cloud);

  await everyTurn();
  await stranger.identityMap.requestClosure({});
  await pass(cloud, 40 * DAY_MS);
  await everyTurn();
  return { lin, wang, bought, collector, closed: await memberIdOf(stranger).catch(() => null) };
}

it('a life is told, each thing once, and the sums of what is told are the books', async () => {
  const { lin, wang, bought, collector, closed } = await life();
  const facts = await hear();
  expect(new Set(facts.map(({ _id }) => _id)).size).toBe(facts.length);
  expect(facts).toHaveLength(documentsOf(cloud, 'facts').length);
  expect([...new Set(facts.map(({ kind }) => kind))].sort()).toEqual([
    'claimed',
    'closed',
    'coupon_expired',
    'coupon_issued',
    'coupon_returned',
    'coupon_used',
    'invited',
    'invitee_ordered',
    'joined',
    'merged',
    'message_delivered',
    'paid',
    'points_earned',
    'points_spent',
    'profile_changed',
    'redeemed',
    'refunded',
    'unmerged',
  ]);
  expect(closed).toBeNull();
  const { told, books } = sums(facts);
  expect(told).toEqual(books);
  expect(ofKind(facts, 'joined')).toHaveLength(5);
  const ofBought = facts.filter(({ refs }) => refs['orderId'] === bought);
  expect(ofBought.map(({ kind, memberId }) => [kind, memberId]).sort()).toEqual(
    [
      ['coupon_used', wang.memberId],
      ['invitee_ordered', lin.memberId],
      ['paid', wang.memberId],
      ['refunded', wang.memberId],
      ['refunded', wang.memberId],
    ].sort(),
  );
  const [paid] = ofKind(ofBought, 'paid');
  expect(sumOf(Object.values(paid?.categories ?? {}))).toBe(paid?.amountFen);
  // Told of who collected it, though it was somebody else's by then.
  const collected = ofKind(facts, 'coupon_issued').filter(({ refs }) => refs['channel'] === 'collect');
  expect(collected).toMatchObject([{ memberId: collector, refs: { count: 1 } }]);
  // Everybody's join is told, with nothing left on the member.
  expect(documentsOf(cloud, 'members').flatMap(({ untold }) => untold)).toEqual([]);
  expect(await hear()).toEqual([]);
});

it('the same when answers to commits are lost: whoever asks again tells nothing twice', async () => {
  cloud.faults.apply({
    target: 'database',
    action: 'database.commitTransaction',
    probability: 0.25,
    kind: 'drop-after',
  });
  await life();
  expect(cloud.faults.database.fired).toBeGreaterThan(5);
  cloud.faults.clear();
  await everyTurn();
  const facts = await hear();
  expect(new Set(facts.map(({ _id }) => _id)).size).toBe(facts.length);
  const { told, books } = sums(facts);
  expect(told).toEqual(books);
  expect(ofKind(facts, 'joined')).toHaveLength(5);
  expect(ofKind(facts, 'paid')).toHaveLength(2);
  expect(ofKind(facts, 'refunded')).toHaveLength(2);
});

it('a coupon that ran out counts again when it is extended, and runs out again', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  const { coupons } = await join(lin);
  const [first, second] = coupons;
  if (!first || !second) throw new Error('no coupons');
  await pass(cloud, 40 * DAY_MS);
  await everyTurn();
  const extend = (more: number) =>
    phoneOf(cloud, 'operator-he').coupon.extendCoupons({
      selection: { couponIds: [first.id, second.id] },
      expiresAt: addMs(instant(cloud.clock.now()), more),
      reason: '系统故障补偿',
      cursor: null,
    });
  await extend(DAY_MS);
  await pass(cloud);
  const again = sums(documentsOf(cloud, 'facts'));
  expect(again.told).toEqual(again.books);
  expect(again.books.usable).toBe(2);
  await pass(cloud, 2 * DAY_MS);
  // Before the sweep has told that they ran out again.
  await extend(DAY_MS);
  await everyTurn();
  const third = sums(await hear());
  expect(third.told).toEqual(third.books);
  expect(third.books.usable).toBe(2);
});
