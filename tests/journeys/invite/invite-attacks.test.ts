import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { describeCall } from '../../../local/cloudbase/gateway';
import {
  changeRule,
  inviteCodeOf,
  invitePoints,
  inviterOf,
  joinThrough,
  pass,
  rewardsIn,
  someone,
} from '../../stage/invite-stage';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { momentOf } from '../../stage/watch/moment';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { isDrawn } from '../../stage/property';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const referrals = () => documentsOf(cloud, 'referrals');
const operator = () => phoneOf(cloud, 'operator-he');

describe('codes that are not what they seem', () => {
  it('a forged code lets one join and attributions nobody; the journal says so', async () => {
    const forged = inviteCodeOf('AAAAbbbb0000');
    const wang = someone(cloud, 'wang');
    expect(await wang.referral.openInvite({ inviteCode: forged, leaderCode: null })).toMatchObject({
      codeState: 'unknown',
      inviter: null,
    });
    await joinThrough(cloud, 'wang', forged);
    await pass(cloud);
    expect([referrals(), rewardsIn(cloud), documentsOf(cloud, 'inviteTouches')]).toEqual([[], [], []]);
    const { attributions } = await operator().referral.listAttributions({ cursor: null });
    expect(attributions).toMatchObject([
      { outcome: 'unknown_code', text: '不在团长名下；邀请码不存在，没有邀请人' },
    ]);
  });

  it('a code says nothing about the member and is not to be found by counting', async () => {
    const lin = await inviterOf(cloud, 'lin');
    expect(lin.code).toMatch(/^[0-9A-Za-z]{12}$/);
    expect(lin.memberId).not.toContain(lin.code);
    expect(`i=${lin.code}`.length).toBeLessThanOrEqual(32);
    const { scene, page } = await lin.phone.referral.readPoster({});
    expect([scene, page]).toEqual([`i=${lin.code}`, 'pages/join/index']);
  });

  it('one’s own code: the page says so, nothing is written', async () => {
    const lin = await inviterOf(cloud, 'lin');
    expect(await lin.phone.referral.openInvite({ inviteCode: lin.code, leaderCode: null })).toMatchObject({
      viewer: 'inviter',
    });
    expect(
      await lin.phone.member.join({ leaderCode: null, inviteCode: lin.code, phoneCode: null }),
    ).toMatchObject({ outcome: 'already_member' });
    await pass(cloud);
    expect([referrals(), rewardsIn(cloud)]).toEqual([[], []]);
  });

  it('a member who opens a friend’s card, and one who invites back: refused, and the inviter reads why', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const old = await inviterOf(cloud, 'old');
    await joinThrough(cloud, 'old', lin.code);
    await joinThrough(cloud, 'old', lin.code);
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await pass(cloud);
    const back = await wang.phone.referral.readHome({});
    await lin.phone.referral.openInvite({ inviteCode: back.inviteCode, leaderCode: null });
    // The own friend opening the card again is no attempt.
    await wang.phone.referral.openInvite({ inviteCode: lin.code, leaderCode: null });
    const ofLin = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(ofLin.map(({ state, reason }) => [state, reason?.code])).toEqual(
      expect.arrayContaining([
        ['refused', 'existing_member'],
        ['counted', undefined],
      ]),
    );
    expect(ofLin).toHaveLength(2);
    const ofWang = (await wang.phone.referral.listFriends({ cursor: null })).friends;
    expect(ofWang).toMatchObject([
      { state: 'refused', reason: { code: 'reciprocal_pair', text: '你们互相邀请，只计先邀请的一方' } },
    ]);
    await pass(cloud);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)]).toEqual([20, 30]);
    expect(invitePoints(cloud, old.memberId)).toBe(0);
  });

  it('a renewed code: who opened the old one before counts, who opens it later does not', async () => {
    const lin = await inviterOf(cloud, 'lin');
    await someone(cloud, 'before').referral.openInvite({ inviteCode: lin.code, leaderCode: null });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    const requestId = newTestRequest();
    const fresh = await lin.phone.referral.renewCode({}, { requestId });
    expect(await lin.phone.referral.renewCode({}, { requestId })).toEqual(fresh);
    expect(fresh.inviteCode).not.toBe(lin.code);
    await someone(cloud, 'before').member.join({ leaderCode: null, phoneCode: null });
    const late = await joinThrough(cloud, 'late', lin.code);
    expect(late.opened).toMatchObject({ codeState: 'revoked', inviter: null });
    await joinThrough(cloud, 'new', fresh.inviteCode);
    await pass(cloud);
    const byCode = (code: string) => referrals().filter((one) => one.code === code);
    expect(
      byCode(lin.code)
        .map(({ state, reason }) => `${state} ${reason}`)
        .sort(),
    ).toEqual(['counted null', 'refused code_revoked']);
    expect(byCode(fresh.inviteCode)).toMatchObject([{ state: 'counted' }]);
  });

  it('outside the activity: nothing is rewarded, the inviter reads that it was over', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const until = instant(cloud.clock.now() + HOUR_MS);
    await changeRule(cloud, { until });
    cloud.moveClock(until);
    await joinThrough(cloud, 'wang', lin.code);
    await pass(cloud);
    const [friend] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(friend).toMatchObject({ state: 'refused', reason: { code: 'rule_ended' } });
    expect(await lin.phone.referral.readHome({})).toMatchObject({ rule: null });
  });

  it('somebody who closed the account and comes back through a friend is no new member', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = someone(cloud, 'wang');
    await wang.member.join({ leaderCode: null, phoneCode: null });
    await wang.identityMap.requestClosure({});
    await pass(cloud, 31 * DAY_MS);
    await pass(cloud);
    const back = await joinThrough(cloud, 'wang', lin.code);
    expect(back.joined.outcome).toBe('joined');
    await pass(cloud);
    expect(referrals()).toMatchObject([{ state: 'refused', reason: 'existing_member' }]);
    expect(rewardsIn(cloud)).toEqual([]);
  });
});

describe('the same thing again', () => {
  it('two inviters at once: one person is brought once', async () => {
    const [one, two] = [await inviterOf(cloud, 'one'), await inviterOf(cloud, 'two')];
    const wang = someone(cloud, 'wang');
    await Promise.all(
      [one.code, two.code, one.code, two.code].map((inviteCode) =>
        wang.member.join({ leaderCode: null, inviteCode, phoneCode: null }),
      ),
    );
    await Promise.all([pass(cloud), cloud.runTimers()]);
    await pass(cloud);
    expect(referrals()).toHaveLength(1);
    const sums = [invitePoints(cloud, one.memberId), invitePoints(cloud, two.memberId)];
    expect(sums.sort()).toEqual([0, 20]);
  });

  it.each(['drop-after', 'duplicate'] as const)('%s of join and of opening the card', async (kind) => {
    const lin = await inviterOf(cloud, 'lin');
    cloud.faults.apply({ target: 'function', name: 'member', kind, times: 1 });
    cloud.faults.apply({ target: 'function', name: 'referral', kind, times: 1 });
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await pass(cloud);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)]).toEqual([20, 30]);
    expect(referrals()).toHaveLength(1);
  });

  it('two first visits of the page at once make one code', async () => {
    const lin = someone(cloud, 'lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const homes = await Promise.all([1, 2, 3].map(() => lin.referral.readHome({})));
    expect(new Set(homes.map(({ inviteCode }) => inviteCode)).size).toBe(1);
    expect(documentsOf(cloud, 'inviteCodes')).toHaveLength(1);
  });
});

describe('nothing of anybody else is told', () => {
  it('no phone, openid or member id of a friend', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = someone(cloud, 'wang');
    await wang.member.join({
      leaderCode: null,
      inviteCode: lin.code,
      phoneCode: await wang.phoneCode('13811112222'),
    });
    await pass(cloud);
    const told = JSON.stringify([
      await lin.phone.referral.readHome({}),
      { ...(await lin.phone.referral.listFriends({ cursor: null })).friends[0], id: '', rewards: [] },
      await someone(cloud, 'third').referral.openInvite({ inviteCode: lin.code, leaderCode: null }),
    ]);
    for (const hidden of ['1381111', '2222', 'oInvite', 'mem_']) expect(told).not.toContain(hidden);
  });
});

describe('one database call fails, whichever it is', () => {
  // Rewards are the sweep's; what the members' sweep makes of them is nothing of theirs.
  const minute = async (): Promise<void> => {
    await cloud.trigger('sweep');
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  };

  it('its answer is lost, in the sweep: both end rewarded once', async () => {
    const lin = await inviterOf(cloud, 'lin');
    await restSweeps(cloud);
    const wang = await joinThrough(cloud, 'wang', lin.code);
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    const restore = momentOf(cloud);
    await restore();
    cloud.faults.database.startTrace();
    await minute();
    const calls = cloud.faults.database.trace.map(describeCall);
    const isOurs = (call: string) => /invite|referral|attributionJournal/.test(call);
    const first = calls.findIndex(isOurs);
    const last = calls.reduce((latest, call, at) => (isOurs(call) ? at : latest), first);
    expect(last - first).toBeGreaterThan(15);
    for (let at = first; at <= last + 1; at += 1) {
      if (!isDrawn(at)) continue;
      await restore();
      cloud.faults.clear();
      cloud.faults.apply({ target: 'database', nth: at + 1, kind: 'error-after' });
      await minute();
      const { fired } = cloud.faults.database;
      await minute();
      await minute();
      const sums = [invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)];
      expect({ call: calls[at], fired, sums }).toEqual({ call: calls[at], fired: 1, sums: [20, 30] });
    }
  });
});
