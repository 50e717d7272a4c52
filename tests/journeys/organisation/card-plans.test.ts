import type { CardPlanTerms } from '@contracts/card/card-plans';
import { fen } from '@contracts/primitives/fen';
import { cardPlanId } from '@contracts/values';
import { auditOf } from '../../stage/counter-stage';
import { billOf } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';

const terms: CardPlanTerms = {
  name: '夏日会员卡',
  benefits: ['会员价：全场 9 折'],
  validForDays: 365,
  memberRate: 900,
};
const MEMBER = cardPlanId.parse('plan_member');
const reason = '换新卡';

const cloud = sharedCloud();
let he: Phone;
beforeEach(async () => {
  cloud.moveClock(NOON);
  he = phoneOf(cloud, 'operator-he');
});

const planOf = async (planId: typeof MEMBER) => {
  const { plans } = await he.card.listPlans({});
  return plans.find((plan) => plan.planId === planId)!;
};
const join = async (personaId: string) => {
  const phone = phoneOf(cloud, personaId);
  await phone.member.join({ leaderCode: null, phoneCode: null });
  return phone;
};
const quoted = async (phone: Phone) => {
  const orderId = await billOf(cloud, 10_000);
  const { quote } = await phone.payment.quote({ orderId, coupon: 'none', usePoints: false });
  return quote.payableFen;
};

it('a plan is made once by a request, and gives what joining gives once it is chosen', async () => {
  const requestId = newTestRequest();
  const { plan } = await he.card.savePlan({ edit: null, terms }, { requestId });
  expect(await he.card.savePlan({ edit: null, terms }, { requestId })).toEqual({ plan });
  expect(plan).toMatchObject({ version: 1, open: true, isDefault: false, terms });
  const { planId } = plan;
  await he.card.setDefaultPlan({ planId, instead: MEMBER });
  await he.card.setDefaultPlan({ planId, instead: MEMBER });
  expect((await planOf(MEMBER)).isDefault).toBe(false);
  expect((await he.card.listPlans({})).joining).toEqual({ planName: '夏日会员卡', packName: '新人券包' });
  const lin = await join('shopper-lin');
  const { card } = await lin.card.readMine({});
  expect(card).toMatchObject({ planId, planName: '夏日会员卡', planVersion: 1 });
  expect(card.expiresAt! - card.issuedAt).toBe(365 * 24 * 3_600_000);
  expect(auditOf(cloud, 'card.makePlan')).toHaveLength(1);
  expect(auditOf(cloud, 'card.setDefaultPlan')).toMatchObject([
    { before: { name: '邻里会员卡' }, after: { name: '夏日会员卡' } },
  ]);
});

it('a card keeps what its plan said when it was given, in words and in the price', async () => {
  const lin = await join('shopper-lin');
  expect(await quoted(lin)).toBe(fen(9500));
  const { version, terms: before } = await planOf(MEMBER);
  const after = { ...before, memberRate: 1000, benefits: ['只有积分'] };
  await he.card.savePlan({ edit: { planId: MEMBER, version }, terms: after });
  expect(await quoted(lin)).toBe(fen(9500));
  expect((await lin.card.readMine({})).plan.benefits).toEqual(before.benefits);
  const mei = await join('shopper-wang');
  expect(await quoted(mei)).toBe(fen(10_000));
  expect((await mei.card.readMine({})).plan.benefits).toEqual(['只有积分']);
  const { versions } = await he.card.listPlanVersions({ planId: MEMBER });
  expect(versions).toMatchObject([{ version: 1, terms: before, until: NOON }]);
  expect(versions[0]?.changedBy).not.toBe('');
  expect(auditOf(cloud, 'card.savePlan')).toMatchObject([
    { before: { memberRate: 950 }, after: { memberRate: 1000, benefits: '只有积分' } },
  ]);
});

it('of two who edit at once the second looks first; the same content again changes nothing', async () => {
  const { version, terms: before } = await planOf(MEMBER);
  const edit = { planId: MEMBER, version };
  await he.card.savePlan({ edit, terms: { ...before, name: '一号卡' } });
  await he.card.savePlan({ edit, terms: { ...before, name: '一号卡' } });
  await expect(
    phoneOf(cloud, 'owner-li').card.savePlan({ edit, terms: { ...before, name: '二号卡' } }),
  ).rejects.toMatchObject({ code: 'card_plan_changed' });
  expect(await planOf(MEMBER)).toMatchObject({ version: 2, terms: { name: '一号卡' } });
  expect(documentsOf(cloud, 'cardPlanVersions')).toHaveLength(1);
});

it('of two who choose what joining gives the second is told, and chooses again with what they see', async () => {
  const li = phoneOf(cloud, 'owner-li');
  const [one, two] = await Promise.all(
    ['甲卡', '乙卡'].map(
      async (name) => (await he.card.savePlan({ edit: null, terms: { ...terms, name } })).plan.planId,
    ),
  );
  if (!one || !two) throw new Error('no plans');
  await he.card.setDefaultPlan({ planId: one, instead: MEMBER });
  await expect(li.card.setDefaultPlan({ planId: two, instead: MEMBER })).rejects.toMatchObject({
    code: 'card_plan_changed',
  });
  expect((await he.card.listPlans({})).joining?.planName).toBe('甲卡');
  await li.card.setDefaultPlan({ planId: two, instead: one });
  expect((await he.card.listPlans({})).joining?.planName).toBe('乙卡');
});

it('a closed plan gives no card and cannot be what joining gives; of two who choose at once one is left', async () => {
  const made = await Promise.all(
    ['甲卡', '乙卡'].map((name) => he.card.savePlan({ edit: null, terms: { ...terms, name } })),
  );
  const ids = made.map(({ plan }) => plan.planId);
  await Promise.allSettled(ids.map((planId) => he.card.setDefaultPlan({ planId, instead: MEMBER })));
  const { plans } = await he.card.listPlans({});
  const [chosen, ...more] = plans.filter(({ isDefault }) => isDefault);
  expect(more).toEqual([]);
  const { planId } = chosen!;
  await he.card.setPlanOpen({ planId, open: false, reason });
  await he.card.setPlanOpen({ planId, open: false, reason });
  await expect(join('shopper-lin')).rejects.toMatchObject({ code: 'offer_not_open' });
  expect((await he.card.listPlans({})).joining).toBeNull();
  await expect(he.card.setDefaultPlan({ planId, instead: planId })).rejects.toMatchObject({
    code: 'card_plan_closed',
  });
  await he.card.setPlanOpen({ planId, open: true, reason });
  await join('shopper-lin');
  expect(auditOf(cloud, 'card.closePlan')).toMatchObject([{ reason }]);
  expect(auditOf(cloud, 'card.openPlan')).toHaveLength(1);
});
