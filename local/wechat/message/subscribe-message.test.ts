import { couponTemplate, LIN, testWechat } from '../test-sandbox';

const path = '/cgi-bin/message/subscribe/send';
const message = {
  touser: LIN,
  template_id: couponTemplate.id,
  page: 'pages/index/index?tab=coupons',
  miniprogram_state: 'formal',
  lang: 'zh_CN',
  data: { thing1: { value: '满 30 减 5' }, time2: { value: '2026年1月5日 12:00' } },
};
const withData = (data: object) => ({ ...message, data: { ...message.data, ...data } });
const accept = { openid: LIN, choices: { [couponTemplate.id]: 'accept' } };

async function accepted() {
  const sandbox = testWechat();
  await sandbox.local('/subscribe', accept);
  return sandbox;
}

test('a message lands in the inbox with labels, values, page and time', async () => {
  const { api, wechat, clock } = await accepted();
  expect(await api(path, message)).toEqual({ errcode: 0, errmsg: 'ok', msgid: 1 });
  expect(wechat.inboxOf(LIN)).toMatchObject([
    {
      title: '优惠券到期提醒',
      fields: [
        { label: '优惠券', value: '满 30 减 5' },
        { label: '到期时间', value: '2026年1月5日 12:00' },
      ],
      page: 'pages/index/index?tab=coupons',
      sentAt: clock.now,
      read: false,
    },
  ]);
  expect(wechat.inboxOf('openid-wang')).toEqual([]);
});

describe('credits', () => {
  test('each accept is one send, per template', async () => {
    const { api, local } = await accepted();
    expect(await local('/subscribe', accept)).toEqual({ credits: { [couponTemplate.id]: 2 } });
    expect(await api(path, message)).toMatchObject({ errcode: 0 });
    expect(await api(path, message)).toMatchObject({ errcode: 0 });
    expect(await api(path, message)).toMatchObject({
      errcode: 43101,
      errmsg: expect.stringMatching(/^user refuse to accept the msg rid: /) as string,
    });
  });

  test.each(['reject', 'ban', 'filter'])('%s gives none', async (choice) => {
    const { api, local } = testWechat();
    await local('/subscribe', { openid: LIN, choices: { [couponTemplate.id]: choice } });
    expect(await api(path, message)).toMatchObject({ errcode: 43101 });
  });

  test('a refused send keeps the credit', async () => {
    const { api } = await accepted();
    expect(await api(path, withData({ thing1: { value: '' } }))).toMatchObject({ errcode: 47003 });
    expect(await api(path, message)).toMatchObject({ errcode: 0 });
  });

  test('with the main switch off nothing is asked; an unknown template is an error', async () => {
    const { local } = testWechat();
    expect(await local('/subscribe', { openid: LIN, choices: { other: 'accept' } })).toMatchObject({
      errCode: 20001,
    });
    await local('/settings', { openid: LIN, mainSwitch: false });
    expect(await local('/subscribe', accept)).toMatchObject({ errCode: 20004 });
  });

  test('"always" is remembered per person', async () => {
    const { local, wechat } = testWechat();
    await local('/subscribe', { ...accept, always: true });
    const response = await wechat.local.request(`/settings?openid=${LIN}`);
    expect(await response.json()).toMatchObject({ itemSettings: { [couponTemplate.id]: 'accept' } });
  });
});

describe('refusals', () => {
  test.each([
    ['an unknown openid', { ...message, touser: '' }, 40003, /invalid openid/],
    ['an unknown template', { ...message, template_id: 'x' }, 40037, /invalid template_id/],
    ['a page that is not in the app', { ...message, page: 'pages/none/index' }, 41030, /invalid page/],
    ['a page with a leading slash', { ...message, page: '/pages/index/index' }, 41030, /invalid page/],
    ['no miniprogram_state', { ...message, miniprogram_state: undefined }, 47003, /miniprogram_state/],
    ['a wrong language', { ...message, lang: 'zh' }, 47003, /lang/],
    [
      'an over-long field',
      withData({ thing1: { value: '券'.repeat(21) } }),
      47003,
      /argument invalid! data\.thing1\.value invalid/,
    ],
    [
      'a badly written time',
      withData({ time2: { value: '2026-01-05' } }),
      47003,
      /data\.time2\.value invalid/,
    ],
    ['an empty field', withData({ time2: { value: ' ' } }), 47003, /data\.time2\.value is empty/],
    [
      'a missing field',
      { ...message, data: { thing1: { value: 'a' } } },
      47003,
      /data\.time2\.value is empty/,
    ],
    ['a field beyond the template', withData({ thing9: { value: 'a' } }), 47003, /data\.thing9/],
    ['a value that is no text', withData({ thing1: { value: 5 } }), 47001, /data format/],
  ])('%s', async (_what, body, errcode, errmsg) => {
    const { api } = await accepted();
    expect(await api(path, body)).toMatchObject({ errcode, errmsg: expect.stringMatching(errmsg) as string });
  });
});

describe('faults', () => {
  test('an errcode does nothing; a lost answer did everything', async () => {
    const { api, faults, wechat } = await accepted();
    faults.add({ path, kind: 'errcode', errcode: 45009 });
    faults.add({ path, kind: 'drop-before', nth: 2 });
    faults.add({ path, kind: 'drop-after', nth: 3 });
    expect(await api(path, message)).toMatchObject({ errcode: 45009 });
    expect(await api(path, message)).toBe('dropped');
    expect(wechat.inboxOf(LIN)).toHaveLength(0);
    expect(await api(path, message)).toBe('dropped');
    expect(wechat.inboxOf(LIN)).toHaveLength(1);
    expect(await api(path, message)).toMatchObject({ errcode: 43101 });
  });

  test('a rule lasts as often as it says, and * means every path', async () => {
    const { api, call, faults } = await accepted();
    faults.add({ path: '*', kind: 'errcode', errcode: -1, times: 2 });
    expect(await call('/cgi-bin/stable_token', {})).toMatchObject({
      errcode: -1,
      errmsg: expect.stringMatching(/^system error/) as string,
    });
    expect(await call(path, {})).toMatchObject({ errcode: -1 });
    expect(await api(path, message)).toMatchObject({ errcode: 0 });
    expect(() => faults.add({ path, kind: 'errcode' })).toThrow('errcode is required');
  });
});

test('a snapshot brings everything back; reset forgets everything', async () => {
  const { api, local, token, wechat } = await accepted();
  await api(path, message);
  await local('/subscribe', accept);
  const [before, oldToken] = [wechat.snapshot(), await token()];
  wechat.reset();
  expect(wechat.inboxOf(LIN)).toEqual([]);
  wechat.restore(before);
  expect(await token()).toBe(oldToken);
  expect(wechat.inboxOf(LIN)).toHaveLength(1);
  expect(await api(path, message)).toMatchObject({ errcode: 0, msgid: 2 });
});

test('reading marks messages read', async () => {
  const { api, local, wechat } = await accepted();
  await api(path, message);
  await local('/inbox/read', { openid: LIN });
  expect(wechat.inboxOf(LIN)).toMatchObject([{ read: true }]);
});
