import { isCouponId, type CouponId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { withDrawnCodes } from '../../../cloudfunctions/coupon/codes/with-drawn-codes';
import { renewCodes } from '../../../cloudfunctions/coupon/codes/renew-codes';
import { holderName } from '../../../cloudfunctions/coupon/rules/pack';
import { computableCodeOf } from '../../../cloudfunctions/coupon/rules/coupon-code';
import { Duplicate } from '../../../cloudfunctions/kit/store/store-error';
import { STORE } from '../../stage/payment-stage';
import { checkoutOf } from '../../stage/points-stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const couponIdOf = (text: string): CouponId => {
  if (!isCouponId(text)) throw new Error(text);
  return text;
};

/** A coupon's code is worth the coupon: nobody gets one but from the phone that shows it. */
describe('the codes of coupons', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  let wang: Phone;
  let clerk: Phone;
  beforeEach(async () => {
    [lin, wang, clerk] = [
      phoneOf(cloud, 'shopper-lin'),
      phoneOf(cloud, 'shopper-wang'),
      phoneOf(cloud, 'clerk-zhou'),
    ];
    for (const phone of [lin, wang]) await phone.member.join({ leaderCode: null, phoneCode: null });
  });

  const lookUp = (shown: string) => clerk.coupon.lookUp({ shown, storeId: STORE, amountFen: null });
  /** What somebody can compute who knows the ids of members: the eight coupons two people got for joining. */
  const knownIds = () =>
    documentsOf(cloud, 'members').flatMap(({ _id }) =>
      [1, 2, 3, 4].map((position) => couponIdOf(`cpn_${holderName(_id)}-join-${position}`)),
    );
  const codesOf = () => new Map(documentsOf(cloud, 'coupons').map(({ _id, code }) => [_id, code]));
  /** As coupons were before codes were drawn; past the store, and the sweep is told nothing. */
  async function makeComputable(ids: readonly CouponId[] = [...codesOf().keys()]): Promise<void> {
    for (const _id of ids)
      await cloud.database.environment(cloud.env).update('coupons', {
        filter: { _id },
        modifier: { $set: { code: computableCodeOf(_id) } },
        multi: false,
      });
  }

  it('eight coupons of two people: neither ids nor what was once made of them opens one', async () => {
    const ids = knownIds();
    expect(ids).toHaveLength(8);
    expect([...codesOf().keys()].sort()).toEqual([...ids].sort());
    for (const id of ids) {
      for (const shown of [id, computableCodeOf(id)])
        await expect(lookUp(shown)).rejects.toMatchObject({ code: 'coupon_not_found' });
      // Nobody may try so many so fast: limits.test.ts.
      cloud.moveClock(cloud.clock.now() + 10 * MINUTE_MS);
    }
    for (const code of codesOf().values()) expect((await lookUp(code)).coupons).toHaveLength(1);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toEqual([]);
  });

  it('are 16 digits of which no two are alike, also those of a friend’s and of a collected coupon', async () => {
    const codes = [...codesOf().values()];
    expect(codes.filter((code) => /^\d{16}$/.test(code))).toHaveLength(8);
    expect(new Set(codes).size).toBe(8);
    expect(codes).not.toEqual(expect.arrayContaining(knownIds().map(computableCodeOf)));
  });

  it('are understood as people type them, and so are card numbers: full width, in groups, with hyphens', async () => {
    const wide = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const groups = (text: string, between: string) => (text.match(/.{1,4}/g) ?? []).join(between);
    const ways = [wide, (text: string) => groups(text, '-'), (text: string) => wide(groups(text, '－'))];
    const { _id, code, memberId } = documentsOf(cloud, 'coupons')[0]!;
    const { card } = documentsOf(cloud, 'members').find((member) => member._id === memberId)!;
    for (const way of ways) {
      expect((await lookUp(way(code))).coupons.map(({ id }) => id)).toEqual([_id]);
      expect((await lookUp(way(card.number))).coupons.map(({ id }) => id)).toContain(_id);
      const { members } = await phoneOf(cloud, 'operator-he').member.search({ text: way(card.number) });
      expect(members.map((member) => member.memberId)).toEqual([memberId]);
    }
  });

  it('a code of before is refused from the first moment, while it waits and after it is replaced', async () => {
    await makeComputable();
    const [first] = (await lin.coupon.listMine({ state: 'usable', cursor: null })).coupons;
    if (!first) throw new Error('no coupon');
    expect(first.code).toBeNull();
    await expect(lookUp(computableCodeOf(first.id))).rejects.toMatchObject({ code: 'coupon_not_found' });
    // The counter is not shut: the member's code finds it.
    const { coupons } = await lookUp((await lin.member.readCode({})).code);
    expect(coupons.map(({ id }) => id)).toContain(first.id);

    await sweepTrade(cloud);
    const { coupon } = await lin.coupon.readMine({ couponId: first.id });
    expect(coupon.code).toMatch(/^\d{16}$/);
    expect((await lookUp(coupon.code ?? '')).coupons).toMatchObject([{ id: first.id, refusal: null }]);
    for (const id of knownIds())
      await expect(lookUp(computableCodeOf(id))).rejects.toMatchObject({ code: 'coupon_not_found' });
    expect(documentsOf(cloud, 'couponCodeRenewals')).toMatchObject([{ stage: 'done', renewed: 8 }]);
  });

  it('the replacement stops anywhere and goes on: every code is replaced once, used coupons too', async () => {
    const [used, ...alive] = [...codesOf().keys()];
    if (!used) throw new Error('no coupon');
    await clerk.coupon.redeem({ couponId: used, turn: 1, storeId: STORE, amountFen: null }).catch(() => null);
    const kept = alive.slice(-1);
    await makeComputable([used, ...alive.slice(0, -1)]);
    const before = codesOf();
    // Ended after every slice, and two at once.
    const slice = () => renewCodes({ ...timerCallOf(cloud), outOfTime: () => true });
    await Promise.all([slice(), slice()]);
    const halfway = codesOf();
    for (let minute = 0; minute < 4; minute += 1) await slice();
    expect(documentsOf(cloud, 'couponCodeRenewals')).toMatchObject([{ stage: 'done' }]);
    const after = codesOf();
    for (const [id, code] of after) {
      expect(code).not.toBe(computableCodeOf(id));
      if (halfway.get(id) !== before.get(id)) expect(code).toBe(halfway.get(id));
    }
    for (const id of kept) expect(after.get(id)).toBe(before.get(id));
    // Nothing is left to do, and it is not begun again.
    expect(await slice()).toBe(0);
    expect(codesOf()).toEqual(after);
  });

  it('more coupons than a slice has are all replaced, the ones that can be used first', async () => {
    const [coupon] = documentsOf(cloud, 'coupons');
    if (!coupon) throw new Error('no sample');
    const many = Array.from({ length: 100 }, (_, n) => couponIdOf(`cpn_old-${n}`));
    await cloud.database.environment(cloud.env).insert(
      'coupons',
      many.map((_id, n) => ({
        ...coupon,
        _id,
        code: computableCodeOf(_id),
        expiresAt: cloud.clock.now() + (n < 50 ? -DAY_MS : DAY_MS + n * MINUTE_MS),
      })),
    );
    await renewCodes({ ...timerCallOf(cloud), outOfTime: () => true });
    const first = codesOf();
    const replaced = many.filter((id) => first.get(id) !== computableCodeOf(id));
    expect(replaced.length).toBeGreaterThan(20);
    expect(replaced.filter((id) => many.indexOf(id) < 50)).toEqual([]);
    await sweepTrade(cloud);
    const after = codesOf();
    expect(many.filter((id) => after.get(id) === computableCodeOf(id))).toEqual([]);
    expect(documentsOf(cloud, 'couponCodeRenewals')).toMatchObject([{ stage: 'done', renewed: 100 }]);
  });

  describe('a drawn code that is another coupon’s', () => {
    const taken = () => [...codesOf().values()][0] ?? '';
    const insertWith = (draws: string[]) => {
      const { store } = checkoutOf(cloud);
      const [sample] = documentsOf(cloud, 'coupons');
      if (!sample) throw new Error('no sample');
      const _id = couponIdOf('cpn_new-1');
      const runs = { count: 0 };
      const done = withDrawnCodes(
        store,
        (codeFor) => {
          runs.count += 1;
          return store.transact((transaction) =>
            transaction.coupons.insert({ ...sample, _id, code: codeFor(_id) }),
          );
        },
        () => draws.shift() ?? '7777777777777777',
      );
      return { done, runs, _id };
    };

    it('is drawn anew, and the coupon is issued', async () => {
      const { done, runs, _id } = insertWith([taken(), '1234567890123456']);
      await done;
      expect(runs.count).toBe(2);
      expect(codesOf().get(_id)).toBe('1234567890123456');
    });

    it('a coupon that exists is no reason to draw again', async () => {
      await insertWith(['1234567890123456']).done;
      const again = insertWith(['6543210987654321', '1111111111111111']);
      await expect(again.done).rejects.toBeInstanceOf(Duplicate);
      expect(again.runs.count).toBe(1);
    });
  });
});
