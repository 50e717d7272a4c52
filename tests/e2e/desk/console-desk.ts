import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { loginCode } from '@contracts/console/console';
import { createClock } from '../../../local/cloudbase/clock';
import type { LocalCloud } from '../../../local/server';
import { join } from '../../stage/identity-stage';
import { NOON, phoneOf, type Phone } from '../../stage/stage';
import { startWatchedCloud } from '../../stage/watch/log-watch';
import { openBrowser, type TestBrowser } from '../browser/open-browser';

/** A person at the desk: what the browser shows, and their phone beside it. */
const begun = z.object({ data: z.object({ code: loginCode }) });

const isCallOf = (op: string) => (answer: { url(): string; request(): { postData(): string | null } }) =>
  answer.url().endsWith('/http/console') && (answer.request().postData() ?? '').includes(`"op":"${op}"`);

/** Goes there and reads the code that is shown, as a phone's camera does. */
export async function openCode(
  page: Page,
  go: () => Promise<unknown>,
  op: 'begin' | 'beginConfirm' = 'begin',
) {
  const answered = page.waitForResponse(isCallOf(op));
  await go();
  const { code } = begun.parse(await (await answered).json()).data;
  return code;
}

/** The phone reads who asks, compares the number with the screen's and approves. */
export async function approve(page: Page, phone: Phone, code: string): Promise<void> {
  const { login } = await phone.console.readLogin({ code });
  await page.locator('.match-number').getByText(login.number, { exact: true }).waitFor();
  await phone.console.approveLogin({ code, number: login.number });
}

export async function signIn(page: Page, phone: Phone, address: string): Promise<void> {
  await page.goto('about:blank'); // so that no answer to what was open before is taken for this one
  await approve(page, phone, await openCode(page, () => page.goto(address)));
  await page.getByRole('navigation').or(page.getByText('这里没有你的页面')).first().waitFor();
}

const axeSource = readFileSync(path.join(__dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');
interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations }: AxeResult = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => {
      const ratio = /contrast of ([\d.]+)/.exec(failureSummary)?.[1] ?? '';
      return `${id} ${ratio}: ${html.slice(0, 160)}`;
    }),
  );
}

/** What axe finds by day and by night, and whether anything is wider than the smallest desk. */
export async function findDeskFaults(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[style*="${colorScheme}"]`).waitFor({ state: 'attached' });
    faults.push(...(await axeFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1024, height: 720 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) faults.push(`${wider} px wider than 1024`);
  if (size) await page.setViewportSize(size);
  return [...new Set(faults)];
}

/** The owner at a desk of 1280 × 800, with somebody who is a member, and what one does there again and again. */
export function ownersDesk() {
  let opened: { cloud: LocalCloud; browser: TestBrowser; page: Page } | null = null;
  const problems: string[] = [];
  const at = () => {
    if (opened === null) throw new Error('asked for outside of a test');
    return opened;
  };
  beforeAll(async () => {
    const cloud = await startWatchedCloud({ location: ':memory:', clock: createClock({ frozenAt: NOON }) });
    await join(phoneOf(cloud, 'shopper-lin'));
    await cloud.triggerTimers();
    const browser = await openBrowser({ width: 1280, height: 800 });
    const page = await browser.context.newPage();
    opened = { cloud, browser, page };
    page.on('pageerror', (error) => problems.push(error.message));
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page, phoneOf(cloud, 'owner-li'), `${cloud.url}/console/`);
  });
  afterAll(async () => {
    await at().browser.close();
    await at().cloud.close();
  });
  const shown = (text: string | RegExp) => at().page.getByText(text).filter({ visible: true }).first();
  return {
    at,
    problems,
    seen: (text: string | RegExp) => shown(text).waitFor(),
    button: (name: string | RegExp) =>
      at().page.getByRole('button', { name }).filter({ visible: true }).first(),
    row: (text: string) => at().page.locator('.ant-table-row').filter({ hasText: text }).first(),
    open: async (path: string, heading: string) => {
      const { cloud, page } = at();
      await page.goto(`${cloud.url}/console${path}`);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page.locator('section[aria-busy="false"]').first().waitFor();
    },
  };
}
