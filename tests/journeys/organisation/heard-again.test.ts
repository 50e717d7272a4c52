import type { RequestId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { planOf, publish, tagAs } from '../../stage/journey/journey-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
const reason = '调整安排';
const nobody = (): never => {
  throw new Error('nothing is there');
};

interface By {
  requestId: RequestId;
}
/** What one does, with how a colleague puts it back; both look first, as their forms do. */
type Act = (
  he: Phone,
) => Promise<{ act: (by: By) => Promise<unknown>; back: (li: Phone) => Promise<unknown> }>;

const defaultPlan = async (phone: Phone) =>
  (await phone.card.listPlans({})).plans.find(({ isDefault }) => isDefault) ?? nobody();
const storeNow = async (phone: Phone) =>
  (await phone.merchant.listStores({})).stores.find(({ storeId }) => storeId === STORE) ?? nobody();
const shippingNow = async (phone: Phone) =>
  (await phone.merchant.listStoreShipping({})).stores.find(({ storeId }) => storeId === STORE) ?? nobody();

const acts: Record<string, Act> = {
  'card.setPlanOpen': async (he) => {
    const { planId } = await defaultPlan(he);
    return {
      act: (by) => he.card.setPlanOpen({ planId, open: false, reason }, by),
      back: (li) => li.card.setPlanOpen({ planId, open: true, reason }),
    };
  },
  'card.setDefaultPlan': async (he) => {
    const first = await defaultPlan(he);
    const { plan } = await he.card.savePlan({ edit: null, terms: { ...first.terms, name: '周末卡' } });
    return {
      act: (by) => he.card.setDefaultPlan({ planId: plan.planId, instead: first.planId }, by),
      back: (li) => li.card.setDefaultPlan({ planId: first.planId, instead: plan.planId }),
    };
  },
  'card.savePlan': async (he) => {
    const { planId, version, terms } = await defaultPlan(he);
    const named = { edit: { planId, version }, terms: { ...terms, name: '新邻里卡' } };
    return {
      act: (by) => he.card.savePlan(named, by),
      back: async (li) =>
        li.card.savePlan({ edit: { planId, version: (await defaultPlan(li)).version }, terms }),
    };
  },
  'merchant.saveStore': async (he) => {
    const { storeId, version, fields } = await storeNow(he);
    return {
      act: (by) =>
        he.merchant.saveStore({ edit: { storeId, version }, fields: { ...fields, city: '苏州' } }, by),
      back: async (li) =>
        li.merchant.saveStore({ edit: { storeId, version: (await storeNow(li)).version }, fields }),
    };
  },
  'merchant.saveStoreShipping': async (he) => {
    const { storeId, shippingMode, serviceCategories } = await shippingNow(he);
    const was = { shippingMode, serviceCategories };
    const is = { shippingMode: 'same_city' as const, serviceCategories: ['磨刀'] };
    return {
      act: (by) => he.merchant.saveStoreShipping({ storeId, ...is, basedOn: was }, by),
      back: (li) => li.merchant.saveStoreShipping({ storeId, ...was, basedOn: is }),
    };
  },
  'office.saveBrand': async (he) => {
    const { version } = await he.office.readSettings({});
    const brand = { name: '邻里优选', colour: '#7b1fa2' };
    await he.office.saveBrand({ brand: { ...brand, name: '邻里' }, basedOn: version });
    return {
      act: (by) => he.office.saveBrand({ brand, basedOn: version + 1 }, by),
      back: (li) => li.office.saveBrand({ brand: { ...brand, name: '邻里' }, basedOn: version + 2 }),
    };
  },
  'office.saveMemberView': async (he) => {
    const { view } = await he.office.saveMemberView({
      name: '寿星',
      filter: { birthMonth: 3 },
      basedOn: null,
    });
    const save = (phone: Phone, birthMonth: number, basedOn: number, by?: By) =>
      phone.office.saveMemberView({ name: '寿星', filter: { birthMonth }, basedOn }, by);
    return {
      act: (by) => save(he, 4, view.version, by),
      back: (li) => save(li, 3, view.version + 1),
    };
  },
  'office.removeMemberView': async (he) => {
    const wish = { name: '寿星', filter: { birthMonth: 3 }, basedOn: null };
    const { view } = await he.office.saveMemberView(wish);
    return {
      act: (by) => he.office.removeMemberView({ viewId: view.viewId }, by),
      back: (li) => li.office.saveMemberView(wish),
    };
  },
  'office.startReconciliation': async (he) => ({
    act: (by) => he.office.startReconciliation({}, by),
    back: () => {
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      return cloud.runTimers();
    },
  }),
  'coupon.setTemplateStatus': async (he) => {
    const templateId = couponTemplateId.parse('tpl_weekend-15');
    return {
      act: (by) => he.coupon.setTemplateStatus({ templateId, status: 'paused', reason }, by),
      back: (li) => li.coupon.setTemplateStatus({ templateId, status: 'published', reason }),
    };
  },
  'leader.setLeaderStatus': async (he) => {
    const leaderId = documentsOf(cloud, 'leaders')[0]?._id ?? nobody();
    return {
      act: (by) => he.leader.setLeaderStatus({ leaderId, status: 'paused', reason }, by),
      back: (li) => li.leader.setLeaderStatus({ leaderId, status: 'active', reason }),
    };
  },
  'journey.setJourneyStatus': async (he) => {
    const journeyId = await publish(cloud, '欢迎', planOf([tagAs('a', '新客', null)]));
    return {
      act: (by) => he.journey.setJourneyStatus({ journeyId, to: 'paused' }, by),
      back: (li) => li.journey.setJourneyStatus({ journeyId, to: 'running' }),
    };
  },
};

const kept = () =>
  (
    [
      'cardPlans',
      'stores',
      'settings',
      'memberViews',
      'reconciliations',
      'couponTemplates',
      'leaders',
      'journeys',
    ] as const
  ).map((name) => documentsOf(cloud, name));

describe('an act of the office whose answer was lost', () => {
  it.each(Object.entries(acts))(
    '%s: heard again after a colleague put it back it changes nothing',
    async (op, plan) => {
      const [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
      const { act, back } = await plan(he);
      const by = { requestId: newTestRequest() };
      await act(by);
      await back(li);
      const before = kept();
      const told = documentsOf(cloud, 'auditEntries').length;
      await act(by);
      expect([op, kept()]).toEqual([op, before]);
      expect(documentsOf(cloud, 'auditEntries')).toHaveLength(told);
    },
  );
});

describe('filters that are kept under a name', () => {
  const save = (phone: Phone, name: string, birthMonth: number, basedOn: number | null = null) =>
    phone.office.saveMemberView({ name, filter: { birthMonth }, basedOn });

  it('one that was removed and kept anew is another one: an older form is told', async () => {
    const [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
    const { view } = await save(he, '寿星', 3);
    await li.office.removeMemberView({ viewId: view.viewId });
    await save(li, '寿星', 4);
    await expect(save(he, '寿星', 5, view.version)).rejects.toMatchObject({ code: 'member_view_changed' });
  });

  it('are thirty at most, also when two are kept at once', async () => {
    const [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
    for (let n = 0; n < 29; n += 1) await save(he, `筛选 ${n}`, 1 + (n % 12));
    const said = await Promise.allSettled([save(he, '甲', 1), save(li, '乙', 2)]);
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'member_views_full' },
    });
    expect((await he.office.listMemberChoices({})).views).toHaveLength(30);
  });
});
