import { mkdirSync, writeFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../cloudfunctions/kit/store/store';
import { cloudClientPlace, localClientPlace } from './collections/read-as-client';
import { parseEnvFile } from './deploy/env-file';
import { conformanceQuestions } from './probe/conformance-questions';
import { questions, reportOf, runProbe } from './probe/run-probe';
import { provedBy, writeCapabilities } from './probe/write-capabilities';
import { reachDatabase } from './place/reach-database';

/**
 * `npm run probe`: asks the platform itself what documents leave open, on an empty environment with the merchant's own keys,
 * cleans up, writes `dist/probe.md` and what was proved into the settings. Exits 0 when all is as assumed, 1 when something is not,
 * 2 when there is no environment to ask.
 */
const USAGE = `npm run probe -- [--url http://127.0.0.1:7300 | --cloud ENV] [--env-file FILE]`;
const LIVE_WAIT = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** In the local cloud nobody waits: its clock is moved. */
const passIn = (url: string | null) => async (ms: number) => {
  if (url === null) return LIVE_WAIT(ms);
  for (const [path, body] of [
    ['/local/clock', { advanceMs: ms }],
    ['/local/timers/run', {}],
  ] as const) {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`no time passed there: HTTP ${response.status} of ${path}`);
  }
};

/** From when the environment was reached, with what passed since: the local clock runs on beside ours. */
function clockOf(now: number, pass: (ms: number) => Promise<void>) {
  const startedAt = Date.now();
  let moved = 0;
  return {
    now: () => now + (Date.now() - startedAt) + moved,
    pass: async (ms: number) => {
      const before = Date.now();
      await pass(ms);
      moved += ms - Math.min(ms, Date.now() - before);
    },
  };
}

async function probe(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      'env-file': { type: 'string', default: '.env' },
    },
  });
  const place = await reachDatabase({ url: values.url, cloud: values.cloud });
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    const file = values['env-file'];
    const variables = {
      ...(existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {}),
      ...process.env,
    };
    const env = process.env['TCB_ENV'] ?? '';
    const client =
      place.url === null
        ? cloudClientPlace(env, process.env['TENCENTCLOUD_REGION'])
        : localClientPlace(env, place.url);
    const domain = variables['HTTP_DOMAIN'] ?? '';
    const http = place.url ?? (domain === '' ? null : `https://${domain}`);
    const clock = clockOf(place.now, passIn(place.url));
    const asked = { collection: 'platformProbe', ...clock, variables, client, http };
    const findings = await runProbe(asked, [...questions, ...conformanceQuestions]);
    await writeCapabilities(openStore({ databaseCalls: 0 }, 'write'), provedBy(findings), place.now);
    const report = reportOf(findings, env, new Date(place.now).toISOString());
    mkdirSync('dist', { recursive: true });
    writeFileSync(path.join('dist', 'probe.md'), report);
    console.log(report);
    return findings.some(({ answer }) => answer.as === 'other') ? 1 : 0;
  } finally {
    await place.close();
  }
}

probe().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
