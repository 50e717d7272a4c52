import { parseOrderRules, parsePaySettings, paySettingNames } from './pay-settings';
import { demoVariables } from '../../../local/seed/demo-settings';
import { BadSettings, parseSettings, requiredSettingNames, settingNames } from './settings';

const good = demoVariables('http://127.0.0.1:7300');
const problemsOf = (variables: Record<string, string | undefined>): string => {
  try {
    parseSettings(variables);
    return '';
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    return error.message;
  }
};

describe('settings', () => {
  it('of the demo are complete', () => {
    expect(parseSettings(good)).toMatchObject({
      merchantName: '团卡邻里',
      wechat: { apiBase: 'http://127.0.0.1:7300/wechat' },
    });
    const own = Object.keys(good).filter((name) => !paySettingNames.includes(name));
    expect(own.sort()).toEqual([...settingNames].sort());
    expect(parsePaySettings(good)).toMatchObject({ apiBase: 'http://127.0.0.1:7300/wechatpay/' });
    expect(parseOrderRules(good)).toMatchObject({ payWithinMs: 15 * 60_000, restoreCoupon: true });
  });

  it.each(requiredSettingNames)('a missing %s is named', (name) => {
    expect(problemsOf({ ...good, [name]: undefined })).toContain(`${name} is missing`);
  });

  it('every problem is named at once, no value is printed', () => {
    const problems = problemsOf({
      ...good,
      PHONE_HASH_KEY: 'c2hvcnQ=',
      WECHAT_API_BASE: 'nonsense',
      MESSAGE_TEMPLATES: '{',
    });
    for (const name of ['PHONE_HASH_KEY', 'WECHAT_API_BASE', 'MESSAGE_TEMPLATES'])
      expect(problems).toContain(name);
    expect(problems).not.toContain('c2hvcnQ');
    expect(problems).not.toContain('nonsense');
  });

  it('keys rotate: the first encrypts, all are known', () => {
    const other = Buffer.alloc(32, 7).toString('base64');
    const { phone } = parseSettings({ ...good, PHONE_KEYS: `k3:${other},${good['PHONE_KEYS']}` });
    expect(phone.keys.map(([id]) => id)).toEqual(['k3', 'k2', 'k1']);
  });
});
