import { fen, type Fen } from '@contracts/primitives/fen';
import {
  DAY_MS,
  endOfChinaDay,
  endOfChinaMonth,
  HOUR_MS,
  instant,
  MINUTE_MS,
} from '@contracts/primitives/time';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { store, template } from './template-stage';

const WEEKEND = template('tpl_weekend-15');
const FRUIT = template('tpl_fruit-80');
const EGGS = template('tpl_eggs');
const STORE = store('sto_xingfu');

const cloud = cloudOfEach();
let lin: Phone;
let wang: Phone;
let clerk: Phone;
let operator: Phone;

beforeEach(async () => {
  [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
  [clerk, operator] = [phoneOf(cloud, 'clerk-zhou'), phoneOf(cloud, 'operator-he')];
  for (const phone of [lin, wang]) await phone.member.join({ leaderCode: null, phoneCode: null });
});

const stockOf = (templateId: string) => {
  const shards = documentsOf(cloud, 'couponStock').filter((shard) => shard.templateId === templateId);
  const sum = (of: (shard: (typeof shards)[number]) => number) =>
    shards.reduce((all, shard) => all + of(shard), 0);
  return {
    total: sum(({ total }) => total),
    issued: sum(({ issued }) => issued),
    left: sum(({ left }) => left),
  };
};

describe('领券中心', () => {
  it('shows every condition before it is collected, and what is left', async () => {
    const { coupons } = await lin.coupon.listCollectable({ cursor: null });
    expect(coupons.map(({ templateId, left, refusal }) => [templateId, left, refusal])).toEqual([
      [EGGS, 20, null],
      [FRUIT, null, null],
      [WEEKEND, 100, null],
    ]);
    const { coupon } = await lin.coupon.readCollectable({ templateId: FRUIT });
    expect(coupon.terms).toMatchObject({ kind: 'percent_off', percentOff: 20, categories: ['水果'] });
    expect(coupon.limits).toMatchObject({ perMember: 2, perMemberPerDay: 1 });
  });

  it('collecting issues the coupon, takes it from stock, counts it, and schedules its reminder', async () => {
    const { coupon } = await lin.coupon.collect({ templateId: WEEKEND });
    expect(coupon).toMatchObject({ state: 'usable', channel: 'collect', expiresAt: NOON + 3 * DAY_MS });
    expect(stockOf(WEEKEND)).toEqual({ total: 100, issued: 1, left: 99 });
    expect((await lin.coupon.listMine({ state: 'usable', cursor: null })).coupons).toHaveLength(5);
    expect(documentsOf(cloud, 'reminders').filter(({ subjectId }) => subjectId === coupon.id)).toMatchObject([
      { status: 'scheduled', dueAt: NOON + 2 * DAY_MS },
    ]);
  });

  it('the same tap again is the same coupon; another tap is over the limit and says so', async () => {
    const requestId = newTestRequest();
    const [first, second] = await Promise.all(
      [1, 2].map(() => lin.coupon.collect({ templateId: WEEKEND }, { requestId })),
    );
    expect(second).toEqual(first);
    await expect(lin.coupon.collect({ templateId: WEEKEND })).rejects.toMatchObject({
      code: 'coupon_limit_reached',
    });
    const { coupon } = await lin.coupon.readCollectable({ templateId: WEEKEND });
    expect(coupon).toMatchObject({ left: 99, refusal: '你已经领到上限了' });
    // Its answer stays what it was, also after the template was paused.
    await operator.coupon.setTemplateStatus({ templateId: WEEKEND, status: 'paused', reason: '先停一停' });
    expect((await lin.coupon.collect({ templateId: WEEKEND }, { requestId })).coupon.id).toBe(
      first?.coupon.id,
    );
    await expect(wang.coupon.collect({ templateId: WEEKEND })).rejects.toMatchObject({
      code: 'coupon_not_open',
    });
  });

  it('twenty taps at once of one person issue one', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => lin.coupon.collect({ templateId: WEEKEND })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(stockOf(WEEKEND)).toEqual({ total: 100, issued: 1, left: 99 });
  });

  it.each([
    ['a minute before midnight in China', -MINUTE_MS, 'coupon_limit_today'],
    ['at midnight in China', 0, 'ok'],
  ])('a coupon per member and day: %s', async (_name, ms, expected) => {
    await lin.coupon.collect({ templateId: FRUIT });
    cloud.moveClock(endOfChinaDay(instant(NOON)) + ms);
    const outcome = await lin.coupon.collect({ templateId: FRUIT }).then(
      () => 'ok',
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(expected);
  });

  it('the stock of a day is full again on the next, without a job', async () => {
    const { coupon } = await lin.coupon.collect({ templateId: EGGS });
    expect(coupon.expiresAt).toBe(endOfChinaDay(instant(NOON)));
    expect((await wang.coupon.readCollectable({ templateId: EGGS })).coupon.left).toBe(19);
    cloud.moveClock(NOON + DAY_MS);
    expect((await lin.coupon.readCollectable({ templateId: EGGS })).coupon).toMatchObject({
      left: 20,
      refusal: null,
    });
  });

  it('until the end of the month is the month in China', async () => {
    cloud.moveClock(Date.parse('2028-02-29T23:59:00+08:00'));
    const { coupon } = await lin.coupon.collect({ templateId: FRUIT });
    expect(coupon.expiresAt).toBe(endOfChinaMonth(instant(cloud.clock.now())));
    cloud.moveClock(Date.parse('2028-03-01T00:00:00+08:00'));
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon.state).toBe('expired');
  });
});

describe('a clerk redeems', () => {
  const collectWeekend = async () => (await lin.coupon.collect({ templateId: WEEKEND })).coupon;
  const cardOf = async (phone: Phone) => (await phone.card.readMine({})).card.number;
  const lookUp = (shown: string, amountFen: Fen | null = null) =>
    clerk.coupon.lookUp({ shown, storeId: STORE, amountFen });

  it.each<[string, (couponCode: string) => Promise<string>]>([
    ['the coupon’s own code', async (code) => code],
    ['its digits, typed in groups', async (code) => code.replace(/(\d{4})(?=\d)/g, '$1 ')],
    ['the number of the card', async () => cardOf(lin)],
    ['the member’s code', async () => (await lin.member.readCode({})).code],
  ])('finds it by %s and sees what it is and whose', async (_name, shownOf) => {
    const coupon = await collectWeekend();
    const { member, coupons } = await lookUp(await shownOf(coupon.code ?? ''));
    expect(member).toEqual({ nickname: null, phone: null, planName: '邻里会员卡' });
    expect(coupons.find(({ id }) => id === coupon.id)).toMatchObject({
      terms: { title: '周末满 79 减 15' },
      refusal: null,
      turn: 1,
    });
  });

  it('confirms, and the same confirm again, late and twice, is the same redemption', async () => {
    const coupon = await collectWeekend();
    const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: fen(8000) };
    const first = await clerk.coupon.redeem(confirm);
    expect(first.redemption).toMatchObject({ savingFen: 1500, redeemedAt: NOON });
    cloud.moveClock(NOON + 2 * HOUR_MS);
    expect((await clerk.coupon.redeem(confirm)).redemption).toEqual(first.redemption);
    await expect(operator.coupon.redeem(confirm)).rejects.toMatchObject({ code: 'coupon_already_used' });
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon).toMatchObject({ state: 'used' });
  });

  it('two clerks at once: one redeems, the other reads why not', async () => {
    const coupon = await collectWeekend();
    const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: null };
    const answers = await Promise.allSettled([clerk.coupon.redeem(confirm), operator.coupon.redeem(confirm)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([['below the threshold', 7800, 'coupon_below_threshold', '满79元可用，还差1元']])(
    '%s it is refused, before and at the confirm',
    async (_name, amountFen, code, text) => {
      const coupon = await collectWeekend();
      const { coupons } = await lookUp(coupon.code ?? '', fen(amountFen));
      expect(coupons[0]?.refusal).toBe(text);
      const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: fen(amountFen) };
      await expect(clerk.coupon.redeem(confirm)).rejects.toMatchObject({ code });
    },
  );

  it('usable in its last minute, expired at the next, whatever was shown', async () => {
    const coupon = await collectWeekend();
    cloud.moveClock(coupon.expiresAt - MINUTE_MS);
    expect((await lookUp(coupon.code ?? '')).coupons[0]).toMatchObject({ refusal: null });
    cloud.moveClock(coupon.expiresAt);
    const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: null };
    await expect(clerk.coupon.redeem(confirm)).rejects.toMatchObject({ code: 'coupon_expired' });
    expect((await lookUp(coupon.code ?? '')).coupons[0]?.refusal).toMatch(/过期/);
  });

  it('takes it back within minutes with a reason, once; a confirm that comes after is refused', async () => {
    const coupon = await collectWeekend();
    const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: null };
    await clerk.coupon.redeem(confirm);
    const undo = { couponId: coupon.id, turn: 1, reason: '顾客换了一张' };
    expect((await lookUp(coupon.code ?? '')).coupons[0]?.undoable).toMatchObject({ turn: 1 });
    await clerk.coupon.undoRedeem(undo);
    await clerk.coupon.undoRedeem(undo);
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon).toMatchObject({
      state: 'usable',
      restoredAt: NOON,
    });
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'coupon.undoRedeem');
    expect(told).toMatchObject([
      { action: 'coupon.undoRedeem', subjectId: coupon.id, reason: '顾客换了一张', staffName: '店员小周' },
    ]);
    await expect(clerk.coupon.redeem(confirm)).rejects.toMatchObject({ code: 'coupon_redeemed_since' });
    await clerk.coupon.redeem({ ...confirm, turn: 2 });
    await expect(clerk.coupon.undoRedeem(undo)).rejects.toMatchObject({ code: 'coupon_redeemed_since' });
    cloud.moveClock(NOON + 10 * MINUTE_MS);
    await expect(clerk.coupon.undoRedeem({ ...undo, turn: 2 })).rejects.toMatchObject({
      code: 'coupon_undo_too_late',
    });
  });

  it('nothing of another member’s coupon is told to a shopper', async () => {
    const coupon = await collectWeekend();
    await expect(wang.coupon.readMine({ couponId: coupon.id })).rejects.toMatchObject({
      code: 'coupon_not_found',
    });
    await expect(wang.coupon.offer({ couponId: coupon.id })).rejects.toMatchObject({
      code: 'coupon_not_found',
    });
  });
});
