import type { ChinaDate } from '@contracts/primitives/time';
import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { billOf } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** 操作日志, looked through by person, member, object, kind and day. */
describe('the log is looked through', () => {
  const cloud = cloudOfEach();

  const today = (): ChinaDate => chinaDateOf(instant(cloud.clock.now()));

  it('by who did it, whom or what it is about, kind of work and day; together they narrow', async () => {
    const [he, zhou] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'clerk-zhou')];
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const wang = await shopperWithPoints(cloud, 'shopper-wang', 0);
    await he.points.adjust({ cardNumber: lin.cardNumber, points: 50, reason: '补偿' });
    await he.points.transfer({
      fromCardNumber: lin.cardNumber,
      toCardNumber: wang.cardNumber,
      points: 5,
      reason: '补偿',
    });
    const orderId = await billOf(cloud, 1000);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    const yesterday = today();
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    const rule = (await he.points.readRule({})).rule!;
    const { version, publishedAt: _publishedAt, ...draft } = rule;
    await he.points.publishRule({ draft: { ...draft, rulesNote: '说明' } as typeof draft, basedOn: version });

    const found = async (filter: Partial<Parameters<typeof he.office.listAudit>[0]>) =>
      (await he.office.listAudit({ cursor: null, ...filter })).entries.map(({ action }) => action);

    expect(await found({ about: lin.memberId })).toEqual(['points.transfer', 'points.adjust']);
    expect(await found({ about: wang.memberId })).toEqual(['points.transfer']);
    expect(await found({ about: orderId })).toEqual(['payment.recordCounterPayment', 'payment.openBill']);
    expect(await found({ day: today() })).toEqual(['points.publishRule']);
    expect(await found({ day: yesterday, actions: ['points.adjust', 'payment.openBill'] })).toEqual(
      expect.arrayContaining(['points.adjust', 'payment.openBill']),
    );
    const { entries } = await he.office.listAudit({ cursor: null });
    const whoOf = (action: string) => entries.find((entry) => entry.action === action)?.who ?? null;
    expect(await found({ who: whoOf('points.adjust'), day: yesterday })).toEqual([
      'points.transfer',
      'points.adjust',
    ]);
    expect(await found({ who: whoOf('points.adjust'), about: orderId })).toEqual([]);
    const published = entries.find(({ action }) => action === 'points.publishRule');
    expect(published).toMatchObject({ via: 'phone', role: 'operator' });
    expect(published?.before).toMatchObject({ version });
    expect(published?.after).toMatchObject({ version: version + 1 });
    expect(await found({ about: published?.about ?? null })).toEqual(['points.publishRule']);
    await expect(he.office.listAudit({ cursor: null, who: `who_${'0'.repeat(26)}` })).rejects.toMatchObject({
      code: 'staff_not_found',
    });
    // Whom it is about is told by nothing that names them.
    expect(JSON.stringify(entries)).not.toContain('mem_');
    expect(documentsOf(cloud, 'auditEntries').length).toBeGreaterThan(4);
  });
});
