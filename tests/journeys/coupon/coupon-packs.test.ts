import type { CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import { isCouponTemplateId, type CouponTemplateId } from '@contracts/primitives/ids';
import { fen } from '@contracts/primitives/fen';
import { HOUR_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

const template = (text: string): CouponTemplateId => {
  if (!isCouponTemplateId(text)) throw new Error(text);
  return text;
};
const unlimited = { total: null, perDay: null, perMember: null, perMemberPerDay: null };
const hours = (n: number): CouponValidity => ({
  kind: 'relative',
  startDelayMs: 0,
  validForMs: n * HOUR_MS,
});
const written = (title: string, amountFen: number): CouponTerms => ({
  kind: 'amount_off',
  templateId: template('tpl_new'),
  title,
  amountFen: fen(amountFen),
  thresholdFen: fen(0),
  conditions: ['每单限用一张'],
  categories: null,
  storeIds: null,
  planIds: null,
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
});

let cloud: LocalCloud;
let operator: Phone;
let lin: Phone;

beforeEach(async () => {
  cloud = await startJourney();
  operator = phoneOf(cloud, 'operator-he');
  lin = phoneOf(cloud, 'shopper-lin');
});
afterEach(() => cloud.close());

const join = (phone: Phone) => phone.member.join({ leaderCode: null, phoneCode: null });
const publish = async (templateId: CouponTemplateId) =>
  (await operator.coupon.setTemplateStatus({ templateId, status: 'published', reason: '上线' })).template;

async function publishedTemplate(title: string, amountFen: number, limits = unlimited as Limits) {
  const { template: draft } = await operator.coupon.saveTemplate({
    edit: null,
    terms: written(title, amountFen),
    validity: hours(24),
    limits,
    collectable: true,
    noMemberLimit: true,
  });
  return publish(draft.templateId);
}
type Limits = Parameters<Phone['coupon']['saveTemplate']>[0]['limits'];

describe('a pack', () => {
  const steps = (templates: { templateId: CouponTemplateId }[]) =>
    templates.map(({ templateId }, n) => ({ templateId, quantity: n + 1, validity: hours(2 + n) }));

  it('that is published replaces the one before, and joining gives exactly what the landing page shows', async () => {
    const templates = [await publishedTemplate('迎新一', 500), await publishedTemplate('迎新二', 800)];
    await operator.coupon.savePack({
      packId: null,
      name: '冬日新人礼',
      channel: 'join',
      steps: steps(templates),
      status: 'published',
    });
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('coupon.savePack');
    const { offer } = await lin.member.resolveCode({ leaderCode: null });
    expect([
      offer.packName,
      ...offer.coupons.map(({ terms, quantity }) => `${terms.title}×${quantity}`),
    ]).toEqual(['冬日新人礼', '迎新一×1', '迎新二×2']);
    const { coupons } = await join(lin);
    expect(coupons.map(({ terms, expiresAt }) => [terms.title, expiresAt - NOON])).toEqual([
      ['迎新一', 2 * HOUR_MS],
      ['迎新二', 3 * HOUR_MS],
      ['迎新二', 3 * HOUR_MS],
    ]);
    const published = documentsOf(cloud, 'couponPacks').filter(
      ({ channel, status }) => channel === 'join' && status === 'published',
    );
    expect(published.map(({ name }) => name)).toEqual(['冬日新人礼']);
  });

  it('of two published at once one stands, and the other is told', async () => {
    const one = await publishedTemplate('迎新一', 500);
    const save = (name: string) =>
      operator.coupon.savePack({
        packId: null,
        name,
        channel: 'join',
        steps: steps([one]),
        status: 'published',
      });
    const answers = await Promise.allSettled([save('甲'), save('乙')]);
    const published = documentsOf(cloud, 'couponPacks').filter(
      ({ channel, status }) => channel === 'join' && status === 'published',
    );
    expect(published).toHaveLength(1);
    const told = answers.filter(({ status }) => status === 'rejected');
    expect(told).toMatchObject([{ reason: { code: 'rule_changed_meanwhile' } }]);
    // Looked at again, the other may replace it.
    await save('丙');
    expect(documentsOf(cloud, 'couponPacks').filter(({ status }) => status === 'published')).toContainEqual(
      expect.objectContaining({ name: '丙' }),
    );
  });

  it('with limited stock is issued all or nothing: when a part is gone, joining goes on without it', async () => {
    const plenty = await publishedTemplate('不限量', 500);
    const scarce = await publishedTemplate('限一份', 900, { ...unlimited, total: 1 });
    await operator.coupon.savePack({
      packId: null,
      name: '限量礼',
      channel: 'join',
      steps: [plenty, scarce].map(({ templateId }) => ({ templateId, quantity: 1, validity: null })),
      status: 'published',
    });
    const phones = ['shopper-lin', 'shopper-wang', 'leader-chen'].map((id) => phoneOf(cloud, id));
    const joined = await Promise.all(phones.map(join));
    expect(joined.map(({ outcome }) => outcome)).toEqual(['joined', 'joined', 'joined']);
    expect(joined.map(({ coupons }) => coupons.length).sort()).toEqual([0, 0, 2]);
    const refused = documentsOf(cloud, 'couponGrants').filter((grant) => grant.refused.length > 0);
    expect(refused.map((grant) => grant.refused.map(({ reason }) => reason))).toEqual([
      ['coupon_sold_out'],
      ['coupon_sold_out'],
    ]);
  });

  it('is not made of what is not published', async () => {
    const { template: draft } = await operator.coupon.saveTemplate({
      edit: null,
      terms: written('草稿', 500),
      validity: hours(2),
      limits: unlimited,
      collectable: false,
    });
    const pack = { packId: null, name: '包', channel: 'birthday' as const, steps: steps([draft]) };
    await expect(operator.coupon.savePack({ ...pack, status: 'published' })).rejects.toMatchObject({
      code: 'coupon_not_open',
    });
  });
});
