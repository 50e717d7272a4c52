import type { Page } from 'playwright-core';
import { MINUTE_MS } from '@contracts/primitives/time';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { NOON, phoneOf } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { openBrowser, type TestBrowser } from './browser/open-browser';
import { approve, findDeskFaults, openCode, signIn } from './desk/console-desk';

/** Signing in at a desk, as the person in front of it sees it; what the server alone refuses is in tests/journeys/organisation. */
describe('signing in at a desk', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  const owner = () => phoneOf(cloud, 'owner-li');

  beforeAll(async () => {
    cloud = await startWatchedCloud({ location: ':memory:', clock: createClock({ frozenAt: NOON }) });
    browser = await openBrowser({ width: 1280, height: 800 });
    page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const at = (path: string) => `${cloud.url}/console${path}`;
  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name }).filter({ visible: true }).first();

  it('a code that was refused is refused; a new one, approved on the phone, leads to the page that was asked for', async () => {
    const refused = await openCode(page, () => page.goto(at('/members')));
    await owner().console.readLogin({ code: refused });
    await seen('已扫码，请在手机上确认');
    await owner().console.refuseLogin({ code: refused });
    await seen('已拒绝');
    expect(await findDeskFaults(page)).toEqual([]);
    const code = await openCode(page, () => button('刷新登录码').click());
    await approve(page, owner(), code);
    await page.getByRole('heading', { level: 1, name: '会员' }).waitFor();
    expect(page.url()).toBe(at('/members'));
    // No script of the page can read what proves the session.
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  const codeOf = (area: string, op: string, input = {}) => ({ area, op, input });
  /** Asks as a script of the page would, with whatever the browser sends along by itself. */
  const ask = (from: Page, { area, op, input }: ReturnType<typeof codeOf>): Promise<string | null> =>
    from.evaluate(
      async ([address, body]) => {
        const answer = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const said = (await answer.json()) as { error?: { code: string } };
        return said.error?.code ?? null;
      },
      [`/http/${area}`, JSON.stringify({ op, input, requestId: 'browser-attack-1' })] as const,
    );
  const approvalOf = async (code: string): Promise<string> => {
    const { login } = await owner().console.readLogin({ code });
    return owner()
      .console.approveLogin({ code, number: login.number })
      .then(
        ({ state }) => state,
        (error: { code: string }) => error.code,
      );
  };
  const cookieOf = async (name: string) =>
    (await browser.context.cookies(cloud.url)).find((cookie) => cookie.name === name);

  it('what proves the session is kept from scripts, from other sites and from plain connections', async () => {
    expect(await cookieOf('__Host-tuanka')).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
      path: '/',
    });
    expect(
      await page.evaluate(() => Object.values({ ...localStorage, ...sessionStorage }).join()),
    ).not.toMatch(/[\w-]{40}/);
  });

  it('a cookie alone does nothing: a page without the proof of this one is refused', async () => {
    for (const [area, op] of [
      ['office', 'readToDo'],
      ['merchant', 'listStaff'],
      ['console', 'listSessions'],
    ] as const)
      expect(await ask(page, codeOf(area, op))).toBe('not_allowed');
  });

  it('another site’s form and script reach nothing, and it cannot show the console inside its own page', async () => {
    const other = await browser.context.newPage();
    await other.route('http://prize.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${at('/members')}"></iframe><form method="post" enctype="text/plain" action="${cloud.url}/http/office"><input name='{"op":"readToDo","requestId":"prize-12345678","input":{"a":"' value='"}}'></form>`,
      }),
    );
    await other.goto('http://prize.example/');
    expect(other.frames().some((frame) => frame.url().includes('/console/members'))).toBe(false);
    const read = await other.evaluate(
      (address) =>
        fetch(address, { method: 'POST', credentials: 'include', body: '{"op":"readToDo"}' }).then(
          () => 'answered',
          () => 'kept away',
        ),
      `${cloud.url}/http/office`,
    );
    expect(read).toBe('kept away');
    const posted = other.waitForResponse((answer) => answer.request().isNavigationRequest());
    await other.evaluate(() => document.forms[0]?.submit());
    const answer = await posted;
    expect(answer.url()).toContain('/http/office');
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    expect((await answer.request().allHeaders())['cookie']).toBeUndefined();
    await other.close();
  });

  it('who photographed the code has nothing: a second browser is told that it is over', async () => {
    const { context: stranger, close } = await openBrowser({ width: 1280, height: 800 });
    const screen = await stranger.newPage();
    await screen.goto(at('/nowhere'));
    await screen.getByText('请核对手机上的数字').waitFor();
    await stranger.clearCookies();
    expect(await ask(screen, codeOf('console', 'poll'))).toBeNull();
    expect(await ask(screen, codeOf('console', 'finish'))).toBe('console_login_over');
    await close();
  });

  it('a session without a call for half an hour is over: the page says why and shows a new code, at the same address', async () => {
    cloud.clock.advance(31 * MINUTE_MS);
    const code = await openCode(page, () => button('刷 新').click());
    await seen('登录已失效，请重新扫码登录');
    expect(page.url()).toBe(at('/members'));
    // A code that is not used is over after ninety seconds, and one that is over approves nothing.
    cloud.clock.advance(2 * MINUTE_MS);
    await seen('已失效');
    expect(await approvalOf(code)).toBe('console_login_over');
    const next = await openCode(page, () => button('刷新登录码').click());
    await approve(page, owner(), next);
    await page.getByRole('heading', { level: 1, name: '会员' }).waitFor();
    // Used once: it lets nobody else in.
    expect(await approvalOf(next)).toBe('taken');
  });

  it('a role that is taken away ends the page that is open', async () => {
    await button(/^你的账号/).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await seen('请核对手机上的数字');
    await signIn(page, phoneOf(cloud, 'operator-he'), at('/members'));
    const { staff } = await owner().merchant.listStaff({ cursor: null });
    const operator = staff.find(({ role }) => role === 'operator');
    if (!operator) throw new Error('no operator');
    await owner().merchant.revokeStaff({ handle: operator.handle, reason: '离职' });
    await button('刷 新').click();
    await seen('请核对手机上的数字');
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('who asks for codes without end is told to wait', async () => {
    cloud.clock.advance(20 * MINUTE_MS);
    let said: string | null = null;
    for (let n = 0; n < 30 && said === null; n += 1) said = await ask(page, codeOf('console', 'begin'));
    expect(said).toBe('too_many_requests');
    await page.goto(at('/members'));
    await seen(/太多|频繁|稍后/);
    await button('重 试').waitFor();
  });
});
