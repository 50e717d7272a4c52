import * as z from 'zod';
import { fine, wrong, type Finding } from './finding';

const OLDEST_NODE = 20;

/** @param version as in process.versions.node */
export const nodeFinding = (version: string): Finding =>
  Number(version.split('.')[0]) >= OLDEST_NODE
    ? fine(`Node.js ${version}`, 'is new enough')
    : wrong(`Node.js ${version} 太旧`, `Node.js ${OLDEST_NODE} or newer is needed`);

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/**
 * Whether what is installed is what the lock file says.
 * @param wanted text of package-lock.json
 * @param installed text of npm's own record in node_modules; undefined when there is none
 */
export function lockFinding(wanted: string, installed: string | undefined): Finding {
  if (installed === undefined) return wrong('还没有安装依赖：npm ci', 'nothing is installed: npm ci');
  const { packages } = lockFile.parse(JSON.parse(wanted));
  const found = lockFile.parse(JSON.parse(installed)).packages;
  const different = Object.entries(packages).filter(
    ([location, { version, optional, link }]) =>
      location !== '' && !optional && !link && found[location]?.version !== version,
  );
  return different.length === 0
    ? fine('依赖与 package-lock.json 一致', 'what is installed is what the lock file says')
    : wrong(
        `${different.length} 个依赖与 package-lock.json 不一致：npm ci`,
        `${different.length} packages differ from the lock file: npm ci`,
      );
}

export const cliFinding = (cli: string | undefined, packageName: string): Finding =>
  cli === undefined
    ? wrong(`没有找到 tcb：npm install --global ${packageName}`, 'the CloudBase CLI is not installed')
    : fine('云开发命令行 tcb 已安装', 'the CloudBase CLI is installed');
