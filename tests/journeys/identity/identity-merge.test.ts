import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import { isLeaderCode } from '@contracts/primitives/ids';
import { fileKeptReminders } from '../../stage/kept-reminders';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
const phone = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });
const join = (someone: Phone, phoneCode: string | null = null) =>
  someone.member.join({ leaderCode: null, phoneCode });
const memberIdOf = async (someone: Phone) => (await someone.member.readProfile({})).member.memberId;
const titles = (coupons: { terms: { title: string } }[]) => coupons.map(({ terms }) => terms.title).sort();

/** Two members of one person: WeChat named the unionid to the second only. */
async function joinTwice(): Promise<{ one: Phone; two: Phone; both: Phone }> {
  const one = phone('oFirst-1');
  const two = phone('oSecond-2', 'uSame');
  await join(one, await one.phoneCode('13811110001'));
  cloud.moveClock(cloud.clock.now() + HOUR_MS);
  await join(two, await two.phoneCode('13811110002'));
  return { one, two, both: phone('oFirst-1', 'uSame') };
}

describe('two members whom WeChat’s unionid shows to be one', () => {
  it('become one at the next join: the older stays, everything leads there', async () => {
    const { one, two, both } = await joinTwice();
    const [kept, absorbed] = [await memberIdOf(one), await memberIdOf(two)];
    const answer = await join(both);
    expect(answer).toMatchObject({ outcome: 'already_member', member: { memberId: kept } });
    expect(await memberIdOf(two)).toBe(kept);
    expect(documentsOf(cloud, 'identities').map(({ memberId }) => memberId)).not.toContain(absorbed);
    expect(documentsOf(cloud, 'merges')).toMatchObject([
      { keptId: kept, absorbedId: absorbed, status: 'done' },
    ]);
    expect(documentsOf(cloud, 'members').find(({ _id }) => _id === absorbed)).toMatchObject({
      status: 'merged',
      mergedInto: kept,
    });
  });

  it('the home page shows the one who stays at once and says that something is loose; linkMine ties it up', async () => {
    const { one, both } = await joinTwice();
    const kept = await memberIdOf(one);
    expect(await both.member.overview({})).toMatchObject({ identity: 'loose', member: { memberId: kept } });
    expect(documentsOf(cloud, 'merges')).toHaveLength(0);
    expect(await both.identityMap.linkMine({})).toMatchObject({ merged: true });
    expect(await both.member.overview({})).toMatchObject({ identity: 'tied', member: { memberId: kept } });
    expect(await both.identityMap.linkMine({})).toEqual({ linked: 0, merged: false });
  });

  it('the newcomer gift is not doubled: of each step the coupon that lasts longer stays', async () => {
    const { both } = await joinTwice();
    await join(both);
    const { coupons } = await both.coupon.listMine({ state: 'usable', cursor: null });
    expect(titles(coupons)).toEqual(['新人 3 元券', '满 29 减 5', '满 59 减 10', '满 99 减 20'].sort());
    // The second member joined an hour later, so each of their coupons runs an hour longer.
    expect(Math.min(...coupons.map(({ expiresAt }) => expiresAt))).toBe(NOON + 3 * HOUR_MS);
    const reminders = documentsOf(cloud, 'reminders');
    const mine = new Set<string>(coupons.map(({ id }) => id));
    const kept = await memberIdOf(both);
    for (const { recipient, subjectId } of reminders) expect(recipient === kept).toBe(mine.has(subjectId));
  });

  it('a used coupon keeps its step: the other member’s coupon of that step goes', async () => {
    const { one, both } = await joinTwice();
    const kept = await memberIdOf(one);
    const first = documentsOf(cloud, 'coupons').find(
      ({ _id, memberId }) => memberId === kept && _id.endsWith('-1'),
    );
    await cloud.database.environment(cloud.env).update('coupons', {
      filter: { _id: first?._id },
      modifier: { $set: { status: 'used', usedAt: NOON + MINUTE_MS } },
      multi: false,
    });
    await join(both);
    const mine = documentsOf(cloud, 'coupons').filter(({ memberId }) => memberId === kept);
    expect(mine).toHaveLength(4);
    expect(mine.filter(({ status }) => status === 'used').map(({ _id }) => _id)).toEqual([first?._id]);
  });

  it('the first leader keeps the attribution, the earlier joining date counts, one number stays', async () => {
    if (!isLeaderCode(DEMO_LEADER_CODE)) throw new Error(DEMO_LEADER_CODE);
    const one = phone('oFirst-1');
    await join(one, await one.phoneCode('13811110001'));
    cloud.moveClock(NOON + HOUR_MS);
    const two = phone('oSecond-2', 'uSame');
    await two.member.join({ leaderCode: DEMO_LEADER_CODE, phoneCode: await two.phoneCode('13811110002') });
    await join(phone('oFirst-1', 'uSame'));
    expect(await two.member.readProfile({})).toMatchObject({
      joinedThrough: { leaderName: '陈姐' },
      member: { phone: '138****0001', joinedAt: NOON },
    });
    expect(documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'phone')).toHaveLength(1);
    // Both card numbers find the member.
    expect((await two.identityMap.readMine({})).cardNumbers).toHaveLength(2);
  });

  it('a chain of merges redirects in one extra read', async () => {
    const people = ['uA', 'uB', 'uC', 'uD'].map((unionid, index) => phone(`oChain-${index}`, unionid));
    for (const someone of people) await join(someone);
    const ids = documentsOf(cloud, 'members').map(({ _id }) => _id);
    // Each next one is the same person as the one before: the youngest pair first, so the chain grows at its head.
    for (const index of [2, 1, 0]) await join(phone(`oChain-${index}`, `u${'ABCD'[index + 1]}`));
    const members = documentsOf(cloud, 'members');
    const live = members.filter(({ mergedInto }) => mergedInto === null);
    expect(live).toHaveLength(1);
    expect(
      members.filter(({ mergedInto }) => mergedInto !== null).map(({ mergedInto }) => mergedInto),
    ).toEqual(ids.slice(1).map(() => live[0]?._id));
    expect(await memberIdOf(phone('oChain-3'))).toBe(live[0]?._id);
  });

  it('resolving after a merge costs what it cost before', async () => {
    const { two, both } = await joinTwice();
    const callsOf = async (someone: Phone) =>
      (await cloud.invoke('member', { op: 'overview', input: {} }, someone.identity)).database?.calls;
    expect(await callsOf(two)).toBe(3);
    await join(both);
    expect(await callsOf(two)).toBe(3);
    expect(await callsOf(both)).toBe(3);
  });
});

describe('points of two members who become one', () => {
  const lot = (id: string, amount: number) => ({
    id,
    state: 'open' as const,
    points: amount,
    activatesAt: null,
    expiresAt: NOON + DAY_MS * amount,
    graced: false,
  });
  /** An account with these lots, and the entries that made them. */
  async function give(memberId: string, lots: ReturnType<typeof lot>[]): Promise<void> {
    const environment = cloud.database.environment(cloud.env);
    const total = lots.reduce((sum, { points }) => sum + points, 0);
    await environment.insert('pointsAccounts', [
      {
        ...{
          _id: memberId,
          balance: total,
          pending: 0,
          debt: 0,
          lots,
          entryCount: 1,
          earnedOn: null,
          uses: [],
        },
        ...{ standing: { tier: null, birthday: null }, reminded: {}, nextDueAt: null, mergedInto: null },
        openedAt: NOON,
      },
    ]);
    await environment.insert('pointsEntries', [
      {
        ...{
          _id: `earn:${memberId}`,
          memberId,
          number: 1,
          kind: 'earn',
          side: 'earned',
          points: total,
          pending: 0,
          debt: 0,
        },
        ...{ balanceAfter: total, debtAfter: 0, moves: lots, source: { kind: 'order', id: memberId } },
        ...{ reason: '消费得积分', ruleVersion: 1, at: NOON, recordedAt: NOON },
      },
    ]);
  }
  const account = (memberId: string) =>
    documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === memberId);
  const entriesOf = (memberId: string) =>
    documentsOf(cloud, 'pointsEntries').filter((entry) => entry.memberId === memberId);
  const sum = (memberId: string) => entriesOf(memberId).reduce((total, { points }) => total + points, 0);

  it('go over lot by lot with their expiry, to the point, and back what is left of them', async () => {
    const { one, two, both } = await joinTwice();
    const [kept, absorbed] = [await memberIdOf(one), await memberIdOf(two)];
    await give(kept, [lot('mine', 30)]);
    await give(absorbed, [lot('theirs-1', 5), lot('theirs-2', 7)]);
    await both.identityMap.linkMine({});
    expect(account(kept)).toMatchObject({ balance: 42 });
    expect(account(absorbed)).toMatchObject({ balance: 0, mergedInto: kept });
    const expiries = account(kept)?.lots.map(({ id, expiresAt }) => [id, expiresAt]);
    expect(expiries).toContainEqual(['theirs-2', NOON + 7 * DAY_MS]);
    expect([sum(kept), sum(absorbed)]).toEqual([42, 0]);

    // Five days later the first lot that came over has expired: only the other goes back.
    cloud.moveClock(NOON + 6 * DAY_MS);
    const { merges } = await phoneOf(cloud, 'operator-he').identityMap.listMerges({ cursor: null });
    if (merges[0])
      await phoneOf(cloud, 'operator-he').identityMap.undoMerge({
        mergeId: merges[0].mergeId,
        reason: '合错了',
      });
    expect([account(kept)?.balance, account(absorbed)?.balance]).toEqual([30, 7]);
    expect(account(absorbed)?.mergedInto).toBeNull();
    expect([sum(kept), sum(absorbed)]).toEqual([30, 7]);
  });
});

describe('an undo', () => {
  const operator = () => phoneOf(cloud, 'operator-he');

  async function mergedPair() {
    const { one, two, both } = await joinTwice();
    await fileKeptReminders(cloud);
    const before = [
      documentsOf(cloud, 'members'),
      documentsOf(cloud, 'coupons'),
      documentsOf(cloud, 'reminders'),
    ];
    await join(both);
    const [merge] = (await operator().identityMap.listMerges({ cursor: null })).merges;
    if (!merge) throw new Error('no merge');
    return { one, two, both, before, mergeId: merge.mergeId };
  }

  it('brings both back as they were, and they stay two people', async () => {
    const { one, two, both, before, mergeId } = await mergedPair();
    expect(await operator().identityMap.undoMerge({ mergeId, reason: '合错了' })).toEqual({
      status: 'undone',
    });
    const after = [
      documentsOf(cloud, 'members'),
      documentsOf(cloud, 'coupons'),
      documentsOf(cloud, 'reminders'),
    ];
    const withoutDecision = (documents: object[] | undefined) =>
      documents?.map((document) => ({
        ...document,
        apartFrom: [],
        merges: 0,
        untold: [],
        unreminded: [],
        remindAt: null,
        personCheckAt: null,
      }));
    expect(after.map(withoutDecision)).toEqual(before.map(withoutDecision));
    expect(await memberIdOf(one)).not.toBe(await memberIdOf(two));
    // WeChat still says they are one; staff said they are two.
    expect(await both.member.overview({})).toMatchObject({ identity: 'tied' });
    expect(await memberIdOf(both)).toBe(await memberIdOf(one));
  });

  it('says what stays because it was used since, and leaves it', async () => {
    const { both, mergeId } = await mergedPair();
    const [coupon] = (await both.coupon.listMine({ state: 'usable', cursor: null })).coupons;
    await cloud.database.environment(cloud.env).update('coupons', {
      filter: { _id: coupon?.id },
      modifier: { $set: { status: 'used', usedAt: cloud.clock.now() + 1 } },
      multi: false,
    });
    const preview = await operator().identityMap.previewUndo({ mergeId });
    expect(preview.stays[0]).toBe('1 份优惠券在合并后用掉了，留在保留的会员');
    await operator().identityMap.undoMerge({ mergeId, reason: '合错了' });
    const kept = await memberIdOf(both);
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon?.id)?.memberId).toBe(kept);
  });

  it('is possible for 30 days and no longer', async () => {
    const { mergeId } = await mergedPair();
    cloud.moveClock(cloud.clock.now() + 30 * DAY_MS);
    await expect(operator().identityMap.undoMerge({ mergeId, reason: '合错了' })).rejects.toMatchObject({
      code: 'merge_not_undoable',
    });
  });

  it('twice at once is done once', async () => {
    const { mergeId } = await mergedPair();
    const answers = await Promise.all(
      [1, 2].map(() => operator().identityMap.undoMerge({ mergeId, reason: '合错了' })),
    );
    expect(answers).toEqual([{ status: 'undone' }, { status: 'undone' }]);
  });
});
