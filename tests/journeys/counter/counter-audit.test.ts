import { readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '@contracts/areas';
import type { Operation } from '@contracts/operation';
import { fen } from '@contracts/primitives/fen';
import { addMs, chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { isPickupCode } from '@contracts/primitives/codes/pickup-code';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { join, joinTwice, latestMerge } from '../../stage/identity-stage';
import { paidOrder, refundBy, refuseNext } from '../../stage/money-stage';
import { billOf, STORE } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { decidesNothing } from './decides-nothing';
import { shownElsewhere } from './shown-elsewhere';

const staffWork = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table)
    .filter(
      ([, { actor, idempotency }]: [string, Operation]) =>
        ['adviser', 'clerk', 'operator', 'owner'].includes(actor) && idempotency !== 'read',
    )
    .map(([op]) => `${area}.${op}`),
);

describe('every writing operation of the staff leaves an audit entry', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let he: Phone;
  let wu: Phone;
  beforeEach(async () => {
    cloud = await startJourney({ settings: { counterRules: { cashFenPerDay: 50_000 } } });
    zhou = phoneOf(cloud, 'clerk-zhou');
    he = phoneOf(cloud, 'operator-he');
    wu = await newStaff(cloud, 'wu');
  });
  afterEach(() => cloud.close());

  const cashBill = async (amountFen = 1000) => {
    const orderId = await billOf(cloud, amountFen);
    const { review } = await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    return { orderId, reviewId: review?.reviewId ?? '' };
  };
  const usableCoupon = async () => {
    const { cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const { coupons } = await zhou.coupon.lookUp({ shown: cardNumber, storeId: STORE, amountFen: null });
    const { id: couponId, turn } = coupons.find(({ refusal }) => refusal === null)!;
    return { couponId, turn };
  };
  const merge = async () => {
    const { both } = await joinTwice(cloud);
    await join(both);
    return latestMerge(cloud);
  };
  const template = async () => {
    const { templates } = await he.coupon.listTemplates({ cursor: null });
    const found = templates.find(({ status }) => status === 'published');
    if (!found) throw new Error('no template');
    return found;
  };
  const push = async () =>
    (
      await he.message.createPush({
        kind: 'coupon_expiry',
        audience: { kind: 'all' },
        text: null,
        sendAt: null,
      } as Parameters<Phone['message']['createPush']>[0])
    ).push.id;

  /** Prepares, and gives the act itself. */
  const acts: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
    'payment.openBill': async () => () => billOf(cloud, 1000),
    'payment.recordCounterPayment': async () => {
      const orderId = await billOf(cloud, 1000);
      return () => zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    },
    'payment.endBill': async () => {
      const orderId = await billOf(cloud, 1000);
      return () => zhou.payment.endBill({ orderId });
    },
    'payment.refund': async () => {
      const { orderId } = await cashBill();
      return () => zhou.payment.refund({ orderId, amountFen: fen(100), reason: '缺货' });
    },
    'payment.refundLines': async () => {
      const { orderId } = await cashBill();
      const lines = [{ line: 0, quantity: 1 }];
      return () => zhou.payment.refundLines({ orderId, lines, expectedFen: fen(1000), reason: '缺货' });
    },
    'payment.confirmReview': async () => {
      const { reviewId } = await cashBill(60_000);
      return () => wu.payment.confirmReview({ reviewId });
    },
    'payment.rejectReview': async () => {
      const { reviewId } = await cashBill(60_000);
      return () => wu.payment.rejectReview({ reviewId });
    },
    'payment.saveIssueRule': async () => {
      const { rules } = await he.payment.listIssueRules({ cursor: null });
      const { ruleId, version, terms } = rules[0]!;
      const changed = { ...terms, name: '首单领卡' };
      return () => he.payment.saveIssueRule({ edit: { ruleId, version }, terms: changed });
    },
    'points.adjust': async () => {
      const { cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 0);
      return () => he.points.adjust({ cardNumber, points: 5, reason: '补偿' });
    },
    'points.transfer': async () => {
      const from = await shopperWithPoints(cloud, 'shopper-lin', 100);
      const to = await shopperWithPoints(cloud, 'shopper-wang', 0);
      const cards = { fromCardNumber: from.cardNumber, toCardNumber: to.cardNumber };
      return () => he.points.transfer({ ...cards, points: 5, reason: '补偿' });
    },
    'points.verifyRedemption': async () => {
      const { phone } = await shopperWithPoints(cloud, 'shopper-lin', 2000);
      const { rewards } = await phone.points.listRewards({ cursor: null });
      const goods = rewards.find(({ kind }) => kind === 'goods')!;
      const wish = { rewardId: goods.id, skuId: goods.skus[0]!.id, storeId: STORE, quantity: 1 };
      const { code } = (await phone.points.exchange(wish)).redemption;
      if (!isPickupCode(code)) throw new Error(String(code));
      return () => zhou.points.verifyRedemption({ code });
    },
    'points.publishRule': async () => {
      const { version, publishedAt: _publishedAt, ...draft } = (await he.points.readRule({})).rule!;
      return () => he.points.publishRule({ draft, basedOn: version });
    },
    'growth.publishRule': async () => () => he.growth.publishRule({ draft: PROPOSED_RULE, basedOn: 0 }),
    'growth.setFloor': async () => {
      await he.growth.publishRule({ draft: PROPOSED_RULE, basedOn: 0 });
      const { cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 0);
      const until = chinaDateOf(instant(cloud.clock.now() + 30 * DAY_MS));
      return () => he.growth.setFloor({ cardNumber, level: 2, until, reason: '老顾客' });
    },
    'points.saveReward': async () => {
      const [first] = (await he.points.listAllRewards({ cursor: null })).rewards;
      const edit = { rewardId: first!.id, version: first!.version };
      return () => he.points.saveReward({ edit, draft: { ...first!.draft, name: '新名字' } });
    },
    'coupon.redeem': async () => {
      const confirm = await usableCoupon();
      return () => zhou.coupon.redeem({ ...confirm, storeId: STORE, amountFen: null });
    },
    'coupon.undoRedeem': async () => {
      const confirm = await usableCoupon();
      await zhou.coupon.redeem({ ...confirm, storeId: STORE, amountFen: null });
      return () => zhou.coupon.undoRedeem({ ...confirm, reason: '扫错了' });
    },
    'coupon.setTemplateStatus': async () => {
      const { templateId } = await template();
      return () => he.coupon.setTemplateStatus({ templateId, status: 'paused', reason: '歇一歇' });
    },
    'identity.undoMerge': async () => {
      const mergeId = await merge();
      return () => he.identityMap.undoMerge({ mergeId, reason: '合错了' });
    },
    'identity.decide': async () => {
      await join(zhou, await zhou.phoneCode('13611110000'));
      await join(wu, await wu.phoneCode('13611110000'));
      const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
      const { decisionId } = decisions[0]!;
      return () => he.identityMap.decide({ decisionId, verdict: 'two_people', reason: '核对过证件' });
    },
    'message.createPush': async () => () => push(),
    'message.submitPush': async () => {
      const pushId = await push();
      await he.message.previewPush({ pushId });
      return () => he.message.submitPush({ pushId, confirmRepeat: false });
    },
    'message.steerPush': async () => {
      const pushId = await push();
      return () => he.message.steerPush({ pushId, to: 'cancelled' });
    },
    'message.approvePush': async () => {
      await cloud.close();
      cloud = await startJourney({ settings: { messageRules: { pushApprovalAbove: 0 } } });
      await shopperWithPoints(cloud, 'shopper-lin', 0);
      [he, zhou] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'clerk-zhou')];
      const pushId = await push();
      await he.message.previewPush({ pushId });
      await he.message.submitPush({ pushId, confirmRepeat: false });
      return () => phoneOf(cloud, 'owner-li').message.approvePush({ pushId });
    },
    'payment.retryRefund': async () => {
      const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 10_000);
      refuseNext(cloud, 'refund', 'INVALID_REQUEST');
      await refundBy(cloud, orderId, 3000);
      const { refunds } = await he.payment.listTroubledRefunds({ cursor: null });
      return () => he.payment.retryRefund({ refundId: refunds[0]!.refundId });
    },
    'referral.publishRule': async () => {
      const { version, publishedAt: _publishedAt, ...draft } = (await he.referral.readRule({})).rule!;
      return () => he.referral.publishRule({ draft, basedOn: version });
    },
    'coupon.extendCoupons': async () => {
      const { couponId } = await usableCoupon();
      const { coupon } = await phoneOf(cloud, 'shopper-lin').coupon.readMine({ couponId });
      const expiresAt = addMs(coupon.expiresAt, DAY_MS);
      const extension = { selection: { couponIds: [couponId] }, expiresAt, reason: '停业', cursor: null };
      return () => he.coupon.extendCoupons(extension);
    },
    'payment.fulfillOrder': async () => {
      const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 3000);
      return () => zhou.payment.fulfillOrder({ orderId, proof: null });
    },
    'merchant.saveStoreShipping': async () => () =>
      he.merchant.saveStoreShipping({
        storeId: STORE,
        shippingMode: 'same_city',
        serviceCategories: [],
        basedOn: { shippingMode: 'pickup', serviceCategories: [] },
      }),
    'merchant.bindStores': async () => {
      const { staff } = await he.merchant.listStaff({ cursor: null });
      const { handle, storeIds: basedOn } = staff.find(({ name }) => name === 'wu')!;
      return () => he.merchant.bindStores({ handle, storeIds: [], basedOn });
    },
  };

  const mine = () =>
    documentsOf(cloud, 'auditEntries').filter(({ role }) => role !== 'shopper' && role !== 'system');

  it.each(staffWork.filter((op) => op in acts))('%s', async (op) => {
    const act = await acts[op]!();
    const before = mine().map(({ _id }) => _id);
    await act();
    const told = mine().filter(({ _id }) => !before.includes(_id));
    expect(told.length).toBeGreaterThan(0);
    for (const entry of told) {
      expect(typeof entry.staffName).toBe('string');
      expect(['clerk', 'operator', 'owner']).toContain(entry.role);
      expect(JSON.stringify(entry)).not.toMatch(/\b1[3-9]\d{9}\b/);
      // What it was, or what it has become.
      expect(Object.keys({ ...entry.before, ...entry.after })).not.toEqual([]);
      expect(entry.about).toContain(entry.subjectId);
    }
    const [area] = op.split('.');
    expect(told.map(({ action }) => action.split('.')[0])).toContain(area);
  });

  it.each(Object.entries(shownElsewhere))('%s: %j', (_op, [file, action]) => {
    expect(readFileSync(path.join(__dirname, `../${file}.test.ts`), 'utf8')).toContain(`'${action}'`);
  });

  it('is shown for each of them', () => {
    const known = [...Object.keys(acts), ...Object.keys(shownElsewhere), ...Object.keys(decidesNothing)];
    expect(known.filter((op) => !staffWork.includes(op))).toEqual([]);
    expect(staffWork.filter((op) => !known.includes(op))).toEqual([]);
  });
});
