import type { CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import { isCouponTemplateId, isStoreId, type CouponTemplateId } from '@contracts/primitives/ids';
import { fen } from '@contracts/primitives/fen';
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

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
    await publish(templateId);
    const { coupon } = await lin.coupon.collect({ templateId });
    await operator.coupon.setTemplateStatus({ templateId, status: 'ended', reason: '活动结束' });
    await expect(publish(templateId)).rejects.toMatchObject({ code: 'coupon_not_open' });
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
    await publish(templateId).catch(() => undefined);
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
    await publish(templateId);
    expect(shards()).toHaveLength(40);
    expect(shards().reduce((sum, { total, left }) => sum + total + left, 0)).toBe(8_000);
  });

  it('that changes is a new version; coupons and packs keep the terms they were made with', async () => {
    const { templateId, version } = await publishedTemplate('晚市券', 500);
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
    const { templateId } = await publishedTemplate('晚市券', 500);
    await join(lin);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { coupon } = await lin.coupon.collect({ templateId });
    const storeId = 'sto_xingfu';
    if (!isStoreId(storeId)) throw new Error(storeId);
    await clerk.coupon.redeem({ couponId: coupon.id, turn: 1, storeId, amountFen: fen(10_000) });
    const revoke = { selection: { templateId }, reason: '发错了', cursor: null };
    expect(await operator.coupon.revokeCoupons(revoke)).toMatchObject({ changed: 0, kept: 0 });
    await clerk.coupon.undoRedeem({ couponId: coupon.id, turn: 1, reason: '扫错了' });
    const stored = documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon.id);
    expect(stored).toMatchObject({ status: 'revoked', revoked: { reason: '发错了' } });
  });

  it('may be given more stock and never less; the same request saves once', async () => {
    const limits = { ...unlimited, total: 3, perMember: 1 };
    const { templateId, version } = await publishedTemplate('限量券', 500, limits);
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

describe('the operator and coupons that are out', () => {
  const cardOf = async (phone: Phone) => (await phone.card.readMine({})).card.number;

  it('gives by hand, with a reason; the same request again is the same coupons, and a refusal stays one', async () => {
    await join(lin);
    const scarce = await publishedTemplate('补偿券', 500, { ...unlimited, total: 2 });
    const gift = {
      cardNumber: await cardOf(lin),
      templateId: scarce.templateId,
      quantity: 2,
      reason: '配送晚了',
    };
    const requestId = newTestRequest();
    const first = await operator.coupon.issueByHand(gift, { requestId });
    expect(await operator.coupon.issueByHand(gift, { requestId })).toEqual(first);
    expect(first.issued).toHaveLength(2);
    const again = newTestRequest();
    const refused = { issued: [], refused: [{ title: '补偿券', reason: 'coupon_sold_out' }] };
    expect(await operator.coupon.issueByHand(gift, { requestId: again })).toEqual(refused);
    expect(await operator.coupon.issueByHand(gift, { requestId: again })).toEqual(refused);
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'coupon.issueByHand');
    expect(told).toHaveLength(2);
  });

  it('previews and takes a batch back, with reason and audit; used ones stay used', async () => {
    await join(lin);
    const { templateId } = await publishedTemplate('发错的券', 500);
    const cardNumber = await cardOf(lin);
    for (let n = 0; n < 5; n += 1)
      await operator.coupon.issueByHand({ cardNumber, templateId, quantity: 10, reason: '批量' });
    const all = documentsOf(cloud, 'coupons').filter((coupon) => coupon.templateId === templateId);
    const [used] = all;
    const storeId = 'sto_xingfu';
    if (!used || !isStoreId(storeId)) throw new Error('no coupon');
    await operator.coupon.redeem({ couponId: used._id, turn: 1, storeId, amountFen: null });

    const selection = { templateId };
    expect(await operator.coupon.previewChange({ selection })).toMatchObject({ changeable: 49, members: 1 });
    let cursor: string | null = null;
    let changed = 0;
    do {
      const page: { changed: number; nextCursor: string | null } = await operator.coupon.revokeCoupons({
        selection,
        reason: '发错了',
        cursor,
      });
      changed += page.changed;
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(changed).toBe(49);
    const statuses = documentsOf(cloud, 'coupons').filter((coupon) => coupon.templateId === templateId);
    expect(statuses.filter(({ status }) => status === 'revoked')).toHaveLength(49);
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'coupon.revoke');
    expect(told.every(({ reason }) => reason === '发错了')).toBe(true);
    expect(told.flatMap(({ detail }) => String(detail['coupons']).split(' '))).toHaveLength(49);
    const { coupons } = await lin.coupon.listMine({ state: 'gone', cursor: null });
    expect(coupons[0]).toMatchObject({ state: 'revoked', unusableReason: '已被商家收回' });
    const reminders = documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'coupon_revoked');
    expect(reminders).toHaveLength(49);
    await cloud.triggerTimers();
    const { messages } = await lin.message.listInbox({ cursor: null });
    const revoked = messages.filter(({ kind }) => kind === 'coupon_revoked');
    expect(revoked.flatMap(({ lines }) => lines)).toHaveLength(49);
    const [largest] = revoked.sort((a, b) => b.lines.length - a.lines.length);
    expect(largest?.title).toMatch(/^\d+ 张优惠券被商家收回了$/);
    expect(largest?.lines[0]).toContain('收回原因：发错了');
  });

  it('extends a coupon, also one that ran out, and its reminder moves with it', async () => {
    await join(lin);
    await lin.allowReminders(5);
    const { templateId } = await publishedTemplate('可延期', 500);
    const { coupon } = await lin.coupon.collect({ templateId });
    const selection = { couponIds: [coupon.id] };
    const expiresAt = addMs(instant(NOON), 5 * DAY_MS);
    const extend = () =>
      operator.coupon.extendCoupons({ selection, expiresAt, reason: '台风停业', cursor: null });
    expect([await extend(), await extend()].map(({ changed }) => changed)).toEqual([1, 0]);
    cloud.moveClock(NOON + DAY_MS - HOUR_MS);
    await cloud.triggerTimers();
    const about = () => lin.serviceNotifications().filter((sent) => JSON.stringify(sent).includes('可延期'));
    expect(about()).toHaveLength(0);
    cloud.moveClock(NOON + 4 * DAY_MS);
    await cloud.triggerTimers();
    expect(about()).toHaveLength(1);

    cloud.moveClock(expiresAt);
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon.state).toBe('expired');
    const later = addMs(expiresAt, DAY_MS);
    await operator.coupon.extendCoupons({ selection, expiresAt: later, reason: '再延一天', cursor: null });
    expect((await lin.coupon.readMine({ couponId: coupon.id })).coupon.state).toBe('usable');
    await expect(
      operator.coupon.extendCoupons({ selection, expiresAt: instant(NOON), reason: '缩短', cursor: null }),
    ).rejects.toMatchObject({ code: 'coupon_never_shortened' });
  });

  it('a revoked coupon is not reminded of', async () => {
    await join(lin);
    const { coupons } = await lin.coupon.listMine({ state: 'usable', cursor: null });
    const [first] = coupons;
    if (!first) throw new Error('no coupon');
    await operator.coupon.revokeCoupons({
      selection: { couponIds: [first.id] },
      reason: '收回',
      cursor: null,
    });
    cloud.moveClock(NOON + 2 * HOUR_MS - 30 * MINUTE_MS);
    await cloud.triggerTimers();
    expect(
      documentsOf(cloud, 'reminders').find(({ _id }) => _id === `rem:coupon_expiry:${first.id}`),
    ).toMatchObject({
      status: 'skipped',
      outcome: 'withdrawn',
    });
  });
});
