import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { schema, type DocumentOf } from '../../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../../local/server';
import { joinTwice, memberIdOf } from '../../stage/identity-stage';
import { addLeader, CHEN, CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { extraMemberId, load, sweepUntil, tooSlow } from '../../stage/latency-stage';
import { documentsOf, phoneOf, SLOW_DAY, startJourney } from '../../stage/stage';

/** Work that grows with the merchant: each call does a slice within its time limit, the sweep the rest. */
describe('on a slow day, however much there is', () => {
  let cloud: LocalCloud;
  const operator = () => phoneOf(cloud, 'operator-he');
  beforeEach(async () => {
    cloud = await startJourney({}, SLOW_DAY);
  });
  afterEach(async () => {
    expect(tooSlow(cloud)).toEqual([]);
    await cloud.close();
  });

  /** As many members of 陈姐's team as one real one, copied; `atRest`, when the sweep has done what a join leaves to it. */
  async function team(size: number, { atRest = false } = {}): Promise<DocumentOf<'members'>[]> {
    await neighbour(cloud, 0).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    if (atRest) await sweepUntil(cloud, () => true, 1);
    const [one] = documentsOf(cloud, 'members');
    if (!one) throw new Error('nobody joined');
    const others = Array.from({ length: size - 1 }, (_, n) => ({ ...one, _id: extraMemberId(n) }));
    load(
      cloud,
      'members',
      others.map((member) => schema.members.document.parse({ ...member, joinAward: 'done' })),
    );
    return documentsOf(cloud, 'members');
  }

  it('a team of 600 changes hands: the operator sees how far it is, the sweep finishes it, everybody once', async () => {
    await team(600, { atRest: true });
    const mei = await addLeader(cloud, 'Mei');
    const preview = await operator().leader.previewHandover({ fromId: CHEN, toId: mei.id });
    expect(preview.members).toBe(600);
    const input = { fromId: CHEN, toId: mei.id, reason: '搬家', pauseFrom: false };
    const { handover } = await operator().leader.handOver(input);
    expect(handover.status).toBe('running');
    expect(handover.moved).toBeGreaterThan(0);
    const isDone = () => documentsOf(cloud, 'leaderHandovers').every(({ status }) => status === 'done');
    await sweepUntil(cloud, isDone, 20);
    expect(documentsOf(cloud, 'leaderHandovers')).toMatchObject([{ moved: 600 }]);
    expect(documentsOf(cloud, 'members').every(({ leaderId }) => leaderId === mei.id)).toBe(true);
    expect((await mei.phone.leader.readFigures({})).totals.received).toBe(600);
  });

  it('the daily cards of 120 leaders are counted in as many runs as it takes, and a member in several slices once', async () => {
    const members = await team(400);
    const [coupon] = documentsOf(cloud, 'coupons');
    if (!coupon) throw new Error('no coupon');
    const endsAt = cloud.clock.now() + 60 * MINUTE_MS;
    load(
      cloud,
      'coupons',
      members.flatMap(({ _id }, n) =>
        [0, 1].map((turn) =>
          schema.coupons.document.parse({
            ...coupon,
            _id: `${coupon._id.slice(0, 4)}${_id.slice(4)}-manual-${turn}`,
            code: `${coupon.code.slice(0, -5)}${String(2 * n + turn).padStart(5, '0')}`,
            memberId: _id,
            expiresAt: endsAt + turn * MINUTE_MS,
          }),
        ),
      ),
    );
    const [chen] = documentsOf(cloud, 'leaders').filter(({ _id }) => _id === CHEN);
    if (!chen) throw new Error('no leader');
    load(
      cloud,
      'leaders',
      Array.from({ length: 120 }, (_, n) =>
        schema.leaders.document.parse({ ...chen, _id: `ldr_extra${n}`, leaderCode: `Extra${1000 + n}` }),
      ),
    );
    const isCounted = () => documentsOf(cloud, 'leaderBriefs').some(({ _id }) => _id === 'ldr_extra99');
    const isWhole = () => documentsOf(cloud, 'leaderBriefRuns')[0]?.phase === 'done' && isCounted();
    await sweepUntil(cloud, isWhole, 10);
    expect(documentsOf(cloud, 'leaderBriefs').find(({ _id }) => _id === CHEN)).toMatchObject({
      expiringMembers: 400,
      // Two each, and the newcomer's coupon of two hours.
      expiringCoupons: 801,
      quietMembers: 0,
    });
  });

  it('a leader with 30,000 awards is counted again by several sweeps, each going on where the last one stopped', async () => {
    await team(1);
    await sweepUntil(cloud, () => documentsOf(cloud, 'leaderTotals').length > 0, 2);
    const [join] = documentsOf(cloud, 'leaderAwards').filter(({ kind }) => kind === 'join');
    if (!join) throw new Error('no award');
    load(
      cloud,
      'leaderAwards',
      Array.from({ length: 30_000 }, (_, n) => ({
        ...join,
        _id: `join:${extraMemberId(n)}`,
        memberId: extraMemberId(n),
      })),
    );
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    cloud.latency.set({ databaseMs: 500, wechatMs: 120, jitter: 0 });
    const isCounted = () => documentsOf(cloud, 'leaderTotals')[0]?.joins === 30_001;
    expect(await sweepUntil(cloud, isCounted, 10)).toBeGreaterThan(1);
    expect(documentsOf(cloud, 'leaderDays')).toMatchObject([{ joins: 30_001 }]);
    expect(documentsOf(cloud, 'leaderCounts')).toEqual([]);
  });

  it('10,000 followers are linked by a call and the sweeps after it; one who follows meanwhile stays as told', async () => {
    const { followers, followerUnions } = cloud.wechat.state;
    for (let n = 0; n < 10_000; n += 1) followers.add(`oaFollower-${String(n).padStart(5, '0')}`);
    const shoppers = [0, 1, 2].map((n) =>
      phoneOf(cloud, { ...neighbour(cloud, n).identity, unionid: `uFollower-${n}` }),
    );
    for (const [n, shopper] of shoppers.entries()) {
      followerUnions.set(`oaFollower-0${n}999`, `uFollower-${n}`);
      await shopper.member.join({ leaderCode: null, phoneCode: null });
    }
    const first = await operator().identityMap.backfillFollowers({});
    expect(first.status).toBe('running');
    expect(first.seen).toBeGreaterThan(0);
    const isDone = () => documentsOf(cloud, 'followerBackfills')[0]?.status === 'done';
    await sweepUntil(cloud, isDone, 20);
    expect(documentsOf(cloud, 'followerBackfills')).toMatchObject([{ seen: 10_000, linked: 3 }]);
    const linked = documentsOf(cloud, 'followers').filter(({ memberId }) => memberId !== null);
    expect(linked.map(({ unionId }) => unionId).sort()).toEqual([
      'uFollower-0',
      'uFollower-1',
      'uFollower-2',
    ]);
    expect(documentsOf(cloud, 'followers')).toHaveLength(10_000);
  });

  it('a merge of somebody with 300 coupons is true at once and moved by the sweep; an undo brings all back', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [kept, absorbed] = [await memberIdOf(one), await memberIdOf(two)];
    const [coupon] = documentsOf(cloud, 'coupons').filter(({ memberId }) => memberId === absorbed);
    if (!coupon) throw new Error('no coupon');
    const extra = Array.from({ length: 300 }, (_, n) =>
      schema.coupons.document.parse({
        ...coupon,
        _id: `${coupon._id.replace(/-[^-]*-\d+$/, '')}-manual-${n}`,
        code: `${coupon.code.slice(0, -5)}${String(n).padStart(5, '0')}`,
      }),
    );
    load(cloud, 'coupons', extra);
    const extraOwners = () =>
      new Set(
        documentsOf(cloud, 'coupons')
          .filter(({ _id }) => extra.some((one) => one._id === _id))
          .map(({ memberId }) => memberId),
      );
    expect(await both.identityMap.linkMine({})).toMatchObject({ merged: true });
    expect(await memberIdOf(two)).toBe(kept);
    const isMoved = () => documentsOf(cloud, 'merges').every(({ status }) => status === 'done');
    expect(isMoved()).toBe(false);
    await sweepUntil(cloud, isMoved, 10);
    expect(extraOwners()).toEqual(new Set([kept]));
    const { merges } = await operator().identityMap.listMerges({ cursor: null });
    if (!merges[0]) throw new Error('no merge');
    const { status } = await operator().identityMap.undoMerge({
      mergeId: merges[0].mergeId,
      reason: '合错了',
    });
    expect(status).toBe('undoing');
    await sweepUntil(
      cloud,
      () => documentsOf(cloud, 'merges').every((merge) => merge.status === 'undone'),
      10,
    );
    expect(extraOwners()).toEqual(new Set([absorbed]));
  });
});
