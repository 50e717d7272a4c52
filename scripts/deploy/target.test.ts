import { functionConfig } from './cloudbaserc';
import { fileOf, isWatched, planCode, sharedVariables, targetOf } from './target';

it.each([
  [undefined, null, '.env', true],
  ['staging', 'staging', '.env.staging', false],
  ['production', 'production', '.env.production', true],
])('--to %s is %s, of %s', (to, target, file, watched) => {
  const found = targetOf(to);
  expect(found).toBe(target);
  expect(found === undefined ? null : [fileOf(found), isWatched(found)]).toEqual([file, watched]);
});

it('there is no other environment', () => expect(targetOf('prod')).toBeUndefined());

describe('the code of a plan', () => {
  const config = functionConfig.parse({ timeout: 5 });
  const planned = {
    target: 'production' as const,
    envId: 'shop-1',
    variables: { WECHAT_SECRET: 'one', MERCHANT_NAME: '团卡' },
    functions: [{ name: 'member', sha256: 'aa', config }],
    collections: ['nothing to do'],
  };

  it('is the same for the same, whatever the order of the variables, and says nothing of them', () => {
    const other = { ...planned, variables: { MERCHANT_NAME: '团卡', WECHAT_SECRET: 'one' } };
    expect(planCode(other)).toBe(planCode(planned));
    expect(planCode(planned)).toMatch(/^[0-9a-f]{8}$/);
  });

  it.each([
    ['another environment', { envId: 'shop-2' }],
    ['another name', { target: null }],
    ['another secret', { variables: { ...planned.variables, WECHAT_SECRET: 'two' } }],
    ['one variable more', { variables: { ...planned.variables, OA_APPID: 'wx1' } }],
    ['other code', { functions: [{ name: 'member', sha256: 'ab', config }] }],
    ['another limit', { functions: [{ name: 'member', sha256: 'aa', config: { ...config, timeout: 6 } }] }],
    ['another database', { collections: ['members READONLY → ADMINONLY'] }],
    ['a function more', { functions: [...planned.functions, { name: 'sweep', sha256: 'cc', config }] }],
  ])('is another for %s', (_name, change) =>
    expect(planCode({ ...planned, ...change })).not.toBe(planCode(planned)),
  );
});

it.each([
  [{ CLOUDBASE_ENV: 'a', PHONE_KEYS: 'k1:x' }, { CLOUDBASE_ENV: 'b', PHONE_KEYS: 'k1:y' }, []],
  [{ CLOUDBASE_ENV: 'a' }, { CLOUDBASE_ENV: 'a' }, ['CLOUDBASE_ENV']],
  [{ MEMBER_CODE_KEY: '' }, { MEMBER_CODE_KEY: '' }, []],
  [
    { WECHAT_APPID: 'wx1', PHONE_HASH_KEY: 'h' },
    { WECHAT_APPID: 'wx1', PHONE_HASH_KEY: 'h' },
    ['PHONE_HASH_KEY'],
  ],
])('%j and %j share %j', (one, other, shared) => expect(sharedVariables(one, other)).toEqual(shared));
