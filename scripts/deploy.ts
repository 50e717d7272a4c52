import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { paySettingNames } from '../cloudfunctions/kit/config/pay-settings';
import { settingNames } from '../cloudfunctions/kit/config/settings';
import { instant } from '../contracts/primitives/time';
import { buildFunctions } from './build-functions';
import { CLI_PACKAGE, deployArguments, findCli, runCli } from './deploy/cloudbase-cli';
import { cloudbaserc, functionConfig, RUNTIME, type DeployedFunction } from './deploy/cloudbaserc';
import { collectionsToCreate } from './deploy/collections';
import { parseEnvFile } from './deploy/env-file';
import { bytesOf, MOST_VARIABLE_BYTES, variablesOf } from './deploy/variable-bytes';
import { newOwnerCode, ownerCodeLines } from '../local/seed/new-owner-code';
import { variableGuides, variableProblems } from './deploy/variables';

/**
 * `npm run deploy`: reads `.env`, builds the functions, writes what the CloudBase CLI deploys from and runs it.
 * `-- --plan` does all of it but the last step (`--dry-run` is its older name); `-- --env-file FILE` reads another file than `.env`. Values of secrets are never printed; docs/operations.md has the rest.
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
      '还没有 .env：请复制 .env.example 并填好',
      'There is no .env: copy .env.example and fill it in',
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

async function buildAll(): Promise<(DeployedFunction & { bytes: number })[]> {
  const built = await buildFunctions({ outDir: path.join(DIST, 'cloudfunctions') });
  return built.map(({ name, file, bytes }) => {
    const config: unknown = JSON.parse(readFileSync(path.join(path.dirname(file), 'config.json'), 'utf8'));
    return { name, bytes, config: functionConfig.parse(config) };
  });
}

const deployedVariables = (environment: Record<string, string>): Record<string, string> =>
  Object.fromEntries([...settingNames, ...paySettingNames].map((name) => [name, environment[name] ?? '']));

/** How much of the 4,096 bytes each function's variables take; over it nothing is written, let alone deployed. */
function showVariableBytes(variables: Record<string, string>, functions: readonly DeployedFunction[]): void {
  const counted = functions.map(({ name }) => ({ name, bytes: bytesOf(variablesOf(name, variables)) }));
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
    console.log(`  ${name.padEnd(15)}${size.padStart(8)}${`${config.timeout} s`.padStart(7)}${timers}`);
  }
  console.log('变量  Variables');
  for (const name of [...settingNames, ...paySettingNames.filter((name) => environment[name])]) {
    const hidden = variableGuides[name]?.secret ?? true;
    console.log(`  ${name.padEnd(18)}${hidden ? '已填写，不显示 (set, not shown)' : environment[name]}`);
  }
  console.log(`文件  Files
  dist/cloudbaserc.json   含密钥，勿外传  holds the secrets
  dist/collections.json   ${collectionsToCreate().length} 个集合，全部 ADMINONLY`);
}

const INSTALL_CLI = `npm install --global ${CLI_PACKAGE} && tcb login`;

const nextSteps = (timed: readonly string[]): string => `
还要做的（工具不代劳，步骤见 docs/operations.md）：
Left to you (docs/operations.md, step by step):
  1. 首次部署：按 dist/collections.json 建集合和索引   first time: create collections and indexes
  2. 检查 ${timed.join('、')} 有定时触发器   check that each has its timer trigger
  3. npm run build:weapp，用微信开发者工具上传 dist/weapp   upload the mini-program with WeChat DevTools
`;

async function deploy(envFile: string, dryRun: boolean): Promise<void> {
  const environment = readEnvironment(envFile);
  const functions = await buildAll();
  const owner = newOwnerCode(environment['MEMBER_CODE_KEY'] ?? '', instant(Date.now()));
  const variables = { ...deployedVariables(environment), ...owner.variables };
  const envId = environment['CLOUDBASE_ENV'] ?? '';
  showVariableBytes(variables, functions);
  writeFiles(envId, variables, functions);
  showPlan(environment, functions);

  const command = deployArguments(envId);
  const cli = findCli(ROOT);
  if (dryRun) console.log(`\n将运行  Would run\n  cd dist && tcb ${command.join(' ')}`);
  if (!cli && !dryRun)
    throw new Stop(`没有找到 tcb，请先安装并登录：${INSTALL_CLI}`, `tcb is missing: ${INSTALL_CLI}`);
  if (!cli) console.log(`  还没有安装 tcb  tcb is missing: ${INSTALL_CLI}`);
  if (cli && !dryRun && !(await runCli(cli, command, DIST)))
    throw new Stop('有云函数没有部署成功，请看上面的信息', 'Not every function was deployed, see above');
  const timed = functions.filter(({ config }) => config.triggers.length > 0);
  console.log(nextSteps(timed.map(({ name }) => name)));
  if (!dryRun) console.log(ownerCodeLines(owner.code));
}

const { values } = parseArgs({
  options: {
    plan: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    'env-file': { type: 'string', default: path.join(ROOT, '.env') },
  },
});
deploy(values['env-file'], values.plan || values['dry-run']).catch((error: unknown) => {
  if (error instanceof Stop) console.error(`✗ ${error.chinese}\n  ${error.english}`);
  else console.error(error);
  process.exitCode = 1;
});
