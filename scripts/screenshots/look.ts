import type { Page } from 'playwright-core';

export interface Look {
  /** Ends the names of its pictures. */
  name: string;
  size: { width: number; height: number };
  isNight?: boolean;
  isLarge?: boolean;
}

/** Before the first page is opened. 大字模式 is as if each person had chosen it on 我的. */
export async function setLook(page: Page, { isNight = false, isLarge = false }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: isNight ? 'dark' : 'light', reducedMotion: 'reduce' });
  if (isLarge) await page.addInitScript(chooseLargeText);
}

/** Runs in the page. Taro keeps `{ data }` under the key on H5. */
function chooseLargeText(): void {
  const persona = new URLSearchParams(location.search).get('persona') ?? 'nobody';
  localStorage.setItem(
    `tuanka:1:${persona}:large-text`,
    JSON.stringify({ data: { value: true, keptAt: Date.now() } }),
  );
}
