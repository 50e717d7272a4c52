import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CLI_PACKAGE, findCli } from '../deploy/cloudbase-cli';
import { parseEnvFile } from '../deploy/env-file';
import { variableProblems } from '../deploy/variables';
import { readSettingsFile } from '../settings/settings-file';
import { pagesOf, readAppConfig } from './app-pages';
import { fine, wrong, type Finding } from './finding';
import { httpAccessFindings } from './http-access';
import { cliFinding, lockFinding, nodeFinding } from './installation';
import { pageFindings, settingsFindings } from './messages';
import { appIdFinding, variableFindings } from './variables';

/** Where a deployment is made from. */
interface Installation {
  folder: string;
  /** Within the folder, or from anywhere. */
  envFile: string;
  /** Where programs are looked for; left out: this process's. */
  searchPath?: string;
}

/** Something that is asked of WeChat or CloudBase, by the variables of `.env`; nothing when they do not say enough. */
export type Ask = (variables: Record<string, string>) => Promise<Finding[]>;

interface EnvFile {
  variables: Record<string, string>;
  finding: Finding;
}

function readEnvFile(text: string | undefined): EnvFile {
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

/** Everything the doctor looks at, and what it says in the end. @param asks none: WeChat and CloudBase are asked nothing */
export async function examine(
  { folder, envFile, searchPath }: Installation,
  asks: readonly Ask[],
): Promise<{ findings: Finding[]; lastWords: string }> {
  const readText = (...parts: string[]): string | undefined => {
    const file = path.resolve(folder, ...parts);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const { variables, finding } = readEnvFile(readText(envFile));
  const { appid } = project.parse(JSON.parse(readText('project.config.json') ?? '{}'));
  const asked: Finding[] = [];
  for (const ask of asks) asked.push(...(await ask(variables)));
  const findings = [
    nodeFinding(process.versions.node),
    lockFinding(readText('package-lock.json') ?? '{}', readText('node_modules/.package-lock.json')),
    cliFinding(findCli(folder, searchPath), CLI_PACKAGE),
    finding,
    ...variableFindings(variableProblems(variables)),
    ...httpAccessFindings(variables),
    appIdFinding(appid, variables['WECHAT_APPID']),
    ...settingsFindings(readSettingsFile(path.join(folder, 'settings.json'))),
    ...asked,
    ...pageFindings(pagesOf(await readAppConfig())),
  ];
  const missing = findings.filter(({ ok }) => !ok).length;
  const lastWords =
    missing === 0
      ? '\n可以部署了：npm run deploy  Ready to deploy'
      : `\n还差 ${missing} 项  ${missing} to go; docs/operations.md tells how`;
  return { findings, lastWords };
}
