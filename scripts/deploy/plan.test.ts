import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoVariables } from '../../local/seed/demo-settings';
import { startJourney } from '../../tests/stage/stage';

/** `npm run deploy -- --plan`: everything that would be deployed, nothing deployed, no secret on the screen. */
const ROOT = path.join(__dirname, '../..');
const key = (start: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => start + index)).toString('base64');
/** Without WeChat Pay, whose keys are several lines each. */
const withoutPay = Object.fromEntries(
  Object.entries(demoVariables('https://api.weixin.qq.com')).filter(
    ([name]) => !name.startsWith('WECHAT_PAY_'),
  ),
);
const complete: Readonly<Record<string, string>> = {
  ...withoutPay,
  WECHAT_API_BASE: 'https://api.weixin.qq.com',
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: 'a-secret-nobody-may-read-0123456',
  PHONE_KEYS: `k1:${key(1)}`,
  PHONE_HASH_KEY: key(80),
  MEMBER_CODE_KEY: key(120),
  CLOUDBASE_ENV: 'tuanka-staging-1a2b',
  HTTP_DOMAIN: 'shop.example.cn',
};

let folder = '';
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'plan-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  status: number;
  text: string;
}

/** @param keys of the management API */
function run(
  variables: Readonly<Record<string, string>>,
  flags: readonly string[],
  keys: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const file = path.join(folder, 'environment');
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const arguments_ = ['--import', 'tsx', 'scripts/deploy.ts', ...flags, '--env-file', file];
  // No CLI on the path: were it to deploy, it would say that there is none.
  const env = { ...process.env, PATH: path.dirname(process.execPath), ...NO_KEYS, ...keys };
  return new Promise((resolve) =>
    execFile(process.execPath, arguments_, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ status: error ? 1 : 0, text: `${stdout}${stderr}` }),
    ),
  );
}

const NO_KEYS = { TENCENTCLOUD_SECRETID: '', TENCENTCLOUD_SECRETKEY: '' };
const plan = (
  variables: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
  keys: Readonly<Record<string, string>> = {},
) => run(variables, ['--plan', ...flags], keys);
const TO_PRODUCTION = ['--to', 'production'];

describe('the plan of a deployment', () => {
  it('names the environment, every function, its bytes of variables and the command, and no secret', async () => {
    const { status, text } = await plan(complete);
    expect({ status, text }).toMatchObject({ status: 0 });
    for (const said of [
      'tuanka-staging-1a2b',
      'payment-sweep',
      'member-sweep',
      'Bytes of variables',
      'Would run',
      'ADMINONLY',
      'https://shop.example.cn/http/payment-notify   → payment-notify',
      'static hosting, dist/console',
      'tcb service create -p /http/wechat-events -f wechat-events --envId tuanka-staging-1a2b',
      'tcb hosting deploy dist/console /console --envId tuanka-staging-1a2b',
    ])
      expect(text).toContain(said);
    for (const name of ['WECHAT_SECRET', 'PHONE_HASH_KEY', 'MEMBER_CODE_KEY'])
      expect(text).not.toContain(complete[name] ?? name);
  }, 120_000);

  it('with the API key says what would be done to the database, and does nothing', async () => {
    const cloud = await startJourney();
    try {
      cloud.clientAccess.permit(cloud.env, 'members', 'READONLY');
      const keys = {
        TENCENTCLOUD_SECRETID: 'id',
        TENCENTCLOUD_SECRETKEY: 'key',
        TCB_BASE_URL: `${cloud.url}/tcb`,
      };
      const { status, text } = await plan({ ...complete, CLOUDBASE_ENV: cloud.env }, [], keys);
      expect({ status, text }).toMatchObject({ status: 0 });
      expect(text).toMatch(/members +权限 READONLY → ADMINONLY/);
      expect(cloud.clientAccess.permissionOf(cloud.env, 'members')).toBe('READONLY');
    } finally {
      await cloud.close();
    }
  }, 120_000);

  it('stops at what is missing, by name', async () => {
    const { status, text } = await plan({ ...complete, WECHAT_SECRET: '' });
    expect(status).toBe(1);
    expect(text).toContain('WECHAT_SECRET: missing');
  }, 120_000);
});

describe('where members are', () => {
  it('nothing is deployed without the name of the plan that was read, nor with that of another', async () => {
    const [, code = ''] = /--confirm ([0-9a-f]{8})/.exec((await plan(complete, TO_PRODUCTION)).text) ?? [];
    expect(code).not.toBe('');
    const unread = await run(complete, TO_PRODUCTION);
    expect(unread.status).toBe(1);
    expect(unread.text).toContain('Read the plan first: npm run deploy -- --to production --plan');
    const changed = { ...complete, WECHAT_SECRET: 'another-secret-0123456789abcdefg' };
    const other = await run(changed, [...TO_PRODUCTION, '--confirm', code]);
    expect(other.status).toBe(1);
    expect(other.text).toContain('are not those of the plan');
    // Confirmed, it comes as far as the CLI, which is not there.
    const { text } = await run(complete, [...TO_PRODUCTION, '--confirm', code]);
    expect(text).toContain('tcb is missing');
    expect(text).not.toContain('the plan first');
  }, 240_000);

  it('staging asks for no plan; another name is none', async () => {
    expect((await run(complete, ['--to', 'staging'])).text).toContain('tcb is missing');
    const unknown = await run(complete, ['--to', 'prod']);
    expect(unknown.status).toBe(1);
    expect(unknown.text).toContain('--to is staging or production');
  }, 240_000);
});
