import { readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '@contracts/areas';
import type { ErrorCode } from '@contracts/errors';
import type { Operation } from '@contracts/operation';
import { addMs, DAY_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import { STORE } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Where two people edit one thing at once: the second is told, and what the first saved stands. */
const shown: Readonly<Record<string, [story: string, told: ErrorCode]>> = {
  'audience.removeSegment': ['audience/lifecycle', 'segment_changed'],
  'audience.saveTag': ['audience/tags', 'tag_changed'],
  'audience.saveSegment': ['audience/segments', 'segment_changed'],
  'card.setDefaultPlan': ['organisation/card-plans', 'card_plan_changed'],
  'card.savePlan': ['organisation/card-plans', 'card_plan_changed'],
  'coupon.savePack': ['organisation/two-phones', 'rule_changed_meanwhile'],
  'coupon.saveTemplate': ['coupon/coupon-merchant', 'coupon_template_changed'],
  'growth.publishRule': ['growth/charter/charter', 'rule_changed_meanwhile'],
  'journey.publishJourney': ['journey/journey-versions', 'journey_changed'],
  'journey.saveJourney': ['journey/journey-versions', 'journey_changed'],
  'merchant.bindStores': ['counter/counter-stores', 'staff_changed'],
  'merchant.saveStore': ['organisation/stores', 'store_changed'],
  'merchant.saveStoreShipping': ['organisation/two-phones', 'store_changed'],
  'merchant.setStaffRole': ['organisation/staff', 'staff_changed'],
  'office.removeShopPicture': ['organisation/shop-pictures', 'settings_changed'],
  'office.restoreSettings': ['organisation/setting-history', 'settings_changed'],
  'office.saveBrand': ['organisation/brand', 'settings_changed'],
  'office.saveMemberView': ['office/member-list', 'member_view_changed'],
  'office.saveSettings': ['operate/settings', 'settings_changed'],
  'office.saveShopPicture': ['organisation/shop-pictures', 'store_changed'],
  'payment.saveIssueRule': ['coupon/issue-rules', 'rule_changed_meanwhile'],
  'play.publishCheckInRule': ['play/check-in', 'rule_changed_meanwhile'],
  'play.publishTaskRule': ['play/tasks', 'rule_changed_meanwhile'],
  'play.publishVisitRule': ['play/visits', 'rule_changed_meanwhile'],
  'play.publishBadgeRule': ['play/badges', 'rule_changed_meanwhile'],
  'play.publishWheelRule': ['play/wheel', 'rule_changed_meanwhile'],
  'points.publishRule': ['points/points-desk', 'rule_changed_meanwhile'],
  'points.saveReward': ['points/points-desk', 'reward_changed'],
  'referral.publishRule': ['organisation/two-phones', 'rule_changed_meanwhile'],
};
const forms = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table)
    .filter(([, { input }]: [string, Operation]) =>
      ['basedOn', 'edit', 'instead'].some((name) => name in shapeOf(input)),
    )
    .map(([op]) => `${area}.${op}`),
);
function shapeOf(input: unknown): object {
  return input instanceof z.ZodObject ? input.shape : {};
}

describe('every form of staff that edits what stands there', () => {
  it('is one of these', () => expect(forms.sort()).toEqual(Object.keys(shown).sort()));

  it.each(Object.entries(shown))('%s: %j', (op, [story, told]) => {
    const text = readFileSync(path.resolve(__dirname, '..', `${story}.test.ts`), 'utf8');
    expect([text.includes(op.split('.')[1] ?? ''), text.includes(told)]).toEqual([true, true]);
  });
});

describe('two operators', () => {
  const cloud = sharedCloud();
  let he: Phone;
  let li: Phone;
  beforeEach(() => {
    [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
  });

  it('write one pack of coupons', async () => {
    const { packs } = await he.coupon.listPacks({ cursor: null });
    const { packId, version, name, channel, items, status } = packs[0]!;
    const steps = items.map(({ terms, quantity, validity }) => ({
      templateId: terms.templateId,
      quantity,
      validity,
    }));
    const opened = { packId, basedOn: version, channel, steps, status };
    const { pack } = await he.coupon.savePack({ ...opened, name: '冬日礼包' });
    expect(pack.version).toBe(version + 1);
    await expect(li.coupon.savePack({ ...opened, name })).rejects.toMatchObject({
      code: 'rule_changed_meanwhile',
    });
    await expect(li.coupon.savePack({ ...opened, basedOn: null, name })).rejects.toMatchObject({
      code: 'rule_changed_meanwhile',
    });
    expect((await li.coupon.readPack({ packId })).pack).toEqual(pack);
    await li.coupon.savePack({ ...opened, basedOn: pack.version, name });
    expect((await he.coupon.readPack({ packId })).pack).toMatchObject({ name, version: version + 2 });
  });

  it('say how a store hands its goods over; the same again from an older form changes nothing', async () => {
    const { stores } = await he.merchant.listStoreShipping({});
    const { storeId, shippingMode, serviceCategories } = stores.find((store) => store.storeId === STORE)!;
    const opened = { storeId, basedOn: { shippingMode, serviceCategories } };
    const wanted = { ...opened, shippingMode: 'same_city' as const, serviceCategories: ['磨刀'] };
    await he.merchant.saveStoreShipping(wanted);
    await li.merchant.saveStoreShipping(wanted);
    await expect(
      li.merchant.saveStoreShipping({ ...opened, shippingMode: 'virtual', serviceCategories: [] }),
    ).rejects.toMatchObject({ code: 'store_changed' });
    expect(documentsOf(cloud, 'stores')).toMatchObject([
      { shippingMode: 'same_city', serviceCategories: ['磨刀'] },
    ]);
  });

  it('write the rule of invitations', async () => {
    const { rule } = await he.referral.readRule({});
    const { version, publishedAt: _publishedAt, ...draft } = rule!;
    const publish = (phone: Phone, days: number) =>
      phone.referral.publishRule({
        draft: { ...draft, until: addMs(draft.from, days * DAY_MS) },
        basedOn: version,
      });
    const { rule: first } = await publish(he, 900);
    await expect(publish(li, 800)).rejects.toMatchObject({ code: 'rule_changed_meanwhile' });
    expect((await li.referral.readRule({})).rule).toMatchObject({ until: first.until });
  });
});
