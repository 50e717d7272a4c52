import { isCouponTemplateId, isStoreId, type CouponId, type OfferCode } from '@contracts/primitives/ids';
import { describeCall } from '../../../local/cloudbase/gateway';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../stage/stage';
import { drawnEntries } from '../../stage/property';

/** Breaks every single database call of a collecting, a redemption and a gift in turn: whatever the caller saw, it happened once. */
const kinds = ['drop-after', 'conflict', 'duplicate'] as const;

const [template, store] = ['tpl_weekend-15', 'sto_xingfu'];
if (!isCouponTemplateId(template) || !isStoreId(store)) throw new Error('ids of the demo merchant');
const [templateId, storeId] = [template, store];

const joinAs = (cloud: LocalCloud, personId: string) =>
  phoneOf(cloud, personId).member.join({ leaderCode: null, phoneCode: null });

async function firstCoupon(cloud: LocalCloud): Promise<CouponId> {
  const [first] = (await joinAs(cloud, 'shopper-lin')).coupons;
  if (!first) throw new Error('no coupon');
  return first.id;
}

async function offerFromWang(cloud: LocalCloud): Promise<OfferCode> {
  await joinAs(cloud, 'shopper-wang');
  await joinAs(cloud, 'shopper-lin');
  const wang = phoneOf(cloud, 'shopper-wang');
  const { coupon } = await wang.coupon.collect({ templateId });
  return (await wang.coupon.offer({ couponId: coupon.id })).offerCode;
}

/** What is done, once everything for it is there, and what it leaves behind however it went. */
interface Deed {
  prepare: (cloud: LocalCloud) => Promise<() => Promise<unknown>>;
  check: (cloud: LocalCloud) => void;
}

const deeds: Record<string, Deed> = {
  collecting: {
    prepare: async (cloud) => {
      await joinAs(cloud, 'shopper-lin');
      const lin = phoneOf(cloud, 'shopper-lin');
      return () => lin.coupon.collect({ templateId }, { requestId: newTestRequest() });
    },
    check: (cloud) => {
      const collected = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'collect');
      expect(collected).toHaveLength(1);
      const stock = documentsOf(cloud, 'couponStock');
      expect(stock.reduce((sum, { issued }) => sum + issued, 0)).toBe(1);
      expect(stock.reduce((sum, { left }) => sum + left, 0)).toBe(99);
      expect(documentsOf(cloud, 'couponTallies').map(({ issued }) => issued)).toEqual([1]);
      expect(documentsOf(cloud, 'couponGrants')).toHaveLength(0);
      const reminded = documentsOf(cloud, 'reminders').map(({ subjectId }) => subjectId);
      expect(reminded.filter((id) => id === collected[0]?._id)).toHaveLength(1);
    },
  },
  redemption: {
    prepare: async (cloud) => {
      const confirm = { couponId: await firstCoupon(cloud), turn: 1, storeId, amountFen: null };
      return () => phoneOf(cloud, 'clerk-zhou').coupon.redeem(confirm);
    },
    check: (cloud) => {
      const used = documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used');
      expect(used).toMatchObject([{ turns: 1, use: { turn: 1, by: 'clerk' } }]);
    },
  },
  gift: {
    prepare: async (cloud) => {
      const offerCode = await offerFromWang(cloud);
      return () => phoneOf(cloud, 'shopper-lin').coupon.takeOffer({ offerCode });
    },
    check: (cloud) => {
      const coupons = documentsOf(cloud, 'coupons');
      expect(coupons.filter(({ channel }) => channel === 'gift')).toHaveLength(1);
      expect(coupons.filter(({ status }) => status === 'given')).toHaveLength(1);
    },
  },
};

describe.each(Object.entries(deeds))('one database call of a %s fails, whichever it is', (_name, deed) => {
  let calls: string[] = [];
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    const act = await deed.prepare(cloud);
    cloud.faults.database.startTrace();
    await act();
    calls = cloud.faults.database.trace.map(describeCall);
  });
  afterAll(() => cloud.close());

  it.each(kinds)('%s: it happens once, and the person is told so', async (kind) => {
    expect(calls.length).toBeGreaterThanOrEqual(5);
    for (const [position, call] of drawnEntries(calls, kinds.indexOf(kind))) {
      await cloud.reset();
      const act = await deed.prepare(cloud);
      cloud.faults.apply({ target: 'database', nth: position + 1, kind });
      const outcome = await act().then(
        () => 'done',
        (error: unknown) => String(error),
      );
      expect({ call, outcome }).toEqual({ call, outcome: 'done' });
      deed.check(cloud);
    }
  });
});
