import { fen } from '../../../contracts/primitives/fen';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { cardPlanId } from '../../../contracts/values';
import { deskOrder, judgeAtDesk, UNDO_MS, viewAtDesk, viewCouponUse } from './desk';
import type { CouponUse } from '../rules/lifecycle';
import { couponOf, ISSUED, STORE } from '../rules/test-coupons';

const desk = (amountFen: number | null = null, planId: string | null = null) => ({
  storeId: STORE,
  isClosed: false,
  planId: planId === null ? null : cardPlanId.parse(planId),
  amountFen: amountFen === null ? null : fen(amountFen),
});
const used: CouponUse = {
  turn: 2,
  by: 'clerk',
  orderId: null,
  storeId: STORE,
  staffId: 'stf_1',
  at: ISSUED,
  amountFen: null,
  savingFen: null,
};

describe('what the clerk is told of a coupon', () => {
  it.each<[string, object, ReturnType<typeof desk>, string | null, number | null]>([
    ['without an amount: redeemable, the clerk sees to the threshold', {}, desk(), null, null],
    ['with one at the threshold: what it saves', {}, desk(5900), null, 1000],
    ['a fen below it', {}, desk(5899), 'coupon_below_threshold', null],
    ['an exchange has no bill', { kind: 'exchange', item: '鸡蛋一盒' }, desk(100), null, null],
    ['categories are seen on the counter', { categories: ['水果'] }, desk(100), null, null],
    ['another store’s', { storeIds: ['sto_other'] }, desk(9900), 'coupon_wrong_store', null],
    ['another plan’s', { planIds: ['plan_gold'] }, desk(9900), 'coupon_wrong_plan', null],
    ['the plan it is for', { planIds: ['plan_gold'] }, desk(9900, 'plan_gold'), null, 1000],
  ])('%s', (_name, terms, where, reason, savingFen) => {
    const judged = judgeAtDesk(couponOf(terms), where, ISSUED);
    expect([judged.refusal?.reason ?? null, judged.savingFen]).toEqual([reason, savingFen]);
  });

  it('nothing new is redeemed where it is closed, and what is wrong with it otherwise is told first', () => {
    const closed = { ...desk(9900), isClosed: true };
    expect(judgeAtDesk(couponOf({}), closed, ISSUED).refusal?.reason).toBe('store_closed');
    const { refusal } = judgeAtDesk(couponOf({}, { expiresAt: ISSUED }), closed, ISSUED);
    expect(refusal?.reason).toBe('coupon_expired');
  });

  it('one that ran out is refused whatever the bill', () => {
    const { refusal } = judgeAtDesk(couponOf({}, { expiresAt: ISSUED }), desk(9900), ISSUED);
    expect(refusal?.reason).toBe('coupon_expired');
  });
});

describe('taking a redemption back', () => {
  const of = (use: Partial<CouponUse>) =>
    couponOf({}, { status: 'used', usedAt: ISSUED, turns: 2, use: { ...used, ...use } });
  it.each<[string, Partial<CouponUse>, number, boolean]>([
    ['at once', {}, 0, true],
    ['in the last moment', {}, UNDO_MS - 1, true],
    ['too late', {}, UNDO_MS, false],
    ['not what an order used', { by: 'order' }, 0, false],
  ])('%s', (_name, use, after, may) => {
    const { undoable, turn } = viewAtDesk(of(use), desk(), addMs(ISSUED, after));
    expect(undoable).toEqual(may ? { turn: 2, until: addMs(ISSUED, UNDO_MS) } : null);
    expect(turn).toBe(3);
  });

  it('the redemption says what it saved and until when', () => {
    expect(viewCouponUse(of({ savingFen: fen(1000) }))).toMatchObject({
      turn: 2,
      redeemedAt: ISSUED,
      savingFen: 1000,
      undoUntil: addMs(ISSUED, UNDO_MS),
    });
    expect(() => viewCouponUse(couponOf())).toThrow(RangeError);
  });
});

it('redeemable ones stand first, then what runs out first', () => {
  const shown = [
    couponOf({}, { expiresAt: addMs(ISSUED, 3 * DAY_MS) }, 'cpn_late-1'),
    couponOf({}, { startsAt: instant(ISSUED + 1) }, 'cpn_waiting-1'),
    couponOf({}, {}, 'cpn_soon-1'),
  ].map((coupon) => viewAtDesk(coupon, desk(), ISSUED));
  expect(shown.sort(deskOrder).map(({ id }) => id)).toEqual(['cpn_soon-1', 'cpn_late-1', 'cpn_waiting-1']);
});
