import { isStoreId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, type Phone } from '../../stage/stage';
import { publishedTemplate, unlimited } from './template-stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const cloud = cloudOfEach();
const operator = phoneOfEach(cloud, 'operator-he');
const lin = phoneOfEach(cloud, 'shopper-lin');

const join = (phone: Phone) => phone.member.join({ leaderCode: null, phoneCode: null });

describe('the operator and coupons that are out', () => {
  const cardOf = async (phone: Phone) => (await phone.card.readMine({})).card.number;

  it('gives by hand, with a reason; the same request again is the same coupons, and a refusal stays one', async () => {
    await join(lin);
    const scarce = await publishedTemplate(operator, '补偿券', 500, { ...unlimited, total: 2 });
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

  it.each(['revoke', 'extend'] as const)(
    'a page of a template that is sent again, its answer lost, says the same and does nothing to the next ones: %s',
    async (what) => {
      await join(lin);
      const { templateId } = await publishedTemplate(operator, '发错的券', 500);
      const cardNumber = await cardOf(lin);
      for (let n = 0; n < 5; n += 1)
        await operator.coupon.issueByHand({ cardNumber, templateId, quantity: 10, reason: '批量' });
      const requestId = newTestRequest();
      const page = (cursor: string | null, id = requestId) => {
        const input = { selection: { templateId }, reason: '发错了', cursor };
        return what === 'revoke'
          ? operator.coupon.revokeCoupons(input, { requestId: id })
          : operator.coupon.extendCoupons(
              { ...input, expiresAt: instant(NOON + 9 * DAY_MS) },
              { requestId: id },
            );
      };
      const changed = () =>
        documentsOf(cloud, 'coupons').filter(
          (coupon) => coupon.status === 'revoked' || coupon.expiresAt === NOON + 9 * DAY_MS,
        ).length;
      // Killed among its transactions, then answered twice.
      cloud.faults.apply({ target: 'database', nth: 60, onwards: true, kind: 'error-before' });
      await page(null).catch(() => undefined);
      cloud.faults.clear();
      // The transaction it left open is over.
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      const midway = changed();
      expect([midway > 0, midway < 40]).toEqual([true, true]);
      const first = await page(null);
      expect(first).toMatchObject({ changed: 40, kept: 0 });
      expect(await page(null)).toEqual(first);
      expect(changed()).toBe(40);
      const rest = await page(first.nextCursor, newTestRequest());
      expect([rest.changed, changed()]).toEqual([10, 50]);
    },
  );

  it('previews and takes a batch back, with reason and audit; used ones stay used', async () => {
    await join(lin);
    const { templateId } = await publishedTemplate(operator, '发错的券', 500);
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
    // The used one as well: it is taken back when its use is.
    expect(told.flatMap(({ detail }) => String(detail['coupons']).split(' '))).toHaveLength(50);
    const { coupons } = await lin.coupon.listMine({ state: 'gone', cursor: null });
    expect(coupons[0]).toMatchObject({ state: 'revoked', unusableReason: '已被商家收回' });
    const reminders = documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'coupon_revoked');
    expect(reminders).toHaveLength(49);
    await sweepTrade(cloud);
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
    const { templateId } = await publishedTemplate(operator, '可延期', 500);
    const { coupon } = await lin.coupon.collect({ templateId });
    const selection = { couponIds: [coupon.id] };
    const expiresAt = addMs(instant(NOON), 5 * DAY_MS);
    const extend = () =>
      operator.coupon.extendCoupons({ selection, expiresAt, reason: '台风停业', cursor: null });
    expect([await extend(), await extend()].map(({ changed }) => changed)).toEqual([1, 0]);
    cloud.moveClock(NOON + DAY_MS - HOUR_MS);
    await sweepTrade(cloud);
    const about = () => lin.serviceNotifications().filter((sent) => JSON.stringify(sent).includes('可延期'));
    expect(about()).toHaveLength(0);
    cloud.moveClock(NOON + 4 * DAY_MS);
    await sweepTrade(cloud);
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
    await sweepTrade(cloud);
    expect(
      documentsOf(cloud, 'reminders').find(({ _id }) => _id === `rem:coupon_expiry:${first.id}`),
    ).toMatchObject({
      status: 'skipped',
      outcome: 'withdrawn',
    });
  });
});
