import type { CouponTerms } from '@contracts/coupon/coupon';
import { fen } from '@contracts/primitives/fen';
import { isCouponTemplateId, type CouponTemplateId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';

/** Thirty-two callers at once, all the time: however many there are and whatever fails, limits hold exactly. */
const AT_ONCE = 32;
/** How long an instance lets people in by what it remembers of a template (collect/collect-memory.ts). */
const REMEMBERED_MS = 3_000;
const NEW = 'tpl_new';
if (!isCouponTemplateId(NEW)) throw new Error(NEW);
const unlimited = { total: null, perDay: null, perMember: null, perMemberPerDay: null };
type Limits = Parameters<Phone['coupon']['saveTemplate']>[0]['limits'];
const terms: CouponTerms = {
  kind: 'amount_off',
  templateId: NEW,
  title: '人人抢',
  amountFen: fen(500),
  thresholdFen: fen(0),
  conditions: ['每单限用一张'],
  categories: null,
  storeIds: null,
  planIds: null,
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
};

const cloud = cloudOfEach();
let operator: Phone;
beforeEach(async () => {
  operator = phoneOf(cloud, 'operator-he');
});

async function published(limits: Partial<Limits>): Promise<CouponTemplateId> {
  const { template } = await operator.coupon.saveTemplate({
    edit: null,
    terms,
    validity: { kind: 'relative', startDelayMs: 0, validForMs: 24 * HOUR_MS },
    limits: { ...unlimited, ...limits },
    collectable: true,
    noMemberLimit: true,
  });
  const { templateId } = template;
  await operator.coupon.setTemplateStatus({ templateId, status: 'published', reason: '上线' });
  return templateId;
}

async function members(count: number): Promise<Phone[]> {
  const phones = Array.from({ length: count }, (_, n) =>
    phoneOf(cloud, { openid: `oCrowd-${n}`, appid: DEMO_APPID }),
  );
  await atOnce(
    phones.map(
      ({ member }) =>
        () =>
          member.join({ leaderCode: null, phoneCode: null }),
    ),
  );
  return phones;
}

async function atOnce<Result>(calls: (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let call = calls[next++]; call; call = calls[next++]) results.push(await call());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** How many collectings ended how. */
async function collectings(phones: Phone[], templateId: CouponTemplateId, taps: number) {
  const calls = phones.flatMap(({ coupon }) =>
    Array.from({ length: taps }, () => {
      const requestId = newTestRequest();
      return () =>
        coupon.collect({ templateId }, { requestId }).then(
          () => 'issued',
          (error: { code: string }) => error.code,
        );
    }),
  );
  const outcomes = await atOnce(calls);
  return (code: string) => outcomes.filter((outcome) => outcome === code).length;
}

const couponsOf = (templateId: CouponTemplateId) =>
  documentsOf(cloud, 'coupons').filter((coupon) => coupon.templateId === templateId);
const stockOf = (templateId: CouponTemplateId) =>
  documentsOf(cloud, 'couponStock').filter((shard) => shard.templateId === templateId);

const FAULTS = [
  { target: 'database' as const, action: 'database.commitTransaction', kind: 'drop-after' as const },
  { target: 'database' as const, collection: 'couponStock', kind: 'conflict' as const },
  { target: 'database' as const, collection: 'couponTallies', kind: 'error-after' as const },
].map((rule) => ({ ...rule, probability: 0.05 }));

describe('thirty-two callers at once', () => {
  it.each([
    ['nothing fails', []],
    ['answers are lost and rivals win', FAULTS],
  ])('take exactly the stock there is, one each, when %s', async (_name, rules) => {
    const templateId = await published({ total: 20, perMember: 1 });
    const phones = await members(40);
    cloud.faults.apply({ seed: 11, rules });
    const ended = await collectings(phones, templateId, 2);
    cloud.faults.clear();
    const issued = couponsOf(templateId);
    expect(issued).toHaveLength(20);
    expect(new Set(issued.map(({ memberId }) => memberId)).size).toBe(20);
    expect(stockOf(templateId).every(({ issued: taken, left, total }) => left === 0 && taken === total)).toBe(
      true,
    );
    expect(ended('issued')).toBeLessThanOrEqual(20);
    if (rules.length === 0) expect([ended('issued'), ended('busy')]).toEqual([20, 0]);
  });

  it.each([
    ['two each', { perMember: 2 }, 2],
    ['one a day each', { perMember: 5, perMemberPerDay: 1 }, 1],
    ['two each of a counted stock', { total: 5000, perMember: 2 }, 2],
  ])('have no more than they may: %s', async (_name, limits, each) => {
    const templateId = await published(limits);
    const phones = await members(8);
    cloud.faults.apply({ seed: 5, rules: FAULTS });
    await collectings(phones, templateId, 6);
    cloud.faults.clear();
    // Whoever was told "busy" taps again.
    await collectings(phones, templateId, each);
    const issued = couponsOf(templateId);
    expect(issued).toHaveLength(8 * each);
    expect(documentsOf(cloud, 'couponTallies').map((tally) => tally.issued)).toEqual(Array(8).fill(each));
  });

  it('spend eight database calls a collecting, and keep out of each other’s way', async () => {
    const templateId = await published({ total: 20_000, perMember: 1 });
    expect(stockOf(templateId)).toHaveLength(128);
    const phones = await members(64);
    cloud.faults.database.startTrace();
    const ended = await collectings(phones, templateId, 1);
    expect(ended('issued')).toBe(64);
    const calls = cloud.faults.database.trace.length;
    // All of the first thirty-two find nothing remembered: they read the template, and each wakes the sweep. Nothing else.
    expect(calls).toBeLessThanOrEqual(64 * 8 + 2 * AT_ONCE);
  });
});

describe('what an instance remembers', () => {
  const collectAs = (phone: Phone, templateId: CouponTemplateId) =>
    phone.coupon.collect({ templateId }).then(
      () => 'issued',
      (error: { code: string }) => error.code,
    );

  it('lets people in for three seconds after a pause it was not told of, and no longer', async () => {
    const templateId = await published({ total: 100 });
    const [first, second, third] = await members(3);
    if (!first || !second || !third) throw new Error('three members');
    expect(await collectAs(first, templateId)).toBe('issued');
    // Another instance served the operator.
    await cloud.database.environment(cloud.env).update('couponTemplates', {
      filter: { _id: templateId },
      modifier: { $set: { status: 'paused' } },
      multi: false,
    });
    cloud.moveClock(NOON + REMEMBERED_MS - 1);
    expect(await collectAs(second, templateId)).toBe('issued');
    cloud.moveClock(NOON + REMEMBERED_MS);
    expect(await collectAs(third, templateId)).toBe('coupon_not_open');
  });

  it('is forgotten where the operator pauses', async () => {
    const templateId = await published({ perMember: 1 });
    const [first, second] = await members(2);
    if (!first || !second) throw new Error('two members');
    expect(await collectAs(first, templateId)).toBe('issued');
    await operator.coupon.setTemplateStatus({ templateId, status: 'paused', reason: '停一停' });
    expect(await collectAs(second, templateId)).toBe('coupon_not_open');
  });

  it('says 已抢完 from one document, and lets people in again when more is added', async () => {
    const templateId = await published({ total: 1 });
    const [first, second, third] = await members(3);
    if (!first || !second || !third) throw new Error('three members');
    expect(await collectAs(first, templateId)).toBe('issued');
    expect(await collectAs(second, templateId)).toBe('coupon_sold_out');
    const call = { op: 'collect', input: { templateId }, requestId: newTestRequest() };
    const { result, database } = await cloud.invoke('coupon', call, third.identity);
    expect(result).toMatchObject({ ok: false, error: { code: 'coupon_sold_out' } });
    // Who it is, the template, and whether this very tap had got one.
    expect(database?.calls).toBe(3);
    const { template } = await operator.coupon.readTemplate({ templateId });
    const { version, validity, limits, collectable } = template;
    const edit = { templateId, version };
    const more = { ...limits, total: 2 };
    await operator.coupon.saveTemplate({
      edit,
      terms,
      validity,
      limits: more,
      collectable,
      noMemberLimit: true,
    });
    expect(await collectAs(third, templateId)).toBe('issued');
    expect(stockOf(templateId)).toMatchObject([{ total: 2, issued: 2, left: 0 }]);
  });
});
