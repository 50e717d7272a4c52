import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { paySettingNames } from '../cloudfunctions/kit/config/pay-settings';
import { settingNames } from '../cloudfunctions/kit/config/settings';
import { instant } from '../contracts/primitives/time';
import { buildFunctions } from './build-functions';
import { planCollections } from './collections/plan-collections';
import { tencentCloudOf } from './collections/tencent-cloud';
import { CLI_PACKAGE, deploySteps, findCli, runCli } from './deploy/cloudbase-cli';
import { cloudbaserc, functionConfig, RUNTIME, type DeployedFunction } from './deploy/cloudbaserc';
import { collectionsToCreate } from './deploy/collections';
import { parseEnvFile } from './deploy/env-file';
import { routeCommands, routeLines } from './deploy/http-routes';
import {
  fileOf,
  isWatched,
  planCode,
  sharedVariables,
  targetOf,
  TARGETS,
  type Target,
} from './deploy/target';
import { bytesOf, MOST_VARIABLE_BYTES, variablesOf } from './deploy/variable-bytes';
import { newOwnerCode, ownerCodeLines } from '../local/seed/new-owner-code';
import { variableGuides, variableProblems } from './deploy/variables';

/**
 * `npm run deploy`: reads `.env`, builds the functions, writes what the CloudBase CLI deploys from and runs it.
 * `-- --to staging` and `-- --to production` are environments of their own, from `.env.staging` and `.env.production`.
 * `-- --plan` does all of it but the last step and names the plan (`--dry-run` is its older name); only staging is deployed to without
 * `-- --confirm` and that name. `-- --env-file FILE` reads another file. Values of secrets are never printed; docs/operations.md has the rest.
 */
const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** A reason to stop, in both languages; no stack is of use to whoever reads it. */
class Stop extends Error {
  constructor(
    readonly chinese: string,
    readonly english: string,
  ) {
    super(english);
  }
}

function readEnvironment(file: string): Record<string, string> {
  if (!existsSync(file))
    throw new Stop(
      `还没有 ${path.basename(file)}：请复制 .env.example 并填好`,
      `There is no ${path.basename(file)}: copy .env.example and fill it in`,
    );
  const environment = parseEnvFile(readFileSync(file, 'utf8'));
  const problems = variableProblems(environment);
  if (problems.length === 0) return environment;
  const lines = problems.map(({ name, reason }) => `\n    ${name}: ${reason}`).join('');
  throw new Stop(
    `.env 有 ${problems.length} 处问题，npm run doctor 会逐项说明`,
    `.env is not complete:${lines}`,
  );
}

/** Staging and production have nothing in common that would let one reach into the other. */
function refuseShared(target: Target, environment: Record<string, string>): void {
  for (const other of TARGETS.filter((one) => one !== target)) {
    const file = path.join(ROOT, fileOf(other));
    if (target === null || !existsSync(file)) continue;
    const shared = sharedVariables(environment, parseEnvFile(readFileSync(file, 'utf8'))).join('、');
    if (shared !== '')
      throw new Stop(
        `${fileOf(target)} 和 ${fileOf(other)} 不能用同样的 ${shared}`,
        `${fileOf(target)} and ${fileOf(other)} may not have the same ${shared}`,
      );
  }
}

async function buildAll(): Promise<(DeployedFunction & { bytes: number; sha256: string })[]> {
  const built = await buildFunctions({ outDir: path.join(DIST, 'cloudfunctions') });
  return built.map(({ name, file, bytes }) => {
    const config: unknown = JSON.parse(readFileSync(path.join(path.dirname(file), 'config.json'), 'utf8'));
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    return { name, bytes, sha256, config: functionConfig.parse(config) };
  });
}

const deployedVariables = (environment: Record<string, string>): Record<string, string> =>
  Object.fromEntries([...settingNames, ...paySettingNames].map((name) => [name, environment[name] ?? '']));

/** How much of the 4,096 bytes each function's variables take; over it nothing is written, let alone deployed. */
function showVariableBytes(variables: Record<string, string>, functions: readonly DeployedFunction[]): void {
  const counted = functions.map((one) => ({ name: one.name, bytes: bytesOf(variablesOf(one, variables)) }));
  console.log(`\n变量字节数  Bytes of variables (最多 at most ${MOST_VARIABLE_BYTES})`);
  for (const { name, bytes } of counted)
    console.log(
      `  ${bytes > MOST_VARIABLE_BYTES ? '✗' : '✓'} ${name.padEnd(16)}${String(bytes).padStart(6)}`,
    );
  const over = counted.filter(({ bytes }) => bytes > MOST_VARIABLE_BYTES);
  if (over.length > 0)
    throw new Stop(
      `${over.map(({ name }) => name).join('、')} 的变量超过 ${MOST_VARIABLE_BYTES} 字节`,
      `the variables of ${over.map(({ name }) => name).join(', ')} exceed ${MOST_VARIABLE_BYTES} bytes`,
    );
}

function writeFiles(
  envId: string,
  variables: Record<string, string>,
  functions: readonly DeployedFunction[],
): void {
  const write = (name: string, content: object, mode: number): void =>
    writeFileSync(path.join(DIST, name), `${JSON.stringify(content, null, 2)}\n`, { mode });
  mkdirSync(DIST, { recursive: true });
  write('cloudbaserc.json', cloudbaserc({ envId, functions, variables }), 0o600);
  write('collections.json', { collections: collectionsToCreate() }, 0o644);
}

function showPlan(
  environment: Record<string, string>,
  functions: Awaited<ReturnType<typeof buildAll>>,
): void {
  console.log(
    `\n环境  Environment   ${environment['CLOUDBASE_ENV']}\n云函数 Functions     ${RUNTIME}, index.main`,
  );
  for (const { name, bytes, config } of functions) {
    const timers = config.triggers.map((trigger) => `  ${trigger.name}: ${trigger.config}`).join('');
    const size = `${(bytes / 1024).toFixed(0)} KB`;
    const egress = config.fixedEgress && environment['OA_APPID'] ? '  固定出口 IP' : '';
    console.log(
      `  ${name.padEnd(15)}${size.padStart(8)}${`${config.timeout} s`.padStart(7)}${egress}${timers}`,
    );
  }
  const routes = routeLines(environment['HTTP_DOMAIN'] ?? '', functions);
  console.log(`从外面进来的  Reached from outside\n${routes.join('\n')}`);
  console.log('变量  Variables');
  for (const name of [...settingNames, ...paySettingNames.filter((name) => environment[name])]) {
    const hidden = variableGuides[name]?.secret ?? true;
    console.log(`  ${name.padEnd(18)}${hidden ? '已填写，不显示 (set, not shown)' : environment[name]}`);
  }
  console.log(`文件  Files
  dist/cloudbaserc.json   含密钥，勿外传  holds the secrets
  dist/collections.json   ${collectionsToCreate().length} 个集合，全部 ADMINONLY`);
}

/** What is to be done to collections, indexes and their permissions; nothing is changed by asking. */
async function readCollections(envId: string): ReturnType<typeof planCollections> {
  const plan = await planCollections(tencentCloudOf(process.env), envId).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Stop(`读不到环境 ${envId} 的数据库：${reason}`, `the database of ${envId} cannot be read`);
  });
  console.log(`集合  Collections\n${plan.lines.join('\n')}`);
  return plan;
}

const INSTALL_CLI = `npm install --global ${CLI_PACKAGE} && tcb login`;

const nextSteps = (timed: readonly string[], routes: readonly string[]): string => `
还要做的（工具不代劳，步骤见 docs/operations.md）：
Left to you (docs/operations.md, step by step):
  - 检查 ${timed.join('、')} 有定时触发器   check that each has its timer trigger
  - npm run doctor：以客户端身份读每个集合，必须都被拒绝   reads every collection as a client: all must refuse
  - 还没有的 HTTP 访问路径和管理台   HTTP paths that are missing, and the web console:
${routes.map((command) => `      ${command}`).join('\n')}
  - npm run build:weapp，用微信开发者工具上传 dist/weapp   upload the mini-program with WeChat DevTools
`;

/** What is asked of a deployment. */
interface Wish {
  target: Target;
  envFile: string;
  dryRun: boolean;
  /** The name of the plan that was read; undefined: none. */
  confirmed: string | undefined;
}

/** Nothing is deployed where members may be that nobody read the plan of. */
function refuseUnread({ target, dryRun, confirmed }: Wish, code: string): void {
  const to = target === null ? '' : `--to ${target} `;
  if (dryRun)
    console.log(`\n计划编号  Name of this plan   ${code}\n  npm run deploy -- ${to}--confirm ${code}`);
  if (dryRun || !isWatched(target) || confirmed === code) return;
  throw confirmed === undefined
    ? new Stop(
        `先看计划：npm run deploy -- ${to}--plan，再用它给的编号确认`,
        `Read the plan first: npm run deploy -- ${to}--plan, then confirm by the name it gives`,
      )
    : new Stop(
        '看过计划之后代码或设置变了，请重新看计划',
        'The code or the variables are not those of the plan: read it again',
      );
}

async function deploy(wish: Wish): Promise<void> {
  const { target, envFile, dryRun } = wish;
  const environment = readEnvironment(envFile);
  refuseShared(target, environment);
  const functions = await buildAll();
  const owner = newOwnerCode(environment['MEMBER_CODE_KEY'] ?? '', instant(Date.now()));
  const variables = { ...deployedVariables(environment), ...owner.variables };
  const envId = environment['CLOUDBASE_ENV'] ?? '';
  showVariableBytes(variables, functions);
  writeFiles(envId, variables, functions);
  showPlan(environment, functions);
  const collections = await readCollections(envId);

  const steps = deploySteps(envId, functions);
  const cli = findCli(ROOT);
  if (dryRun)
    console.log(
      `\n将运行  Would run\n${steps.map((step) => `  cd dist && tcb ${step.join(' ')}`).join('\n')}`,
    );
  const plan = { target, envId, variables: deployedVariables(environment), functions };
  refuseUnread(wish, planCode({ ...plan, collections: collections.lines }));
  if (!cli && !dryRun)
    throw new Stop(`没有找到 tcb，请先安装并登录：${INSTALL_CLI}`, `tcb is missing: ${INSTALL_CLI}`);
  if (!cli) console.log(`  还没有安装 tcb  tcb is missing: ${INSTALL_CLI}`);
  // Before a function writes into them.
  if (!dryRun) await collections.run();
  for (const step of cli && !dryRun ? steps : [])
    if (cli && !(await runCli(cli, step, DIST)))
      throw new Stop('有云函数没有部署成功，请看上面的信息', 'Not every function was deployed, see above');
  const timed = functions.filter(({ config }) => config.triggers.length > 0);
  console.log(
    nextSteps(
      timed.map(({ name }) => name),
      routeCommands(envId, functions),
    ),
  );
  if (!dryRun) console.log(ownerCodeLines(owner.code));
}

const { values } = parseArgs({
  options: {
    plan: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    to: { type: 'string' },
    confirm: { type: 'string' },
    'env-file': { type: 'string' },
  },
});
const asked = async (): Promise<void> => {
  const target = targetOf(values.to);
  if (target === undefined)
    throw new Stop(`--to 只能是 ${TARGETS.join(' 或 ')}`, `--to is ${TARGETS.join(' or ')}`);
  const envFile = values['env-file'] ?? path.join(ROOT, fileOf(target));
  await deploy({ target, envFile, dryRun: values.plan || values['dry-run'], confirmed: values.confirm });
};
asked().catch((error: unknown) => {
  if (error instanceof Stop) console.error(`✗ ${error.chinese}\n  ${error.english}`);
  else console.error(error);
  process.exitCode = 1;
});
