import type { StoreId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { join, joinTwice, personOf, undoLatest } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { chinaTime, playPointsOf, publishTasks, refusal } from '../../stage/play/play-stage';
import { comeTo, publishVisits, secondStore, VISIT } from '../../stage/play/visit-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

describe('到店礼', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const owner = () => phoneOf(cloud, 'owner-li');
  const facts = () =>
    documentsOf(cloud, 'facts')
      .filter(({ kind }) => kind === 'visited')
      .map(({ _id, memberId, storeId, day }) => ({ _id, memberId, storeId, day }));
  const offerOf = async (one: Phone, storeId: StoreId = STORE) => {
    const { code } = await one.member.readCode({});
    return (await owner().play.readVisitOffer({ memberCode: code, storeId })).offer;
  };

  it('a visit is one, whoever scans how often: the fact is told with it, the gift is there at once, and the member reads it', async () => {
    await publishVisits(cloud);
    cloud.moveClock(chinaTime('2026-11-24'));
    const { phone: one, memberId } = await newcomer(cloud, 'oVisitor');
    expect(await offerOf(one)).toEqual({ gift: { kind: 'points', text: '6 积分' }, state: 'open' });
    const requestId = newTestRequest();
    const first = await comeTo(cloud, one, { requestId });
    expect(first).toEqual({ outcome: 'visited', gift: { kind: 'points', text: '6 积分' }, state: 'given' });
    expect(await comeTo(cloud, one, { requestId })).toEqual(first);
    const rest = await Promise.all(
      Array.from({ length: 10 }, (_none, at) =>
        comeTo(cloud, one, { by: at % 2 === 0 ? owner() : undefined }),
      ),
    );
    expect(rest.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'already'));
    expect(await offerOf(one)).toMatchObject({ state: 'here_today' });
    await pass(cloud);
    expect(playPointsOf(cloud, memberId)).toEqual([6]);
    const _id = `visited:${memberId}:${STORE}:2026-11-24`;
    expect(facts()).toEqual([{ _id, memberId, storeId: STORE, day: '2026-11-24' }]);
    expect((await one.play.readVisits({})).visits).toMatchObject({
      gift: { text: '6 积分' },
      own: [{ day: '2026-11-24', gift: { text: '6 积分' }, state: 'given' }],
    });
    expect((await one.play.readPlay({})).hasVisits).toBe(true);
    const earned = (await one.points.listEntries({ filter: 'earned', cursor: null })).entries;
    expect(earned.filter(({ reason }) => /^到店礼：./.test(reason))).toHaveLength(1);
    const { entries } = await he().office.readMemberTimeline({ memberId, cursor: null });
    expect(entries.filter(({ what }) => what === 'visited' || what === 'play.giveVisitGift')).toHaveLength(2);
  });

  it('ten clerks at the same moment: one visit, one gift', async () => {
    await publishVisits(cloud);
    const { phone: one, memberId } = await newcomer(cloud, 'oCrowd');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => comeTo(cloud, one).catch(() => ({ outcome: 'busy' }))),
    );
    expect(answers.filter(({ outcome }) => outcome === 'visited')).toHaveLength(1);
    await pass(cloud);
    expect([facts().length, playPointsOf(cloud, memberId)]).toEqual([1, [6]]);
  });

  it('another store is another visit; gifts end with the day’s and the month’s number, and begin again', async () => {
    await publishVisits(cloud, { perDay: 1, perMonth: 2 });
    cloud.moveClock(chinaTime('2026-11-29'));
    const { phone: one, memberId } = await newcomer(cloud, 'oLimits');
    const other = await secondStore(cloud);
    const come = async (storeId: StoreId = STORE) => {
      const { gift, state } = await comeTo(cloud, one, { storeId, by: owner() });
      return gift === null ? state : gift.text;
    };
    expect([await come(), await offerOf(one, other), await come(other)]).toEqual([
      '6 积分',
      { gift: { kind: 'points', text: '6 积分' }, state: 'day_full' },
      'none',
    ]);
    cloud.moveClock(chinaTime('2026-11-30', '00:00:00'));
    expect([await come(), await offerOf(one, other)]).toEqual([
      '6 积分',
      expect.objectContaining({ state: 'month_full' }),
    ]);
    cloud.moveClock(chinaTime('2026-12-01', '00:00:00'));
    expect(await come()).toBe('6 积分');
    expect(facts()).toHaveLength(4);
    expect(playPointsOf(cloud, memberId)).toEqual([6, 6, 6]);
  });

  it('at two stores at the same moment there are as many gifts as the day has', async () => {
    await publishVisits(cloud, { perDay: 1 });
    const other = await secondStore(cloud);
    const { phone: one, memberId } = await newcomer(cloud, 'oBothStores');
    const gifts = await Promise.all(
      [STORE, other].map((storeId) => comeTo(cloud, one, { storeId, by: owner() })),
    );
    expect(gifts.filter(({ gift }) => gift !== null)).toHaveLength(1);
    await pass(cloud);
    expect(playPointsOf(cloud, memberId)).toEqual([6]);
  });

  it('not for oneself, not at a store one does not work at, not for who is frozen, not when it is stopped', async () => {
    expect(await refusal(newcomer(cloud, 'oEarly').then(({ phone }) => comeTo(cloud, phone)))).toBe(
      'visit_closed',
    );
    await publishVisits(cloud);
    const other = await secondStore(cloud);
    const zhou = phoneOf(cloud, 'clerk-zhou');
    await join(zhou);
    expect(await refusal(comeTo(cloud, zhou))).toBe('own_affair');
    const { phone: one, memberId } = await newcomer(cloud, 'oFrozen');
    const { code } = await one.member.readCode({});
    expect(await refusal(zhou.play.giveVisitGift({ memberCode: code, storeId: other }))).toBe(
      'not_your_store',
    );
    expect(await refusal(zhou.play.readVisitOffer({ memberCode: code, storeId: other }))).toBe(
      'not_your_store',
    );
    expect(await refusal(one.play.giveVisitGift({ memberCode: code, storeId: STORE }))).toBe('not_allowed');
    await he().office.freezeMember({ memberId, frozen: true, reason: '核实中' });
    expect(await refusal(comeTo(cloud, one))).toBe('owner_frozen');
    await he().office.freezeMember({ memberId, frozen: false, reason: '核实了' });
    await publishVisits(cloud, { isOn: false });
    expect(await refusal(comeTo(cloud, one))).toBe('visit_closed');
    expect([await offerOf(one), (await one.play.readVisits({})).visits]).toEqual([null, null]);
    expect(facts()).toEqual([]);
  });

  it('two who become one were here once that day, and part with what is each one’s', async () => {
    await publishVisits(cloud, { perDay: 5 });
    const other = await secondStore(cloud);
    const { one, two, both } = await joinTwice(cloud);
    await comeTo(cloud, two);
    await both.identityMap.linkMine({});
    expect(await comeTo(cloud, both)).toMatchObject({ outcome: 'already' });
    expect((await both.play.readVisits({})).visits?.own).toHaveLength(1);
    expect(await comeTo(cloud, both, { storeId: other, by: owner() })).toMatchObject({
      outcome: 'visited',
    });
    expect(documentsOf(cloud, 'players').flatMap(({ visits }) => (visits ? [visits.today] : []))).toEqual([
      2,
    ]);
    await undoLatest(cloud);
    await pass(cloud);
    const own = await Promise.all(
      [one, two].map(async (each) => (await each.play.readVisits({})).visits?.own),
    );
    expect(own.map((visits) => visits?.length)).toEqual([1, 1]);
  });

  it('who closes the account and joins again on one day has no second gift that day', async () => {
    await publishVisits(cloud);
    cloud.moveClock(chinaTime('2026-11-20', '08:00:00'));
    const one = personOf(cloud, 'oLeaves');
    await join(one);
    await one.identityMap.requestClosure({});
    cloud.moveClock(chinaTime('2026-11-27', '07:00:00'));
    expect(await comeTo(cloud, one)).toMatchObject({ outcome: 'visited' });
    cloud.moveClock(chinaTime('2026-11-20', '08:00:00') + 7 * DAY_MS);
    await cloud.triggerTimers();
    cloud.moveClock(cloud.clock.now() + 5 * MINUTE_MS);
    await join(one);
    expect(documentsOf(cloud, 'visits')).toEqual([]);
    expect(await refusal(comeTo(cloud, one))).toBe('visit_tomorrow');
    cloud.moveClock(chinaTime('2026-11-28', '00:00:00'));
    expect(await comeTo(cloud, one)).toMatchObject({ outcome: 'visited' });
  });

  it('visits bring a task further, and are seen in the picture of the member', async () => {
    await publishVisits(cloud);
    await publishTasks(cloud, [{ id: 'come', kind: 'visits', every: 'week', count: 2, isAutomatic: true }]);
    cloud.moveClock(chinaTime('2026-11-24'));
    const { phone: one, memberId } = await newcomer(cloud, 'oTasked');
    const done = async () =>
      ((await one.play.readTasks({})).tasks ?? []).map(({ text, done: n }) => [text, n]);
    await comeTo(cloud, one);
    expect(await done()).toEqual([['本周到店 2 次，出示会员码让店员扫', 1]]);
    cloud.moveClock(chinaTime('2026-11-25'));
    await comeTo(cloud, one);
    await untilTold(cloud);
    await untilTold(cloud);
    expect(playPointsOf(cloud, memberId).sort()).toEqual([6, 6, 8]);
    const picture = documentsOf(cloud, 'features').find(({ _id }) => _id === memberId);
    expect(picture?.of?.lastVisitAt).toBe(chinaTime('2026-11-25'));
  });

  it('the form of an older version is refused; the request that published it has its answer again; a visit brings something', async () => {
    const requestId = newTestRequest();
    const first = await he().play.publishVisitRule({ draft: VISIT, basedOn: 0 }, { requestId });
    expect(await he().play.publishVisitRule({ draft: VISIT, basedOn: 0 }, { requestId })).toEqual(first);
    expect(await refusal(he().play.publishVisitRule({ draft: VISIT, basedOn: 0 }))).toBe(
      'rule_changed_meanwhile',
    );
    expect(
      await refusal(
        he().play.publishVisitRule({ draft: { ...VISIT, prize: { kind: 'thanks' } }, basedOn: 1 }),
      ),
    ).toBe('invalid_input');
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('play.publishVisitRule');
  });
});
