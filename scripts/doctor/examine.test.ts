import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import { requiredSettingNames } from '../../cloudfunctions/kit/config/settings';
import { shopperKind } from '../../contracts/message/message';
import { demoSettings, demoVariables } from '../../local/seed/demo-settings';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { startJourney } from '../../tests/stage/stage';
import { localClientPlace } from '../collections/read-as-client';
import { closedFinding } from './closed-collections';
import { examine, type Ask } from './examine';
import { lineOf, type Finding } from './finding';
import { askDeployed, fixedEgressFunctions, officialAccountFindings } from './official-account';
import { askTradeManaged, tradeFinding } from './trade';

const key = (start: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => start + index)).toString('base64');
const APPID = 'wx0123456789abcdef';
const OWN_DOMAIN = 'shop.example.cn';
const complete: Readonly<Record<string, string>> = {
  ...demoVariables('https://api.weixin.qq.com'),
  WECHAT_API_BASE: 'https://api.weixin.qq.com',
  WECHAT_APPID: APPID,
  WECHAT_PAY_NOTIFY_URL: `https://${OWN_DOMAIN}/http/payment-notify`,
  PHONE_KEYS: `k1:${key(1)}`,
  PHONE_HASH_KEY: key(80),
  MEMBER_CODE_KEY: key(120),
  CLOUDBASE_ENV: 'tuanka-prod-1a2b',
  HTTP_DOMAIN: OWN_DOMAIN,
};
const LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } });
const PROGRAM = process.platform === 'win32' ? 'tcb.cmd' : 'tcb';

/** The doctor as a whole, on folders as somebody would have them; single findings stand in doctor.test.ts. */
describe('the doctor', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'doctor-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const putVariables = (variables: Readonly<Record<string, string>>): void =>
    put(
      '.env',
      Object.entries(variables)
        .map(([name, value]) => `${name}='${value.replaceAll('\n', '\\n')}'\n`)
        .join(''),
    );
  const clone = (appid: string): void => {
    put('package-lock.json', LOCK);
    put('project.config.json', JSON.stringify({ appid }));
  };
  const install = (): void => {
    put('node_modules/.package-lock.json', LOCK);
    put(`node_modules/.bin/${PROGRAM}`, '');
  };
  const look = (asks: readonly Ask[] = []) => examine({ folder, envFile: '.env', searchPath: '' }, asks);
  const wrongs = (findings: readonly Finding[]): string[] =>
    findings.filter(({ ok }) => !ok).map(({ chinese }) => chinese);
  const warnings = (findings: readonly Finding[]): string[] =>
    findings.filter(({ warning }) => warning).map(({ chinese }) => chinese);

  it('on a fresh clone names everything that is missing, and how to get it', async () => {
    clone('touristappid');
    const { findings, lastWords } = await look();
    expect(wrongs(findings)).toEqual([
      '还没有安装依赖：npm ci',
      '没有找到 tcb：npm install --global @cloudbase/cli@2.12.10',
      '没有 .env：复制 .env.example 并填好',
      ...['CLOUDBASE_ENV', ...requiredSettingNames].map(
        (name) => expect.stringMatching(new RegExp(`^${name}（.+）没有填写$`)) as string,
      ),
      'project.config.json 的 appid（touristappid）与 WECHAT_APPID 不一致',
    ]);
    expect(warnings(findings)).toEqual([
      expect.stringContaining('没有填 HTTP_DOMAIN'),
      expect.stringContaining('没有 settings.json'),
    ]);
    expect(lastWords).toContain(`还差 ${wrongs(findings).length} 项`);
  });

  it('half filled in, names exactly what is missing or wrong, and no value', async () => {
    clone(APPID);
    install();
    const { WECHAT_PAY_PRIVATE_KEY: _later, ...partly } = complete;
    putVariables({ ...partly, WECHAT_SECRET: '', PHONE_KEYS: 'k1:c2hvcnQ=', CLOUDBASE_ENV: 'my env' });
    put('settings.json', JSON.stringify({ version: 1, content: { counterRules: { cashBillsPerDay: -1 } } }));
    const { findings, lastWords } = await look();
    expect(wrongs(findings)).toEqual([
      'CLOUDBASE_ENV（云开发环境 ID）不正确',
      'WECHAT_SECRET（小程序 AppSecret）没有填写',
      'PHONE_KEYS（手机号加密密钥）不正确',
      'WECHAT_PAY_PRIVATE_KEY（商户 API 私钥（PEM））不正确',
      expect.stringMatching(/^settings\.json 有误：.*cashBillsPerDay/),
    ]);
    expect(lastWords).toContain('还差 5 项');
    expect(findings.map(lineOf).join('\n')).not.toMatch(/c2hvcnQ|my env/);
  });

  it('complete, every line is in order and nothing is warned of', async () => {
    clone(APPID);
    install();
    putVariables(complete);
    put('settings.json', JSON.stringify({ version: 1, content: demoSettings }));
    const cloud = await startJourney();
    const here = platformVariables(cloud.env, `${cloud.url}/admin`);
    Object.assign(process.env, here);
    /** The same questions, put to the local cloud in place of WeChat and CloudBase. */
    const demo = demoVariables(cloud.url);
    const trade = askTradeManaged(demo);
    const functions = askDeployed(demo, () => cloud.clock.now());
    if (!trade || !functions) throw new Error('the demo is complete');
    const asks: Ask[] = [
      async () => [await tradeFinding(trade)],
      async () => [await closedFinding(localClientPlace(cloud.env, cloud.url), collectionNames)],
      () =>
        officialAccountFindings(
          fixedEgressFunctions(path.join(__dirname, '../../cloudfunctions')),
          functions,
        ),
    ];
    try {
      const { findings, lastWords } = await look(asks);
      expect(wrongs(findings)).toEqual([]);
      expect(warnings(findings)).toEqual(
        shopperKind.options
          .filter((kind) => !(kind in (demoSettings.messageTemplates ?? {})))
          .map((kind) => `消息 ${kind} 没有模板，只会进小程序消息`),
      );
      expect(lastWords).toContain('可以部署了');
      const said = findings.map(({ chinese }) => chinese).join('\n');
      for (const part of ['发货信息管理', '拒绝客户端读取', 'sweep 能调用公众号', OWN_DOMAIN])
        expect(said).toContain(part);
    } finally {
      await cloud.close();
    }
  });

  it.each([
    [
      'the default domain',
      { HTTP_DOMAIN: 'prod-1.ap-shanghai.app.tcloudbase.com' },
      '!',
      '默认域名，只供测试',
    ],
    [
      'the default domain, known by the notices alone',
      { WECHAT_PAY_NOTIFY_URL: 'https://prod-1.service.tcloudbase.com/notify' },
      '!',
      '默认域名，只供测试',
    ],
    ['a domain of its own', { HTTP_DOMAIN: OWN_DOMAIN }, '✓', '自有域名'],
    ['one that only sounds like the default', { HTTP_DOMAIN: 'mytcloudbase.com' }, '✓', '自有域名'],
    ['none yet', {}, '!', '没有填 HTTP_DOMAIN'],
    [
      'notices that go elsewhere',
      { HTTP_DOMAIN: OWN_DOMAIN, WECHAT_PAY_NOTIFY_URL: 'https://other.example.cn/notify' },
      '✗',
      '不是 HTTP_DOMAIN',
    ],
    ['notices without TLS', { WECHAT_PAY_NOTIFY_URL: `http://${OWN_DOMAIN}/notify` }, '✗', '要以 https 开头'],
  ])('of HTTP access: %s', async (_name, variables, mark, words) => {
    clone('touristappid');
    putVariables(variables);
    const lines = (await look()).findings.map(lineOf);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${mark} .*${words}`)));
  });
});
