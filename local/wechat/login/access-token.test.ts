import { TOKEN_LIFETIME_MS, TOKEN_OVERLAP_MS } from './access-token';
import { APPID, SECRET, testWechat } from '../test-sandbox';

const credential = { grant_type: 'client_credential', appid: APPID, secret: SECRET };
const anyApi = '/wxa/business/getuserphonenumber';

describe('stable_token', () => {
  test.each([
    ['another grant type', { grant_type: 'authorization_code' }, 40002],
    ['an unknown appid', { appid: 'wx9' }, 40013],
    ['a wrong secret', { secret: 'guess' }, 40125],
  ])('refuses %s', async (_what, change, errcode) => {
    const { call } = testWechat();
    expect(await call('/cgi-bin/stable_token', { ...credential, ...change })).toMatchObject({ errcode });
  });

  test('is the same token until its last five minutes', async () => {
    const { call, clock } = testWechat();
    const first = await call('/cgi-bin/stable_token', credential);
    expect(first).toEqual({ access_token: expect.any(String) as string, expires_in: 7200 });
    clock.now += TOKEN_LIFETIME_MS - TOKEN_OVERLAP_MS - 1000;
    expect(await call('/cgi-bin/stable_token', credential)).toEqual({
      ...(first as object),
      expires_in: 301,
    });
  });

  test('after the refresh the old token works for five more minutes, then answers 42001', async () => {
    const { call, clock, token } = testWechat();
    const old = await token();
    clock.now += TOKEN_LIFETIME_MS - TOKEN_OVERLAP_MS;
    const fresh = await token();
    expect(fresh).not.toBe(old);
    clock.now += TOKEN_OVERLAP_MS - 1;
    expect(await call(`${anyApi}?access_token=${old}`, { code: 'x' })).toMatchObject({ errcode: 40029 });
    clock.now += 1;
    expect(await call(`${anyApi}?access_token=${old}`, { code: 'x' })).toMatchObject({ errcode: 42001 });
    expect(await call(`${anyApi}?access_token=${fresh}`, { code: 'x' })).toMatchObject({ errcode: 40029 });
  });

  test('a forced refresh kills the old token at once, but not twice within 30 seconds', async () => {
    const { call, clock, token } = testWechat();
    const old = await token();
    await call('/cgi-bin/stable_token', { ...credential, force_refresh: true });
    expect(await token()).toBe(old);
    clock.now += 30_000;
    await call('/cgi-bin/stable_token', { ...credential, force_refresh: true });
    expect(await token()).not.toBe(old);
    expect(await call(`${anyApi}?access_token=${old}`, { code: 'x' })).toMatchObject({ errcode: 40001 });
  });
});

describe('every other API', () => {
  test.each([
    ['/wxa/business/getuserphonenumber'],
    ['/cgi-bin/message/subscribe/send'],
    ['/wxa/getwxacodeunlimit'],
  ])('%s wants a token of the mini-program', async (path) => {
    const { call, token } = testWechat();
    expect(await call(path, {})).toMatchObject({ errcode: 41001 });
    expect(await call(`${path}?access_token=made-up`, {})).toMatchObject({ errcode: 40001 });
    const officialAccount = await token({ appid: 'wx0000000000000002', secret: 'secret-of-the-account' });
    expect(await call(`${path}?access_token=${officialAccount}`, {})).toMatchObject({ errcode: 48001 });
  });

  test('answers as WeChat does when called wrongly', async () => {
    const { wechat, call } = testWechat();
    expect(await call('/cgi-bin/nothing/here', {})).toMatchObject({ errcode: 40066 });
    const get = await wechat.routes.request('/wxa/getwxacodeunlimit');
    expect(await get.json()).toMatchObject({ errcode: 43002 });
    const broken = await wechat.routes.request('/cgi-bin/stable_token', { method: 'POST', body: '{' });
    expect(broken.status).toBe(200);
    expect(await broken.json()).toMatchObject({
      errcode: 47001,
      errmsg: expect.stringMatching(/^data format error rid: \w{8}-\w{5}-\w{5}$/) as string,
    });
  });
});
