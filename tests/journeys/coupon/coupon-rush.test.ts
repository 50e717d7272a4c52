import { isCouponTemplateId, type CouponTemplateId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { drawnCount } from '../../stage/property';
import { numberedMemberId } from '../../stage/numbered-member';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const template = (text: string): CouponTemplateId => {
  if (!isCouponTemplateId(text)) throw new Error(text);
  return text;
};
const WEEKEND = template('tpl_weekend-15');
/** Three hundred in a usual run: three for every coupon, too. */
const PEOPLE = drawnCount(1000, 300);
const CALLS = 2 * PEOPLE;
const AT_ONCE = 48;

const openIdOf = (n: number): string => `oRush-${n}`;

/** The members, written as a join writes them: the rush is about collecting, not joining. */
async function enrol(cloud: LocalCloud): Promise<void> {
  const sample = phoneOf(cloud, 'shopper-lin');
  await sample.member.join({ leaderCode: null, phoneCode: null });
  const [member] = documentsOf(cloud, 'members');
  if (!member) throw new Error('no member');
  const people = Array.from({ length: PEOPLE }, (_, n) => ({ ...member, _id: numberedMemberId(n) }));
  const environment = cloud.database.environment(cloud.env);
  await environment.insert('members', people);
  const linkedAt = member.joinedAt;
  await environment.insert(
    'identities',
    people.map(({ _id }, n) => ({
      _id: `openid:${DEMO_APPID}:${openIdOf(n)}`,
      kind: 'openid',
      memberId: _id,
      linkedAt,
      verifiedAt: linkedAt,
    })),
  );
}

/** So many at once, all the time, until all have had their answer. */
async function rush(calls: (() => Promise<string>)[]): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let call = calls[next++]; call; call = calls[next++]) {
      const outcome = await call();
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcomes;
}

describe('many times as many callers as the hundred coupons there are', () => {
  let cloud: LocalCloud;
  let outcomes: Map<string, number>;

  beforeAll(async () => {
    cloud = await startJourney();
    await enrol(cloud);
    cloud.faults.apply({
      seed: 7,
      rules: [
        { target: 'database', collection: 'couponStock', kind: 'conflict', probability: 0.1 },
        { target: 'database', action: 'database.commitTransaction', kind: 'drop-after', probability: 0.1 },
        { target: 'database', collection: 'coupons', kind: 'error-before', probability: 0.05 },
        { target: 'function', name: 'coupon', kind: 'drop-after', probability: 0.02, seed: 3 },
      ],
    });
    // Everybody taps twice, each tap a request of its own; a lost answer is asked for again by the client itself.
    const calls = Array.from({ length: CALLS }, (_, n) => {
      const phone = phoneOf(cloud, { openid: openIdOf((n * 7) % PEOPLE), appid: DEMO_APPID });
      const requestId = newTestRequest();
      return () =>
        phone.coupon.collect({ templateId: WEEKEND }, { requestId }).then(
          () => 'issued',
          (error: { code: string }) => error.code,
        );
    });
    outcomes = await rush(calls);
    cloud.faults.clear();
  });
  afterAll(() => cloud.close());

  it('issue exactly a hundred, to a hundred people', () => {
    const collected = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'collect');
    expect(collected).toHaveLength(100);
    expect(new Set(collected.map(({ memberId }) => memberId)).size).toBe(100);
    expect(documentsOf(cloud, 'couponTallies').every(({ issued }) => issued === 1)).toBe(true);
    // Collecting is told by its coupon: it writes nothing down that would say so again.
    expect(documentsOf(cloud, 'couponGrants')).toHaveLength(0);
  });

  it('although much went wrong on the way: transactions were begun again many times', () => {
    const begun = cloud.stats.counts(cloud.env).byAction['database.startTransaction'] ?? 0;
    expect(begun).toBeGreaterThan(130);
  });

  it('everybody else is told why not, in words, and nobody is told "internal"', () => {
    const known = ['issued', 'coupon_sold_out', 'coupon_limit_reached', 'busy', 'offline'];
    expect([...outcomes.keys()].filter((outcome) => !known.includes(outcome))).toEqual([]);
    expect(outcomes.get('coupon_sold_out')).toBeGreaterThan(0.75 * CALLS - 100);
    expect(outcomes.get('issued')).toBeLessThanOrEqual(100);
  });

  it('the stock is exact at rest: issued + left = total, shard by shard, and the sweep agrees', async () => {
    const stock = () => documentsOf(cloud, 'couponStock').filter(({ templateId }) => templateId === WEEKEND);
    expect(stock().every(({ issued, left, total }) => issued + left === total && left === 0)).toBe(true);
    expect(stock().reduce((sum, { issued }) => sum + issued, 0)).toBe(100);
    // So many people have just joined: a sweep stops at its time limit and the next minute goes on.
    for (let minute = 2; minute < 30 && stock().some(({ check }) => check !== 'done'); minute += 1) {
      cloud.moveClock(NOON + minute * MINUTE_MS);
      await sweepTrade(cloud);
    }
    expect(stock().every(({ check }) => check === 'done')).toBe(true);
  });

  it('the sweep tells of each of the hundred once, two sweeps at once as well', async () => {
    const told = () => documentsOf(cloud, 'facts').filter(({ refs }) => refs['channel'] === 'collect');
    for (let minute = 0; minute < 30 && told().length < 100; minute += 1) {
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await Promise.all([cloud.trigger('sweep'), cloud.trigger('sweep')]);
    }
    const collected = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'collect');
    const owners = (all: { memberId: string }[]) => all.map(({ memberId }) => memberId).sort();
    expect(owners(told())).toEqual(owners(collected));
  });

  it('a shard that is wrong is put right by the sweep, from the coupons that exist', async () => {
    const [shard] = documentsOf(cloud, 'couponStock');
    if (!shard) throw new Error('no stock');
    await cloud.database.environment(cloud.env).update('couponStock', {
      filter: { _id: shard._id },
      modifier: { $set: { left: 2, issued: 1, check: 'due' } },
      multi: false,
    });
    const mended = () => documentsOf(cloud, 'couponStock').find(({ _id }) => _id === shard._id);
    for (let run = 0; run < 30 && mended()?.check !== 'done'; run += 1) await sweepTrade(cloud);
    expect(mended()).toMatchObject({
      issued: shard.issued,
      left: shard.left,
      check: 'done',
    });
  });

  it('who comes afterwards learns it without a transaction', async () => {
    const call = { op: 'collect', input: { templateId: WEEKEND }, requestId: newTestRequest() };
    const { result, database } = await cloud.invoke('coupon', call, {
      openid: openIdOf(PEOPLE - 1),
      appid: DEMO_APPID,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/sold_out|limit_reached/) as string },
    });
    expect(database?.calls).toBeLessThanOrEqual(7);
  });
});
