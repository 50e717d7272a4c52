import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paySettingNames } from '../../cloudfunctions/kit/config/pay-settings';
import { requiredSettingNames, settingNames } from '../../cloudfunctions/kit/config/settings';
import { demoVariables } from '../../local/seed/demo-settings';
import { parseEnvFile } from './env-file';
import { variableGuides, variableProblems } from './variables';

const key = (start: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => start + index)).toString('base64');
const good = {
  ...demoVariables('https://api.weixin.qq.com'),
  WECHAT_API_BASE: 'https://api.weixin.qq.com',
  WECHAT_APPID: 'wx0123456789abcdef',
  PHONE_KEYS: `k2:${key(40)},k1:${key(1)}`,
  PHONE_HASH_KEY: key(80),
  MEMBER_CODE_KEY: key(120),
  CLOUDBASE_ENV: 'tuanka-prod-1a2b',
};

const namesOf = (environment: Record<string, string | undefined>): string[] =>
  variableProblems(environment).map(({ name }) => name);

describe('the variables of a deployment', () => {
  it('are the functions’ settings and the environment, all explained', () => {
    expect(Object.keys(variableGuides)).toEqual([
      'CLOUDBASE_ENV',
      'HTTP_DOMAIN',
      ...settingNames,
      ...paySettingNames,
    ]);
  });

  it('all stand in .env.example', () => {
    const example = readFileSync(path.join(__dirname, '../../.env.example'), 'utf8');
    expect(Object.keys(parseEnvFile(example))).toEqual(Object.keys(variableGuides));
  });

  it('are accepted when complete', () => expect(variableProblems(good)).toEqual([]));

  it('are all named when all are missing', () => {
    const problems = variableProblems({});
    expect(problems.map(({ name }) => name).sort()).toEqual(
      ['CLOUDBASE_ENV', ...requiredSettingNames].sort(),
    );
    expect(problems.every(({ reason }) => reason === 'missing')).toBe(true);
  });

  it.each([
    ['MERCHANT_NAME', '一二三四五六七八九十一二三四五六七八九十一'],
    ['WECHAT_API_BASE', 'http://api.weixin.qq.com'],
    ['WECHAT_APPID', 'wxdemo0tuanka0001'],
    ['WECHAT_VERSION', 'beta'],
    ['PHONE_KEYS', 'k1:c2hvcnQ='],
    ['PHONE_HASH_KEY', 'c2hvcnQ='],
    ['MEMBER_CODE_KEY', 'c2hvcnQ='],
    ['CLOUDBASE_ENV', 'my env'],
  ])('a wrong %s is named: %s', (name, value) => {
    expect(new Set(namesOf({ ...good, [name]: value }))).toEqual(new Set([name]));
  });

  it('one that moved to the settings document is named, so that nobody thinks it is read', () => {
    expect(variableProblems({ ...good, MESSAGE_RULES: '{}' })).toEqual([
      { name: 'MESSAGE_RULES', reason: 'stands in the settings document now: npm run settings' },
    ]);
  });

  it('an empty value counts as missing', () => {
    expect(variableProblems({ ...good, WECHAT_SECRET: '' })).toEqual([
      { name: 'WECHAT_SECRET', reason: 'missing' },
    ]);
  });

  it('the demo’s keys are refused, each by name', () => {
    const { PHONE_KEYS, MEMBER_CODE_KEY } = demoVariables('');
    expect(namesOf({ ...good, PHONE_KEYS, MEMBER_CODE_KEY })).toEqual(['PHONE_KEYS', 'MEMBER_CODE_KEY']);
  });

  it('no reason repeats a value', () => {
    const problems = variableProblems({ ...good, PHONE_KEYS: 'k1:c2hvcnQ=', WECHAT_VERSION: 'hunter2' });
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toMatch(/c2hvcnQ|hunter2/);
  });
});
