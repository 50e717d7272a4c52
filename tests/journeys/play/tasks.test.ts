import { fen } from '@contracts/primitives/fen';
import { DAY_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { join, joinTwice, undoLatest } from '../../stage/identity-stage';
import { inviterOf, joinThrough, order, pass, refundAll } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import {
  chinaTime,
  chinaDay,
  playPointsOf,
  pointsPrize,
  publishCheckIn,
  publishTasks,
  refusal,
  taskOf,
} from '../../stage/play/play-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const stateOf = async (one: Phone) =>
  ((await one.play.readTasks({})).tasks ?? []).map(({ id, done, state }) => [id, done, state]);

describe('任务', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const given = () => documentsOf(cloud, 'tasksDone').map(({ _id, given: gifts }) => [_id, gifts]);

  it('what happened brings somebody further; the gift is taken once, whoever asks how often, and is there', async () => {
    await publishTasks(cloud, [{ minFen: fen(4_000) }]);
    const { phone: one, memberId } = await newcomer(cloud, 'oTask');
    expect(await stateOf(one)).toEqual([['order', 0, 'open']]);
    expect(await refusal(one.play.finishTask({ taskId: 'order' }))).toBe('task_not_done');
    expect(await refusal(one.play.finishTask({ taskId: 'unknown' }))).toBe('task_closed');
    await order(cloud, one, 3_000);
    expect(await stateOf(one)).toEqual([['order', 0, 'open']]);
    await order(cloud, one, 6_000);
    expect(await stateOf(one)).toEqual([['order', 1, 'reached']]);
    const requestId = newTestRequest();
    const answers = await Promise.all([
      ...Array.from({ length: 9 }, () => one.play.finishTask({ taskId: 'order' })),
      one.play.finishTask({ taskId: 'order' }, { requestId }),
    ]);
    expect(answers.filter(({ outcome }) => outcome === 'finished')).toHaveLength(1);
    expect(await one.play.finishTask({ taskId: 'order' }, { requestId })).toMatchObject({
      gift: { text: '8 积分' },
    });
    expect(await stateOf(one)).toEqual([['order', 1, 'owed']]);
    await Promise.all([one.play.takeGifts({ of: 'task' }), pass(cloud), one.play.takeGifts({ of: 'task' })]);
    expect(playPointsOf(cloud, memberId)).toEqual([8]);
    expect(await stateOf(one)).toEqual([['order', 1, 'given']]);
    expect((await one.points.listEntries({ filter: 'earned', cursor: null })).entries).toContainEqual(
      expect.objectContaining({ reason: '任务：买一次' }),
    );
  });

  it('an order that came back does not count, before its gift is taken; what was given stays', async () => {
    await publishTasks(cloud, [{ every: 'week', count: 2 }]);
    const { phone: one } = await newcomer(cloud, 'oBack');
    const first = await order(cloud, one, 3_000);
    await order(cloud, one, 3_000);
    expect(await stateOf(one)).toEqual([['order', 2, 'reached']]);
    await refundAll(cloud, first);
    await cloud.wechat.pay.deliverDue();
    expect(await stateOf(one)).toEqual([['order', 1, 'open']]);
    expect(await refusal(one.play.finishTask({ taskId: 'order' }))).toBe('task_not_done');
  });

  it('a day ends at midnight in China: what was not taken is over, and the next day begins at nothing', async () => {
    await publishCheckIn(cloud);
    await publishTasks(cloud, [
      { id: 'today', kind: 'check_ins' },
      { id: 'this-week', kind: 'check_ins', every: 'week', count: 2 },
    ]);
    cloud.moveClock(chinaTime('2026-11-28', '23:50:00')); // a Saturday
    const { phone: one } = await newcomer(cloud, 'oMidnight');
    await one.play.checkIn({});
    await one.play.takeGifts({});
    expect(await stateOf(one)).toEqual([
      ['today', 1, 'reached'],
      ['this-week', 1, 'open'],
    ]);
    cloud.moveClock(chinaTime('2026-11-29', '00:00:00'));
    expect(await stateOf(one)).toEqual([
      ['today', 0, 'open'],
      ['this-week', 1, 'open'],
    ]);
    await one.play.checkIn({});
    await one.play.takeGifts({});
    expect(await stateOf(one)).toEqual([
      ['today', 1, 'reached'],
      ['this-week', 2, 'reached'],
    ]);
    cloud.moveClock(chinaTime('2026-11-30', '00:00:00'));
    expect(await stateOf(one)).toEqual([
      ['today', 0, 'open'],
      ['this-week', 0, 'open'],
    ]);
  });

  it('what is given by itself comes without anybody asking, for the day it happened in, and not for what was before the task', async () => {
    const { phone: one, memberId } = await newcomer(cloud, 'oByItself');
    await order(cloud, one, 3_000);
    await untilTold(cloud);
    await publishTasks(cloud, [
      { id: 'each-day', isAutomatic: true },
      { id: 'birthday', kind: 'birthday', every: 'once', isAutomatic: true, prize: pointsPrize(30) },
    ]);
    await untilTold(cloud);
    expect(given()).toEqual([]);
    cloud.moveClock(chinaTime('2026-11-28', '23:59:30'));
    await order(cloud, one, 3_000);
    await one.member.saveDetails({ nickname: null, gender: null, birthday: chinaDay('1990-05-04') });
    await untilTold(cloud);
    expect(given()).toEqual([
      [`${memberId}:birthday:once`, 1],
      [`${memberId}:each-day:2026-11-28`, 1],
    ]);
    await untilTold(cloud);
    expect(playPointsOf(cloud, memberId).sort((a, b) => a - b)).toEqual([8, 30]);
  });

  it('friends who joined count for whoever invited them', async () => {
    await publishTasks(cloud, [{ id: 'friend', kind: 'invites', every: 'once' }]);
    const { phone: inviter, code } = await inviterOf(cloud, 'oHost');
    expect(await stateOf(inviter)).toEqual([['friend', 0, 'open']]);
    await joinThrough(cloud, 'oGuest', code);
    await untilTold(cloud);
    expect(await stateOf(inviter)).toEqual([['friend', 1, 'reached']]);
  });

  it('two who become one did it together, and take it once; apart again each has what is theirs', async () => {
    await publishTasks(cloud, [{ every: 'week', count: 2 }]);
    const { one, two, both } = await joinTwice(cloud);
    await order(cloud, one, 3_000);
    await order(cloud, two, 3_000);
    expect([await stateOf(one), await stateOf(two)]).toEqual([
      [['order', 1, 'open']],
      [['order', 1, 'open']],
    ]);
    await both.identityMap.linkMine({});
    expect(await stateOf(both)).toEqual([['order', 2, 'reached']]);
    await both.play.finishTask({ taskId: 'order' });
    expect(await both.play.finishTask({ taskId: 'order' })).toMatchObject({ outcome: 'already' });
    await both.play.takeGifts({ of: 'task' });
    await undoLatest(cloud);
    await pass(cloud);
    expect([...(await stateOf(one)), ...(await stateOf(two))].sort()).toEqual([
      ['order', 1, 'open'],
      ['order', 2, 'given'],
    ]);
  });

  it('who closes the account and comes back is not asked once more what is asked once', async () => {
    await publishTasks(cloud, [
      { id: 'first', every: 'once' },
      { id: 'daily', every: 'day' },
    ]);
    const { phone: one } = await newcomer(cloud, 'oComesBack');
    await order(cloud, one, 3_000);
    await one.play.finishTask({ taskId: 'first' });
    await one.play.takeGifts({ of: 'task' });
    await pass(cloud, 10 * DAY_MS);
    await one.identityMap.requestClosure({});
    await pass(cloud, 8 * DAY_MS);
    expect(documentsOf(cloud, 'tasksDone')).toEqual([]);
    await pass(cloud, DAY_MS);
    await join(one);
    await untilTold(cloud);
    await order(cloud, one, 3_000);
    expect(await stateOf(one)).toEqual([['daily', 1, 'reached']]);
    expect(await refusal(one.play.finishTask({ taskId: 'first' }))).toBe('task_not_done');
  });

  it('stopped it is not there; the form of an older version is refused; the request that published it has its answer again', async () => {
    await publishTasks(cloud, [{}]);
    const draft = { isOn: false, tasks: [taskOf({})] };
    const requestId = newTestRequest();
    const first = await he().play.publishTaskRule({ draft, basedOn: 1 }, { requestId });
    expect(await he().play.publishTaskRule({ draft, basedOn: 1 }, { requestId })).toEqual(first);
    expect(await refusal(he().play.publishTaskRule({ draft, basedOn: 1 }))).toBe('rule_changed_meanwhile');
    const { phone: one } = await newcomer(cloud, 'oStopped');
    expect((await one.play.readTasks({})).tasks).toBeNull();
    expect(await refusal(one.play.finishTask({ taskId: 'order' }))).toBe('task_closed');
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('play.publishTaskRule');
    expect((await he().play.readTaskRule({})).versions.map(({ version, isOn }) => [version, isOn])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});
