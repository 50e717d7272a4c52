import path from 'node:path';
import type { Page } from 'playwright-core';
import type { LocalCloud } from '../../local/server';
import { comeToRest, watchRequests } from './simulator';

export interface Shot {
  name: string;
  persona: string;
  /** Page with its query, no leading slash. */
  page: string;
}

export interface Camera {
  cloud: LocalCloud;
  page: Page;
  /** Opens a page of the mini-program as somebody and takes its picture. */
  take: (shot: Shot) => Promise<void>;
  /** Opens it only. */
  open: (shot: Shot) => Promise<void>;
  /** Takes what is on the screen. */
  save: (name: string) => Promise<void>;
}

/** What is done with a page once it stands still: a picture, a check. */
export type Eye = (page: Page, name: string) => Promise<void>;

/** A file a page: `<folder>/<name>-<width><look>.png`. */
export const pictureTo =
  (folder: string, look: string): Eye =>
  async (page, name) => {
    const width = page.viewportSize()?.width ?? 0;
    await page.screenshot({ path: path.join(folder, `${name}-${width}${look}.png`) });
  };

let launches = 0;

export function createCamera(cloud: LocalCloud, page: Page, eye: Eye): Camera {
  watchRequests(page);
  const open = async ({ persona, page: wanted }: Shot) => {
    launches += 1; // another query starts the app afresh
    await page.goto(`${cloud.url}/app/?persona=${persona}&n=${launches}#/${wanted}`);
    await comeToRest(page);
  };
  const save = (name: string) => eye(page, name);
  return {
    cloud,
    page,
    open,
    save,
    async take(shot) {
      await open(shot);
      await save(shot.name);
    },
  };
}
