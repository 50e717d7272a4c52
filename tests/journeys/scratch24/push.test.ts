import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID, demoPerson } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { undoLatest } from '../../stage/identity-stage';
import { campaign, pushStage } from '../message/push-stage';

describe('scratch: push', () => {
  let cloud: LocalCloud;
  let operator: Phone;
  beforeEach(async () => {
    cloud = await startJourney();
    operator = phoneOf(cloud, 'operator-he');
  });
  afterEach(() => cloud.close());
  const { ready, submit, joinAll } = pushStage(() => ({ cloud, operator }));
  const { openid, unionid } = demoPerson('operator-he');
  const staff = (id: string) =>
    cloud.database.environment(cloud.env).insert('staff', [
      { _id: `openid:${DEMO_APPID}:${id}`, name: id, roles: ['operator'], leaderId: null, storeIds: [STORE] },
    ]);
  const as = (id: string, union?: string) => phoneOf(cloud, { openid: id, appid: DEMO_APPID, ...(union && { unionid: union }) });
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.triggerTimers();
  };
  const written = async (author: Phone) => {
    operator = author;
    await joinAll(1);
    const push = await ready(campaign());
    await cloud.database.environment(cloud.env).update('pushes', { filter: {}, modifier: { $set: { 'preview.total': 201 } }, multi: true });
    await submit(push.id);
    return push.id;
  };
  const keys = () => documentsOf(cloud, 'staff').map(({ _id, unionKey }) => [_id, unionKey]);

  it('P1 author written without unionid (first, unknown), named later', async () => {
    await cloud.database.environment(cloud.env).update('staff', { filter: { _id: `openid:${DEMO_APPID}:${openid}` }, modifier: { $set: { unionKey: null } }, multi: false });
    await staff('oHe2');
    const pushId = await written(as(openid));
    await as(openid, unionid).merchant.listMyStores({});
    await as('oHe2', unionid).merchant.listMyStores({});
    console.log('P1', keys());
    await expect(as('oHe2', unionid).message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });
  it('P2 both unionids known before; approver’s call carries none', async () => {
    await staff('oHe2');
    await as('oHe2', unionid).merchant.listMyStores({});
    const pushId = await written(as(openid, unionid));
    console.log('P2', keys());
    await expect(as('oHe2').message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });
  it('P3 merged members; and undone: two people', async () => {
    await staff('oHe2');
    await as(openid).member.join({ leaderCode: null, phoneCode: null });
    await minute();
    await as('oHe2', 'uSame').member.join({ leaderCode: null, phoneCode: null });
    await minute();
    const pushId = await written(as(openid));
    await as(openid, 'uSame').identityMap.linkMine({});
    await minute();
    await expect(as('oHe2', 'uSame').message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });
});
