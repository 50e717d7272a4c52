import { MINUTE_MS } from '@contracts/primitives/time';
import { csrfOf } from '../../../cloudfunctions/kit/console/session-transport';
import { LOGIN_LASTS_MS } from '../../../cloudfunctions/kit/console/console-session';
import type { LocalCloud } from '../../../local/server';
import { ConsoleBrowser } from './console-browser';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

/** Signing in at a desk with the phone, and everything somebody else may try. */
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

const operator = () => phoneOf(cloud, 'operator-he');
const owner = () => phoneOf(cloud, 'owner-li');
const clerk = () => phoneOf(cloud, 'clerk-zhou');
const browser = () => new ConsoleBrowser(cloud);
const read = (one: ConsoleBrowser) => one.post('office', { op: 'readToDo' });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );

describe('signing in', () => {
  it('shows who asks, is approved with the number, and works as whoever approved', async () => {
    const screen = browser();
    const { code, number, picture } = await screen.step('begin');
    expect(code.length).toBeLessThanOrEqual(30);
    expect(picture).toMatch(/^data:image\/png;base64,/);
    expect((await screen.step('poll')).state).toBe('waiting');
    const { login } = await operator().console.readLogin({ code });
    expect(login).toMatchObject({
      purpose: 'sign_in',
      state: 'seen',
      number,
      browser: 'Windows · Chrome',
      place: '203.0.113.7',
      role: 'operator',
    });
    expect((await screen.step('poll')).state).toBe('seen');
    const other = number === '00' ? '01' : '00';
    expect(await codeOf(operator().console.approveLogin({ code, number: other }))).toBe(
      'console_number_wrong',
    );
    expect((await operator().console.approveLogin({ code, number })).state).toBe('approved');
    expect((await operator().console.approveLogin({ code, number })).state).toBe('approved');
    expect(await codeOf(owner().console.approveLogin({ code, number }))).toBe('console_login_over');
    const user = await screen.step('finish');
    expect(user).toMatchObject({ role: 'operator', stores: null, confirmedUntil: null });
    screen.csrf = user.csrf;
    expect(await read(screen)).toMatchObject({ status: 200, code: null });
    expect(await screen.step('readUser')).toMatchObject({ role: 'operator', csrf: user.csrf });
  });

  it('keeps no secret of it in the database', async () => {
    const screen = browser();
    await screen.signIn(operator());
    const kept = JSON.stringify([
      ...documentsOf(cloud, 'consoleLogins'),
      ...documentsOf(cloud, 'consoleSessions'),
    ]);
    for (const value of screen.cookies.values())
      for (const part of value.split('.')) expect(kept).not.toContain(part);
    expect(kept).not.toContain(screen.csrf);
  });

  it('tells a shopper nothing, and a clerk what a clerk may', async () => {
    const screen = browser();
    const { code } = await screen.step('begin');
    expect(await codeOf(phoneOf(cloud, 'shopper-lin').console.readLogin({ code }))).toBe('not_allowed');
    expect(await codeOf(phoneOf(cloud, 'leader-chen').console.approveLogin({ code, number: '00' }))).toBe(
      'not_allowed',
    );
    const counter = browser();
    expect(await counter.signIn(clerk())).toMatchObject({ role: 'clerk' });
    expect(await read(counter)).toMatchObject({ status: 200, code: 'not_allowed' });
    expect((await counter.post('console', { op: 'listSessions' })).code).toBeNull();
    // What people in WeChat do for themselves is not done at a desk.
    expect((await counter.post('member', { op: 'overview' })).code).toBe('unknown_operation');
  });
});

describe('somebody else', () => {
  it('who saw the screen takes nothing: the secret is in the browser alone', async () => {
    const screen = browser();
    const thief = browser();
    const { code, number } = await screen.step('begin');
    await operator().console.readLogin({ code });
    await operator().console.approveLogin({ code, number });
    expect((await thief.post('console', { op: 'finish' })).code).toBe('console_login_over');
    thief.cookies.set('__Host-tuanka-login', `${code}.${'A'.repeat(43)}`);
    expect(await thief.post('console', { op: 'poll' })).toMatchObject({ data: { state: 'expired' } });
    expect((await thief.post('console', { op: 'finish' })).code).toBe('console_login_over');
    expect((await screen.step('finish')).role).toBe('operator');
  });

  it('who copied the login’s cookie comes too late: it is taken once, also by two at once', async () => {
    const screen = browser();
    const { code, number } = await screen.step('begin');
    await operator().console.approveLogin({ code, number });
    const copy = browser();
    for (const [name, value] of screen.cookies) copy.cookies.set(name, value);
    const both = await Promise.all([screen, copy].map((one) => one.post('console', { op: 'finish' })));
    expect(both.map((one) => one.code).sort()).toEqual(['console_login_over', null]);
    expect((await copy.post('console', { op: 'finish' })).code).toBe('console_login_over');
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['of no page', { origin: 'null' }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('a post %s is not heard', async (_, headers, status) => {
    const screen = browser();
    await screen.signIn(operator());
    expect((await screen.post('office', { op: 'readToDo' }, headers)).status).toBe(status);
    expect((await screen.post('console', { op: 'readUser' }, headers)).status).toBe(status);
  });

  it('without the page’s own proof nothing is done, with a guessed session neither', async () => {
    const screen = browser();
    await screen.signIn(operator());
    const { csrf } = screen;
    screen.csrf = '';
    expect((await read(screen)).code).toBe('not_allowed');
    expect((await screen.post('console', { op: 'end' })).code).toBe('not_allowed');
    screen.csrf = csrf;
    expect((await read(screen)).code).toBeNull();
    for (const token of ['', 'A'.repeat(43), 'B'.repeat(12)]) {
      screen.cookies.set('__Host-tuanka', token);
      screen.csrf = csrfOf(token);
      expect(await read(screen)).toMatchObject({ status: 401, code: 'console_session_over' });
    }
  });

  it('an identity in the body, or in the event, makes nobody anything', async () => {
    const screen = browser();
    const { openid, appid } = operator().identity;
    const body = {
      op: 'readToDo',
      input: {},
      openid,
      appid,
      WX_OPENID: openid,
      userInfo: { openId: openid },
    };
    expect(await screen.post('office', body)).toMatchObject({ status: 401 });
    // From the mini-program an event that looks like HTTP access is a call like any other, of whoever made it.
    const http = { httpMethod: 'POST', headers: {}, body: JSON.stringify({ op: 'readToDo' }) };
    const answered = await cloud.invoke('office', http, phoneOf(cloud, 'shopper-lin').identity);
    expect(answered.result).toMatchObject({ ok: false, error: { code: 'unknown_operation' } });
  });

  it('who asks for codes without end is told to wait', async () => {
    const flood = browser();
    const codes = [];
    for (let n = 0; n < 21; n += 1) codes.push((await flood.post('console', { op: 'begin' })).code);
    expect(codes.at(-1)).toBe('too_many_requests');
    cloud.clock.advance(10 * MINUTE_MS);
    expect((await flood.post('console', { op: 'begin' })).code).toBeNull();
  });
});

describe('time and roles', () => {
  it('a code is over after ninety seconds, whoever looks or has approved', async () => {
    const screen = browser();
    const { code, number } = await screen.step('begin');
    cloud.clock.advance(LOGIN_LASTS_MS - 1);
    expect((await screen.step('poll')).state).toBe('waiting');
    await operator().console.approveLogin({ code, number });
    cloud.clock.advance(1);
    expect((await screen.post('console', { op: 'finish' })).code).toBe('console_login_over');
    expect((await operator().console.readLogin({ code })).login.state).toBe('expired');
    const late = await browser().step('begin');
    cloud.clock.advance(LOGIN_LASTS_MS);
    expect(await codeOf(operator().console.approveLogin({ code: late.code, number: late.number }))).toBe(
      'console_login_over',
    );
  });

  it('refused on the phone, the screen is told', async () => {
    const screen = browser();
    const { code, number } = await screen.step('begin');
    expect((await operator().console.refuseLogin({ code })).state).toBe('refused');
    expect((await screen.step('poll')).state).toBe('refused');
    expect(await codeOf(operator().console.approveLogin({ code, number }))).toBe('console_login_over');
  });

  it('half an hour without a call ends a session; with calls it ends after twelve hours', async () => {
    const idle = browser();
    await idle.signIn(operator());
    cloud.clock.advance(30 * MINUTE_MS);
    expect(await read(idle)).toMatchObject({ status: 401 });
    const busy = browser();
    await busy.signIn(operator());
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      cloud.clock.advance(20 * MINUTE_MS);
      expect((await read(busy)).status).toBe(200);
    }
    cloud.clock.advance(20 * MINUTE_MS);
    expect(await read(busy)).toMatchObject({ status: 401, code: 'console_session_over' });
  });

  it('signing out ends it, and the list of devices ends another; nobody ends somebody else’s', async () => {
    const [one, two, theirs] = [browser(), browser(), browser()];
    await one.signIn(operator());
    await two.signIn(operator());
    await theirs.signIn(owner());
    const { sessions } = await operator().console.listSessions({});
    expect(sessions.length).toBeGreaterThanOrEqual(2);
    const [newest] = sessions;
    const [ofOwner] = (await owner().console.listSessions({})).sessions;
    await operator().console.endSession({ handle: ofOwner?.handle ?? '' });
    expect((await read(theirs)).status).toBe(200);
    await operator().console.endSession({ handle: newest?.handle ?? '' });
    const left = await Promise.all([one, two].map(async (each) => (await read(each)).status));
    expect(left.sort()).toEqual([200, 401]);
    const open = left[0] === 200 ? [one, two] : [two, one];
    const still = (await read(open[0] ?? one)).status === 200 ? (open[0] ?? one) : (open[1] ?? two);
    await still.step('end');
    expect((await read(still)).status).toBe(401);
  });

  it('what is grave needs a second look by the same phone, and holds for five minutes', async () => {
    const screen = browser();
    await screen.signIn(owner());
    const grave = () =>
      screen.post('merchant', { op: 'inviteStaff', input: { name: '小周', role: 'clerk', storeIds: [] } });
    expect((await grave()).code).toBe('console_second_look');
    const { code, number } = await screen.step('beginConfirm');
    expect(await codeOf(operator().console.approveLogin({ code, number }))).toBe('console_login_not_yours');
    expect((await owner().console.readLogin({ code })).login.purpose).toBe('confirm');
    await owner().console.approveLogin({ code, number });
    expect((await screen.step('finish')).confirmedUntil).not.toBeNull();
    expect((await grave()).code).toBeNull();
    const { entries } = await owner().office.listAudit({ cursor: null, actions: ['merchant.inviteStaff'] });
    expect(entries).toMatchObject([{ via: 'desk', role: 'owner' }]);
    cloud.clock.advance(5 * MINUTE_MS);
    expect((await grave()).code).toBe('console_second_look');
  });

  it('the audit log tells who signed in, and a day later nothing else is left', async () => {
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action.startsWith('console.'));
    expect(new Set(told.map(({ action }) => action))).toEqual(
      new Set(['console.signIn', 'console.refuseLogin', 'console.endSession']),
    );
    expect(told.find(({ action }) => action === 'console.signIn')).toMatchObject({
      role: 'operator',
      detail: { browser: 'Windows · Chrome', place: '203.0.113.7' },
    });
    cloud.clock.advance(3 * 24 * 60 * MINUTE_MS);
    for (let minute = 0; minute < 4; minute += 1) {
      await cloud.runTimers();
      cloud.clock.advance(60 * MINUTE_MS);
    }
    expect(documentsOf(cloud, 'consoleLogins')).toEqual([]);
    expect(documentsOf(cloud, 'consoleSessions')).toEqual([]);
  });
});
