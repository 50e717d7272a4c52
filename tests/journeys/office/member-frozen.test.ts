import { fen } from '@contracts/primitives/fen';
import { addMs, chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import type { MemberId } from '@contracts/primitives/ids';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { memberIdOf, join } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { planOf, publish, tagAs } from '../../stage/journey/journey-stage';
import { STORE } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, newTestRequest, type Phone } from '../../stage/stage';
import { codeOf, eggs } from '../points/mall-stage';

const cloud = cloudOfEach();
const operator = phoneOfEach(cloud, 'operator-he');
const clerk = phoneOfEach(cloud, 'clerk-zhou');
const wang = phoneOfEach(cloud, 'shopper-wang');
const TEMPLATE = couponTemplateId.parse('tpl_weekend-15');
const reason = '补偿客户';

/** Somebody with points, growth, coupons and a redemption that waits. */
async function rich() {
  await publishGrowth(cloud);
  const { plans } = await operator.card.listPlans({});
  const plan = plans.find(({ isDefault }) => isDefault)!;
  await operator.card.savePlan({
    edit: { planId: plan.planId, version: plan.version },
    terms: { ...plan.terms, validForDays: 30 },
  });
  const { phone, memberId, cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 5_000);
  await join(wang);
  await untilGrown(cloud);
  await operator.growth.adjust({ memberId, growth: 400, reason });
  const { redemption } = await phone.points.exchange(eggs);
  const { coupons } = await clerk.coupon.lookUp({
    shown: cardNumber,
    storeId: STORE,
    amountFen: fen(10_000),
  });
  const usable = coupons.find(({ refusal }) => refusal === null)!;
  return { phone, memberId, other: await memberIdOf(wang), coupon: usable.id, code: codeOf(redemption) };
}
type Rich = Awaited<ReturnType<typeof rich>>;

const freeze = (memberId: MemberId, frozen: boolean) =>
  operator.office.freezeMember({ memberId, frozen, reason: '盗刷嫌疑' });
const soon = () => instant(cloud.clock.now());

/** Whatever of value anybody has. */
const holdings = () =>
  JSON.stringify([
    documentsOf(cloud, 'pointsAccounts').map(({ _id, balance }) => [_id, balance]),
    documentsOf(cloud, 'coupons').map(({ _id, status, expiresAt }) => [_id, status, expiresAt]),
    documentsOf(cloud, 'redemptions').map(({ _id, status }) => [_id, status]),
    documentsOf(cloud, 'tierStates').map(({ _id, floor }) => [_id, floor]),
    documentsOf(cloud, 'members').map(({ _id, card }) => [_id, card.expiresAt]),
    documentsOf(cloud, 'growthEntries').length,
  ]);

type Act = (one: Rich, options: { requestId: ReturnType<typeof newTestRequest> }) => Promise<unknown>;
/** Every act of the staff by which value of a member comes, goes or lasts longer. */
const acts: Record<string, Act> = {
  'points.adjust up': ({ memberId }, by) => operator.points.adjust({ memberId, points: 100, reason }, by),
  'points.adjust down': ({ memberId }, by) => operator.points.adjust({ memberId, points: -100, reason }, by),
  'points.transfer from': ({ memberId, other }, by) =>
    operator.points.transfer({ fromMemberId: memberId, toMemberId: other, points: 100, reason }, by),
  'points.verifyRedemption': ({ code }, by) => clerk.points.verifyRedemption({ code }, by),
  'growth.adjust up': ({ memberId }, by) => operator.growth.adjust({ memberId, growth: 100, reason }, by),
  'growth.adjust down': ({ memberId }, by) => operator.growth.adjust({ memberId, growth: -100, reason }, by),
  'growth.setFloor': ({ memberId }, by) =>
    operator.growth.setFloor(
      { memberId, level: 2, until: chinaDateOf(addMs(soon(), 30 * DAY_MS)), reason },
      by,
    ),
  'coupon.issueByHand': ({ memberId }, by) =>
    operator.coupon.issueByHand({ memberId, templateId: TEMPLATE, quantity: 1, reason }, by),
  'coupon.extendCoupons': ({ coupon }, by) =>
    operator.coupon.extendCoupons(
      {
        selection: { couponIds: [coupon] },
        expiresAt: addMs(instant(Date.UTC(2027, 5, 1)), DAY_MS),
        reason,
        cursor: null,
      },
      by,
    ),
  'coupon.redeem': ({ coupon }, by) =>
    clerk.coupon.redeem(
      { couponId: coupon, turn: 1, storeId: STORE, amountFen: fen(10_000), memberCode: null },
      by,
    ),
  'coupon.revokeCoupons': ({ memberId }, by) =>
    operator.coupon.revokeCoupons(
      {
        selection: {
          couponIds: documentsOf(cloud, 'coupons')
            .filter((one) => one.memberId === memberId && one.status === 'unused')
            .map(({ _id }) => _id),
        },
        reason,
        cursor: null,
      },
      by,
    ),
  'office.extendCard': ({ memberId }, by) =>
    operator.office.extendCard({ memberId, expiresAt: instant(Date.UTC(2028, 0, 1)), reason }, by),
};

describe('value of a frozen member', () => {
  it.each(Object.entries(acts))(
    '%s: refused while frozen, and nothing moves; thawed it is done',
    async (_name, act) => {
      const one = await rich();
      await freeze(one.memberId, true);
      const before = holdings();
      const requestId = newTestRequest();
      await expect(act(one, { requestId })).rejects.toMatchObject({ code: 'owner_frozen' });
      await pass(cloud, MINUTE_MS);
      expect(holdings()).toBe(before);
      await freeze(one.memberId, false);
      await act(one, { requestId });
      expect(holdings()).not.toBe(before);
    },
  );

  it('points do not go to a frozen member either', async () => {
    const one = await rich();
    await freeze(one.other, true);
    const move = { fromMemberId: one.memberId, toMemberId: one.other, points: 100, reason };
    await expect(operator.points.transfer(move)).rejects.toMatchObject({ code: 'owner_frozen' });
  });

  it('what was done before the freeze is answered again, and what is taken back of a whole template leaves theirs', async () => {
    const one = await rich();
    const requestId = newTestRequest();
    const give = (phone: Phone) =>
      phone.points.adjust({ memberId: one.memberId, points: 100, reason }, { requestId });
    const first = await give(operator);
    const { issued } = await operator.coupon.issueByHand({
      memberId: one.memberId,
      templateId: TEMPLATE,
      quantity: 1,
      reason,
    });
    await operator.coupon.issueByHand({ memberId: one.other, templateId: TEMPLATE, quantity: 1, reason });
    await freeze(one.memberId, true);
    expect(await give(operator)).toEqual(first);
    await operator.coupon.revokeCoupons({ selection: { templateId: TEMPLATE }, reason, cursor: null });
    const standing = documentsOf(cloud, 'coupons').filter(({ templateId }) => templateId === TEMPLATE);
    const stays = standing.filter(({ memberId }) => memberId === one.memberId);
    expect(stays.map(({ _id }) => _id)).toEqual(expect.arrayContaining(issued));
    expect(stays.every(({ status }) => status === 'unused')).toBe(true);
    expect(standing.filter(({ memberId }) => memberId === one.other).map(({ status }) => status)).toContain(
      'revoked',
    );
  });

  it('a coupon for a segment leaves them out, and says so', async () => {
    const one = await rich();
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    await freeze(one.memberId, true);
    const act = { do: 'coupon' as const, templateId: TEMPLATE, quantity: 1 };
    const { job } = await operator.audience.prepareJob({ segmentId: 'seg_everyone', act, reason });
    await operator.audience.beginJob({ jobId: job.id });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    const [done] = (await operator.audience.listJobs({ cursor: null })).jobs;
    expect(done).toMatchObject({ skipped: [{ why: 'owner_frozen', members: 1 }] });
  });

  it('is let into no journey by hand, and told; what others enter goes on', async () => {
    const one = await rich();
    const gift = planOf([tagAs('gift', '补偿', null)], {
      trigger: { on: 'hand' },
      entry: { again: 'each_cause' },
    });
    const journeyId = await publish(cloud, '手工', gift);
    await freeze(one.memberId, true);
    const tagged = () =>
      documentsOf(cloud, 'members').flatMap(({ _id, tags }) => (tags.includes('补偿') ? [_id] : []));
    const enter = (memberIds: MemberId[]) => operator.journey.enterByHand({ journeyId, memberIds });
    expect(await enter([one.memberId])).toEqual({
      entered: 0,
      refused: [{ why: 'owner_frozen', members: 1 }],
    });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    expect(tagged()).toEqual([]);
    expect(await enter([one.memberId, one.other])).toMatchObject({ entered: 1 });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    expect(tagged()).toEqual([one.other]);
    await freeze(one.memberId, false);
    expect(await enter([one.memberId])).toMatchObject({ entered: 1 });
  });
});
