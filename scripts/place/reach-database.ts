import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { instant, type Instant } from '../../contracts/primitives/time';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { FolderInUse } from '../../local/saved-state';
import { startDemoCloud } from '../../local/seed/demo-cloud';

/** A database this process is pointed at, and what time it is there: the local cloud's clock may have been moved. */
export type Place =
  /** url: of the local cloud; null: CloudBase */
  { now: Instant; url: string | null; close: () => Promise<void> } | { problem: string };

const DEFAULT_URL = 'http://127.0.0.1:7300';
const FOLDER = path.resolve('.tuanka');
const nothing = async (): Promise<void> => undefined;

export async function reachDatabase({
  url,
  cloud,
}: {
  url?: string | undefined;
  cloud?: string | undefined;
}): Promise<Place> {
  if (cloud !== undefined) return reachCloudBase(cloud);
  if (url !== undefined) return reachRunning(url);
  if (!existsSync(FOLDER)) return { problem: '没有 .tuanka：先 npm start  there is no local database yet' };
  try {
    const embedded = await startDemoCloud({ location: FOLDER });
    Object.assign(process.env, platformVariables(embedded.env, `${embedded.url}/admin`));
    return { now: instant(embedded.clock.now()), url: embedded.url, close: () => embedded.close() };
  } catch (error) {
    if (error instanceof FolderInUse) return reachRunning(DEFAULT_URL);
    throw error;
  }
}

const health = z.object({ ok: z.literal(true), env: z.string(), now: z.number() });

async function reachRunning(url: string): Promise<Place> {
  const answer: unknown = await fetch(new URL('/local/health', url))
    .then((response): Promise<unknown> => response.json())
    .catch(() => null);
  const { success, data } = health.safeParse(answer);
  if (!success) return { problem: `${url} 没有回应  no local cloud answers there` };
  Object.assign(process.env, platformVariables(data.env, new URL('/admin', url).href));
  return { now: instant(Math.floor(data.now)), url, close: nothing };
}

function reachCloudBase(env: string): Place {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = process.env;
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY)
    return { problem: '要有 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY  the API key is missing' };
  process.env['TCB_ENV'] = env;
  process.env['SCF_NAMESPACE'] = env;
  return { now: instant(Date.now()), url: null, close: nothing };
}
