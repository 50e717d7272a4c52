import { PHONE_CODE_LIFETIME_MS } from './phone-code';
import { APPID, LIN, testWechat } from '../test-sandbox';

const path = '/wxa/business/getuserphonenumber';

async function issued(more: object = {}) {
  const sandbox = testWechat();
  const { code } = (await sandbox.local('/phone-code', { openid: LIN, ...more })) as { code: string };
  return { ...sandbox, code };
}

test('a code turns into the phone of its owner, with a watermark', async () => {
  const { api, code, clock } = await issued();
  expect(await api(path, { code, openid: LIN })).toEqual({
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: '13800138000',
      purePhoneNumber: '13800138000',
      countryCode: '86',
      watermark: { timestamp: clock.now / 1000, appid: APPID },
    },
  });
});

test('a code works once', async () => {
  const { api, code } = await issued();
  await api(path, { code });
  expect(await api(path, { code })).toMatchObject({ errcode: 40029 });
});

test('a code dies after exactly five minutes', async () => {
  const early = await issued();
  early.clock.now += PHONE_CODE_LIFETIME_MS - 1;
  expect(await early.api(path, { code: early.code })).toMatchObject({ errcode: 0 });
  const late = await issued();
  late.clock.now += PHONE_CODE_LIFETIME_MS;
  expect(await late.api(path, { code: late.code })).toMatchObject({ errcode: 40029 });
});

test("somebody else's code is refused and stays good for its owner", async () => {
  const { api, code } = await issued();
  expect(await api(path, { code, openid: 'openid-wang' })).toMatchObject({ errcode: 40003 });
  expect(await api(path, { code, openid: LIN })).toMatchObject({ errcode: 0 });
});

test.each([['made-up'], ['constructor'], [undefined]])('the code %p is unknown', async (code) => {
  const { api } = await issued();
  expect(await api(path, { code })).toMatchObject({ errcode: 40029 });
});

test('a test may choose another phone; a person without one gets no code', async () => {
  const { api, code, local } = await issued({ phoneNumber: '13900139000' });
  expect(await api(path, { code })).toMatchObject({ phone_info: { phoneNumber: '13900139000' } });
  expect(await local('/phone-code', { openid: 'openid-none' })).toEqual({
    error: 'no phone is bound to this openid',
  });
});
