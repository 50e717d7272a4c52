import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Runs in the page. What a person would call broken: wider than the phone, text cut off, targets too small. */
function findLayoutFaults(): string[] {
  const faults: string[] = [];
  const width = window.innerWidth;
  const nameOf = (element: Element) =>
    `${element.id ? `#${element.id}` : element.className.toString().split(' ').slice(-1)[0]} "${(element.textContent ?? '').trim().slice(0, 20)}"`;
  const scrolls = (element: Element | null): boolean =>
    !!element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const shown = [...document.querySelectorAll('.tk *')].filter((element) => {
    const { width: wide, height } = element.getBoundingClientRect();
    return wide > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  });
  const ownText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
  const texts = shown.filter(ownText);
  const whole = document.scrollingElement?.scrollWidth ?? 0;
  if (whole > width) faults.push(`wider than the phone: ${whole}`);
  for (const element of texts) {
    const { right, left } = element.getBoundingClientRect();
    if ((right > width + 1 || left < -1) && !scrolls(element.parentElement))
      faults.push(`outside the phone: ${nameOf(element)}`);
    for (let box: Element | null = element; box && !box.classList.contains('tk'); box = box.parentElement) {
      const style = getComputedStyle(box);
      const isCut =
        (style.overflowX === 'hidden' && box.scrollWidth > box.clientWidth + 2) ||
        (style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 2);
      if (isCut && style.textOverflow !== 'ellipsis' && box.clientWidth > 0) {
        const own = element.getBoundingClientRect();
        const outer = box.getBoundingClientRect();
        if (own.right > outer.right + 1 || own.bottom > outer.bottom + 2)
          faults.push(`cut off: ${nameOf(element)}`);
      }
    }
  }
  for (const element of shown.filter((one) => one.matches('[role="button"], button, taro-button-core'))) {
    const { width: wide, height } = element.getBoundingClientRect();
    if (height < 43.5 || wide < 43.5)
      faults.push(`too small to tap: ${nameOf(element)} ${Math.round(wide)}×${Math.round(height)}`);
  }
  return [...new Set(faults)];
}

/** Runs in the page: words over words. */
// A sticky bar has a place of its own at the end of the page, and a toast is gone in seconds: what is under them is not hidden for good.
function findOverlaps(): string[] {
  const faults: string[] = [];
  const nameOf = (element: Element) =>
    `${element.id ? `#${element.id}` : element.className.toString().split(' ').slice(-1)[0]} "${(element.textContent ?? '').trim().slice(0, 20)}"`;
  const texts = [...document.querySelectorAll('.tk *')].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isShown = width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
    return isShown && [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  });
  const isSticky = (element: Element) => getComputedStyle(element).position === 'sticky';
  const passesOver = (element: Element | null): boolean =>
    element !== null &&
    (element.matches('[role="status"]') || isSticky(element) || passesOver(element.parentElement));
  const onTop = texts.filter((element) => {
    const { left, right, top, height } = element.getBoundingClientRect();
    const hits = [left + 2, (left + right) / 2, right - 2].map((x) =>
      document.elementFromPoint(x, top + height / 2),
    );
    return hits.some((hit) => hit !== null && (element.contains(hit) || hit.contains(element)));
  });
  onTop.forEach((one, position) => {
    const a = one.getBoundingClientRect();
    for (const other of onTop.slice(position + 1)) {
      if (one.contains(other) || other.contains(one) || passesOver(one) !== passesOver(other)) continue;
      const b = other.getBoundingClientRect();
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 3 && high > 6) faults.push(`over each other: ${nameOf(one)} and ${nameOf(other)}`);
    }
  });
  return [...new Set(faults)];
}

const axeSource = readFileSync(path.join(__dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe finds; of the frame only what the product draws (the tab bar of H5 is Taro's, WeChat draws its own). */
async function findAccessFaults(page: Page, only: 'all' | 'contrast'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const rules = only === 'contrast' ? { runOnly: ['color-contrast'] } : { runOnly: ['wcag2a', 'wcag2aa'] };
  const result: AxeResult = await page.evaluate(
    `axe.run({ include: [['.tk']], exclude: [['.taro-tabbar__tabbar']] }, ${JSON.stringify(rules)})`,
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => {
      const ratio = /contrast of ([\d.]+)/.exec(failureSummary ?? '')?.[1] ?? '';
      return `${id} ${ratio}: ${html.slice(0, 140)}`;
    }),
  );
}

const findFaultsOfSight = async (page: Page): Promise<string[]> => [
  ...(await page.evaluate(findLayoutFaults)),
  ...(await page.evaluate(findOverlaps)),
];

/** Everything wrong with the page as it stands: by day, then by night, then in large letters on the narrowest phone. */
export async function findPageFaults(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  const byDay = [...(await findFaultsOfSight(page)), ...(await findAccessFaults(page, 'all'))];
  await page.emulateMedia({ colorScheme: 'dark' });
  const byNight = await findAccessFaults(page, 'contrast');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() =>
    document.querySelectorAll('.tk').forEach((shell) => shell.classList.add('tk-large')),
  );
  const large = await findFaultsOfSight(page);
  await page.evaluate(() =>
    document.querySelectorAll('.tk').forEach((shell) => shell.classList.remove('tk-large')),
  );
  if (size) await page.setViewportSize(size);
  return [
    ...byDay,
    ...byNight.map((fault) => `by night: ${fault}`),
    ...large.map((fault) => `large at 320: ${fault}`),
  ];
}
