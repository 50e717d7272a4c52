import type { CouponPackId, CouponTemplateId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';
import { givenFor, hours, publishedTemplate, unlimited, written } from './template-stage';

const cloud = cloudOfEach();
const operator = phoneOfEach(cloud, 'operator-he');
const lin = phoneOfEach(cloud, 'shopper-lin');

const join = (phone: Phone) => phone.member.join({ leaderCode: null, phoneCode: null });

describe('a pack', () => {
  const steps = (templates: { templateId: CouponTemplateId }[]) =>
    templates.map(({ templateId }, n) => ({ templateId, quantity: n + 1, validity: hours(2 + n) }));

  it('that is published replaces the one before, and joining gives exactly what the landing page shows', async () => {
    const templates = [
      await publishedTemplate(operator, '迎新一', 500),
      await publishedTemplate(operator, '迎新二', 800),
    ];
    await operator.coupon.savePack({
      packId: null,
      name: '冬日新人礼',
      channel: 'join',
      instead: await givenFor(operator, 'join'),
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
    const one = await publishedTemplate(operator, '迎新一', 500);
    const save = (name: string, instead: CouponPackId | null) =>
      operator.coupon.savePack({
        packId: null,
        name,
        channel: 'join',
        instead,
        steps: steps([one]),
        status: 'published',
      });
    const before = await givenFor(operator, 'join');
    const answers = await Promise.allSettled([save('甲', before), save('乙', before)]);
    const published = documentsOf(cloud, 'couponPacks').filter(
      ({ channel, status }) => channel === 'join' && status === 'published',
    );
    expect(published).toHaveLength(1);
    const told = answers.filter(({ status }) => status === 'rejected');
    expect(told).toMatchObject([{ reason: { code: 'rule_changed_meanwhile' } }]);
    // Looked at again, the other may replace it.
    await save('丙', await givenFor(operator, 'join'));
    expect(documentsOf(cloud, 'couponPacks').filter(({ status }) => status === 'published')).toContainEqual(
      expect.objectContaining({ name: '丙' }),
    );
  });

  it('names the one it replaces: whoever saw another one there is told, and nothing changes', async () => {
    const one = await publishedTemplate(operator, '迎新一', 500);
    const seen = await givenFor(operator, 'join');
    const save = (phone: Phone, name: string, instead: CouponPackId | null, status: 'draft' | 'published') =>
      phone.coupon.savePack({ packId: null, name, channel: 'join', instead, steps: steps([one]), status });
    const { pack } = await save(operator, '冬日新人礼', seen, 'published');
    const owner = phoneOf(cloud, 'owner-li');
    for (const instead of [seen, null])
      await expect(save(owner, '店主的新人礼', instead, 'published')).rejects.toMatchObject({
        code: 'rule_changed_meanwhile',
      });
    const { offer } = await lin.member.resolveCode({ leaderCode: null });
    expect(offer.packName).toBe('冬日新人礼');
    // A draft replaces nothing, and waits for as long as it likes.
    const { pack: draft } = await save(owner, '店主的新人礼', seen, 'draft');
    const again = { ...draft, steps: steps([one]), basedOn: draft.version, status: 'published' as const };
    await owner.coupon.savePack({ ...again, instead: pack.packId });
    expect((await lin.member.resolveCode({ leaderCode: null })).offer.packName).toBe('店主的新人礼');
  });

  it('with limited stock is issued all or nothing: when a part is gone, joining goes on without it', async () => {
    const plenty = await publishedTemplate(operator, '不限量', 500);
    const scarce = await publishedTemplate(operator, '限一份', 900, { ...unlimited, total: 1 });
    await operator.coupon.savePack({
      packId: null,
      name: '限量礼',
      channel: 'join',
      instead: await givenFor(operator, 'join'),
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
