import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { CLI_PACKAGE, findCli } from './deploy/cloudbase-cli';
import { parseEnvFile } from './deploy/env-file';
import { variableProblems } from './deploy/variables';
import { collectionNames } from '../cloudfunctions/kit/store/schema';
import { clientPlaceOf, closedFinding } from './doctor/closed-collections';
import { pagesOf, readAppConfig } from './doctor/app-pages';
import { fine, lineOf, warned, wrong, type Finding } from './doctor/finding';
import { cliFinding, lockFinding, nodeFinding } from './doctor/installation';
import { pageFindings, settingsFindings } from './doctor/messages';
import { askDeployed, fixedEgressFunctions, officialAccountFindings } from './doctor/official-account';
import { reachDatabase } from './place/reach-database';
import { readSettingsFile } from './settings/settings-file';
import { askTradeManaged, tradeFinding } from './doctor/trade';
import { appIdFinding, variableFindings } from './doctor/variables';

/** `npm run doctor`: what a deployment needs, a line each; exits 1 when something is missing. Never prints a secret. */
const ROOT = path.join(__dirname, '..');

function readText(...parts: string[]): string | undefined {
  const file = path.resolve(ROOT, ...parts);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

interface EnvFile {
  variables: Record<string, string>;
  finding: Finding;
}

function readEnvFile(name: string): EnvFile {
  const text = readText(name);
  if (text === undefined)
    return { variables: {}, finding: wrong('没有 .env：复制 .env.example 并填好', 'there is no .env') };
  try {
    return { variables: parseEnvFile(text), finding: fine('.env 可以读取', '.env can be read') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { variables: {}, finding: wrong('.env 格式不对', reason) };
  }
}

const project = z.object({ appid: z.string() });

/** What only a deployed function can tell; with the environment's API key, as for a deployment. */
async function deployedFindings(variables: Record<string, string>): Promise<Finding[]> {
  const ask = askDeployed(variables, Date.now);
  if (ask === null) return [];
  const place = await reachDatabase({ cloud: variables['CLOUDBASE_ENV'] ?? '' });
  if ('problem' in place)
    return [
      warned(
        '没有 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY，问不了云函数能不能调用公众号',
        'without the API key no function is asked whether it reaches the official account',
      ),
    ];
  try {
    return await officialAccountFindings(fixedEgressFunctions(path.join(ROOT, 'cloudfunctions')), ask);
  } finally {
    await place.close();
  }
}

async function examine(envFile: string, isOffline: boolean): Promise<Finding[]> {
  const { variables, finding } = readEnvFile(envFile);
  const { appid } = project.parse(JSON.parse(readText('project.config.json') ?? '{}'));
  const ask = isOffline ? null : askTradeManaged(variables);
  const client = isOffline ? null : clientPlaceOf(variables);
  return [
    nodeFinding(process.versions.node),
    lockFinding(readText('package-lock.json') ?? '{}', readText('node_modules/.package-lock.json')),
    cliFinding(findCli(ROOT), CLI_PACKAGE),
    finding,
    ...variableFindings(variableProblems(variables)),
    appIdFinding(appid, variables['WECHAT_APPID']),
    ...settingsFindings(readSettingsFile(path.join(ROOT, 'settings.json'))),
    ...(ask ? [await tradeFinding(ask)] : []),
    ...(client ? [await closedFinding(client, collectionNames)] : []),
    ...(isOffline ? [] : await deployedFindings(variables)),
    ...pageFindings(pagesOf(await readAppConfig())),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'env-file': { type: 'string', default: '.env' },
      // Asks WeChat nothing.
      offline: { type: 'boolean', default: false },
    },
  });
  const findings = await examine(values['env-file'], values.offline);
  for (const finding of findings) console.log(lineOf(finding));
  const missing = findings.filter(({ ok }) => !ok).length;
  console.log(
    missing === 0
      ? '\n可以部署了：npm run deploy  Ready to deploy'
      : `\n还差 ${missing} 项  ${missing} to go; docs/operations.md tells how`,
  );
  process.exitCode = missing === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
