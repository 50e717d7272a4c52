import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';
import { campaign, pushStage } from './push-stage';

describe('when a push goes out (J7)', () => {
  const cloud = cloudOfEach();
  let operator: Phone;
  let owner: Phone;
  beforeEach(async () => {
    operator = phoneOf(cloud, 'operator-he');
    owner = phoneOf(cloud, 'owner-li');
  });

  const { joinAll, ready, submit, read, sweepAt } = pushStage(() => ({ cloud, operator }));

  it('above a size somebody else has to approve it', async () => {
    await joinAll(1);
    const push = await ready();
    // The demo asks above 200 people; the count is raised instead of joining them all.
    const raise = { filter: {}, modifier: { $set: { 'preview.total': 201 } }, multi: true };
    await cloud.database.environment(cloud.env).update('pushes', raise);
    expect((await submit(push.id)).push).toMatchObject({ status: 'awaiting_approval', needsApproval: true });
    await sweepAt(NOON + MINUTE_MS);
    expect(documentsOf(cloud, 'messages')).toHaveLength(0);
    await expect(operator.message.approvePush({ pushId: push.id })).rejects.toMatchObject({
      code: 'push_own_approval',
    });
    // Another account of the same person is no second person.
    const staff = { _id: `openid:${DEMO_APPID}:oSecondHe`, name: '何', roles: ['operator'], leaderId: null };
    await cloud.database.environment(cloud.env).insert('staff', [staff]);
    const again = phoneOf(cloud, { openid: 'oSecondHe', unionid: 'uDemo-operator-he', appid: DEMO_APPID });
    await expect(again.message.approvePush({ pushId: push.id })).rejects.toMatchObject({
      code: 'push_own_approval',
    });
    // Nor is one that verified the same number, also after it was taken off.
    const third = phoneOf(cloud, { openid: 'oThirdHe', appid: DEMO_APPID });
    for (const one of [operator, third]) {
      await one.member.join({ leaderCode: null, phoneCode: await one.phoneCode('13811114444') });
      await one.identityMap.unlinkPhone({});
    }
    const thirdStaff = { ...staff, _id: `openid:${DEMO_APPID}:oThirdHe` };
    await cloud.database.environment(cloud.env).insert('staff', [thirdStaff]);
    await expect(third.message.approvePush({ pushId: push.id })).rejects.toMatchObject({
      code: 'push_own_approval',
    });
    expect((await owner.message.approvePush({ pushId: push.id })).push).toMatchObject({
      status: 'sending',
      approvedBy: '店主李姐',
    });
    await sweepAt(NOON + 2 * MINUTE_MS);
    expect(documentsOf(cloud, 'messages')).toHaveLength(1);
  });

  it('waits for its time and for the end of the quiet hours', async () => {
    await joinAll(1);
    const push = await ready(campaign(Date.parse('2026-11-21T22:30:00+08:00')));
    expect(push.waitsUntil).toBe(Date.parse('2026-11-22T08:00:00+08:00'));
    await submit(push.id);
    await sweepAt(NOON + 10 * HOUR_MS + 45 * MINUTE_MS);
    expect((await read(push.id)).status).toBe('sending');
    await sweepAt(Date.parse('2026-11-22T08:00:00+08:00'));
    expect((await read(push.id)).status).toBe('done');
  });

  it('paused it stands still, resumed it goes on, cancelled it is over', async () => {
    const phones = await joinAll(2);
    const push = await ready();
    await submit(push.id);
    await operator.message.steerPush({ pushId: push.id, to: 'paused' });
    await sweepAt(NOON + MINUTE_MS);
    expect(documentsOf(cloud, 'messages')).toHaveLength(0);
    await operator.message.steerPush({ pushId: push.id, to: 'sending' });
    await sweepAt(NOON + 2 * MINUTE_MS);
    expect(documentsOf(cloud, 'messages')).toHaveLength(phones.length);
    await expect(operator.message.steerPush({ pushId: push.id, to: 'cancelled' })).rejects.toMatchObject({
      code: 'push_not_open',
    });
    const other = await ready({ ...campaign(), text: { title: '别的', body: '别的活动' } });
    await submit(other.id);
    await operator.message.steerPush({ pushId: other.id, to: 'cancelled' });
    await sweepAt(NOON + 3 * MINUTE_MS);
    expect(documentsOf(cloud, 'messages')).toHaveLength(phones.length);
  });

  // Each call is broken in one of the ways: all pairs would take minutes.
});
