import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../../local/server';
import { STORE } from '../../../stage/payment-stage';
import { phoneOf, startJourney } from '../../../stage/stage';
import { ConsoleBrowser } from '../console-browser';

/** What is left of a session at a desk once a role ends, or is given anew. */
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

const owner = () => phoneOf(cloud, 'owner-li');
const clerk = () => phoneOf(cloud, 'clerk-zhou');
const browser = () => new ConsoleBrowser(cloud);
const handleOf = async (name: string) => {
  const { staff } = await owner().merchant.listStaff({ cursor: null });
  const found = staff.find((one) => one.name === name);
  if (!found) throw new Error(`${name} does not work here`);
  return found.handle;
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );

describe('a session at a desk', () => {
  it('a role that ends signs out at once', async () => {
    const screen = browser();
    await screen.signIn(clerk());
    const { appid, openid } = clerk().identity;
    await cloud.database.environment(cloud.env).update('staff', {
      filter: { _id: `openid:${appid}:${openid}` },
      modifier: { $set: { roles: [] } },
      multi: false,
    });
    expect(await screen.post('console', { op: 'listSessions' })).toMatchObject({
      status: 401,
      code: 'console_session_over',
    });
    expect(screen.cookies.has('__Host-tuanka')).toBe(false);
  });

  it('nor does it last into a role they are given anew', async () => {
    const [screen, waiting] = [browser(), browser()];
    const zhou = clerk();
    const { appid, openid } = zhou.identity;
    const staffOf = (change: object) =>
      cloud.database.environment(cloud.env).update('staff', {
        filter: { _id: `openid:${appid}:${openid}` },
        modifier: { $set: change },
        multi: false,
      });
    await staffOf({ roles: ['clerk'] });
    await screen.signIn(zhou);
    const { code, number } = await waiting.step('begin');
    await zhou.console.readLogin({ code });
    await zhou.console.approveLogin({ code, number });
    expect(await screen.post('console', { op: 'listSessions' })).toMatchObject({ status: 200 });
    cloud.clock.advance(MINUTE_MS / 2);
    await owner().merchant.revokeStaff({ handle: await handleOf('店员小周'), reason: '离职' });
    const { code: invited } = await owner().merchant.inviteStaff({
      name: '店员小周',
      role: 'clerk',
      storeIds: [STORE],
    });
    await zhou.merchant.acceptInvitation({ code: invited });
    expect(await screen.post('console', { op: 'listSessions' })).toMatchObject({
      status: 401,
      code: 'console_session_over',
    });
    expect(await codeOf(waiting.step('finish'))).toBe('console_login_over');
    const again = browser();
    await again.signIn(zhou);
    expect(await again.post('console', { op: 'listSessions' })).toMatchObject({ status: 200 });
  });
});
