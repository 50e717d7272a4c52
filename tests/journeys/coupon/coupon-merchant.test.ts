import { isStoreId } from '@contracts/primitives/ids';
import { fen } from '@contracts/primitives/fen';
import { DAY_MS } from '@contracts/primitives/time';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { hours, publish, publishedTemplate, unlimited, written } from './template-stage';

const cloud = cloudOfEach();
const operator = phoneOfEach(cloud, 'operator-he');
const lin = phoneOfEach(cloud, 'shopper-lin');

const join = (phone: Phone) => phone.member.join({ leaderCode: null, phoneCode: null });

describe('a template', () => {
  it('is a draft nobody can collect until it is published, paused at will, and ended for good', async () => {
    await join(lin);
    const { template: draft } = await operator.coupon.saveTemplate(
      {
        edit: null,
        terms: written('晚市券', 500),
        validity: hours(2),
        limits: unlimited,
        collectable: true,
        noMemberLimit: true,
      },
      { requestId: newTestRequest() },
    );
    const { templateId } = draft;
    await expect(lin.coupon.collect({ templateId })).rejects.toMatchObject({ code: 'coupon_not_open' });
    expect(
      (await lin.coupon.listCollectable({ cursor: null })).coupons.map((c) => c.templateId),
    ).not.toContain(templateId);
    await publish(operator, templateId);
    const { coupon } = await lin.coupon.collect({ templateId });
    await operator.coupon.setTemplateStatus({ templateId, status: 'ended', reason: '活动结束' });
    await expect(publish(operator, templateId)).rejects.toMatchObject({ code: 'coupon_not_open' });
    // What was issued is as good as before.
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon.state).toBe('usable');
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toEqual(
      expect.arrayContaining(['coupon.saveTemplate', 'coupon.setTemplateStatus']),
    );
  });

  it('with a large stock writes it some parts at a time, goes on where it stopped, and is of the last draft', async () => {
    const { template: draft } = await operator.coupon.saveTemplate({
      edit: null,
      terms: written('大库存', 500),
      validity: hours(2),
      limits: { ...unlimited, total: 20_000, perMember: 1 },
      collectable: true,
      noMemberLimit: false,
    });
    const { templateId } = draft;
    const shards = () => documentsOf(cloud, 'couponStock').filter((shard) => shard.templateId === templateId);
    // Somewhere among the parts the function is killed.
    cloud.faults.apply({ target: 'database', nth: 60, onwards: true, kind: 'error-before' });
    await publish(operator, templateId).catch(() => undefined);
    cloud.faults.clear();
    expect(shards().length).toBeGreaterThan(0);
    expect(shards().length).toBeLessThan(128);
    await expect(lin.coupon.collect({ templateId })).rejects.toMatchObject({ code: 'not_a_member' });
    await operator.coupon.saveTemplate({
      edit: { templateId, version: draft.version },
      terms: written('小库存', 500),
      validity: hours(2),
      limits: { ...unlimited, total: 4_000, perMember: 1 },
      collectable: true,
      noMemberLimit: false,
    });
    await publish(operator, templateId);
    expect(shards()).toHaveLength(40);
    expect(shards().reduce((sum, { total, left }) => sum + total + left, 0)).toBe(8_000);
  });

  it('that changes is a new version; coupons and packs keep the terms they were made with', async () => {
    const { templateId, version } = await publishedTemplate(operator, '晚市券', 500);
    await join(lin);
    const { coupon } = await lin.coupon.collect({ templateId });
    const edit = {
      edit: { templateId, version },
      validity: hours(1),
      limits: unlimited,
      collectable: true,
      noMemberLimit: true,
    };
    const { template: next } = await operator.coupon.saveTemplate({ ...edit, terms: written('晚市券', 300) });
    expect(next).toMatchObject({ version: version + 1, terms: { amountFen: 300 } });
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon).toMatchObject({
      terms: { amountFen: 500 },
      expiresAt: NOON + DAY_MS,
    });
    await expect(
      operator.coupon.saveTemplate({ ...edit, terms: written('晚市券', 100) }),
    ).rejects.toMatchObject({ code: 'coupon_template_changed' });
  });

  it('that everybody takes by themselves needs a limit per member, or says that it has none', async () => {
    const draft = { edit: null, terms: written('晚市券', 500), validity: hours(2), collectable: true };
    await expect(operator.coupon.saveTemplate({ ...draft, limits: unlimited })).rejects.toMatchObject({
      code: 'coupon_member_limit_missing',
    });
    for (const one of [
      { limits: { ...unlimited, perMember: 2 } },
      { limits: { ...unlimited, perMemberPerDay: 1 } },
      { limits: unlimited, noMemberLimit: true },
      { limits: unlimited, collectable: false },
    ])
      expect(await operator.coupon.saveTemplate({ ...draft, ...one })).toMatchObject({
        template: { status: 'draft' },
      });
  });

  it('recalled, takes back what was used or held when that would be usable again', async () => {
    const { templateId } = await publishedTemplate(operator, '晚市券', 500);
    await join(lin);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { coupon } = await lin.coupon.collect({ templateId });
    const storeId = 'sto_xingfu';
    if (!isStoreId(storeId)) throw new Error(storeId);
    await clerk.coupon.redeem({ couponId: coupon.id, turn: 1, storeId, amountFen: fen(10_000) });
    const revoke = { selection: { templateId }, reason: '发错了', cursor: null };
    expect(await operator.coupon.revokeCoupons(revoke)).toMatchObject({ changed: 0, kept: 0 });
    const revokes = () =>
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'coupon.revoke');
    expect(revokes()).toMatchObject([{ subjectId: coupon.id, reason: '发错了', staffName: '运营小何' }]);
    await operator.coupon.revokeCoupons(revoke);
    expect(revokes()).toHaveLength(1);
    await clerk.coupon.undoRedeem({ couponId: coupon.id, turn: 1, reason: '扫错了' });
    const { memberId } = documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon.id)!;
    const { entries } = await operator.office.readMemberTimeline({ memberId, cursor: null });
    expect(entries.find(({ what }) => what === 'coupon_revoked')).toMatchObject({
      by: { name: '运营小何' },
      reason: '发错了',
    });
    const stored = documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon.id);
    expect(stored).toMatchObject({ status: 'revoked', revoked: { reason: '发错了' } });
  });

  it('may be given more stock and never less; the same request saves once', async () => {
    const limits = { ...unlimited, total: 3, perMember: 1 };
    const { templateId, version } = await publishedTemplate(operator, '限量券', 500, limits);
    const save = (total: number | null, perMember: number | null, requestId = newTestRequest()) =>
      operator.coupon.saveTemplate(
        {
          edit: { templateId, version },
          terms: written('限量券', 500),
          validity: hours(24),
          limits: { ...unlimited, total, perMember },
          collectable: true,
          noMemberLimit: true,
        },
        { requestId },
      );
    await expect(save(2, 1)).rejects.toMatchObject({ code: 'coupon_limits_fixed' });
    const requestId = newTestRequest();
    const answers = [await save(10, 2, requestId), await save(10, 2, requestId)];
    for (const { template: saved } of answers)
      expect(saved).toMatchObject({ version: version + 1, stock: { issued: 0, left: 10 } });
  });

  it('for one store tells so in words, on every coupon', async () => {
    const storeId = 'sto_xingfu';
    if (!isStoreId(storeId)) throw new Error(storeId);
    const { template: saved } = await operator.coupon.saveTemplate({
      edit: null,
      terms: { ...written('本店券', 500), storeIds: [storeId] },
      validity: hours(24),
      limits: unlimited,
      collectable: true,
      noMemberLimit: true,
    });
    expect(saved.terms.conditions).toEqual(['限门店：幸福里店', '每单限用一张']);
  });
});
