import { parsePaySettings, paySettingNames } from './pay-settings';
import { demoVariables } from '../../../local/seed/demo-settings';
import { groupProblems, readGroups } from './merchant-settings';
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
    expect(parseSettings(good).orderRules).toEqual({ payWithinMs: 15 * 60_000, restoreCoupon: true });
  });

  it.each(requiredSettingNames)('a missing %s is named', (name) => {
    expect(problemsOf({ ...good, [name]: undefined })).toContain(`${name} is missing`);
  });

  it('every problem is named at once, no value is printed', () => {
    const problems = problemsOf({
      ...good,
      PHONE_HASH_KEY: 'c2hvcnQ=',
      WECHAT_API_BASE: 'nonsense',
    });
    for (const name of ['PHONE_HASH_KEY', 'WECHAT_API_BASE']) expect(problems).toContain(name);
    expect(problems).not.toContain('c2hvcnQ');
    expect(problems).not.toContain('nonsense');
  });

  it('keys rotate: the first encrypts, all are known', () => {
    const other = Buffer.alloc(32, 7).toString('base64');
    const { phone } = parseSettings({ ...good, PHONE_KEYS: `k3:${other},${good['PHONE_KEYS']}` });
    expect(phone.keys.map(([id]) => id)).toEqual(['k3', 'k2', 'k1']);
  });

  it('a group spoiled by hand has its defaults, and the others hold', () => {
    const { groups, unreadable } = readGroups({
      messageRules: { perDay: 'many' },
      leaderRules: { linkDays: 30, quietDays: 14 },
    });
    expect(unreadable).toEqual(['messageRules']);
    expect(groups.messageRules).toMatchObject({ perDay: 4, quietHours: '22:00-08:00' });
    expect(groups.leaderRules).toEqual({ linkDays: 30, briefEveryMinutes: 30 });
    expect(groups.messageTemplates).toEqual({});
  });

  it.each([
    ['messageRules', { perDay: 0 }, 'perDay'],
    ['messageRules', { perday: 4 }, 'perday'],
    ['counterRules', { opensAt: '24:00' }, 'opensAt'],
    [
      'messageTemplates',
      { coupon_expiry: { templateId: 'T', fields: { Thing: 'title' } } },
      'coupon_expiry.fields.Thing',
    ],
    ['leaderRules', 'none', ''],
  ] as const)('what is wrong in %s is named by where it is: %j', (name, content, path) => {
    expect(groupProblems(name, content)).toEqual([{ path, problem: 'not_valid' }]);
  });
});
