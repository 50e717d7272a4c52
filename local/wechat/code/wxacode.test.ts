import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { APPID, testWechat } from '../test-sandbox';
import { decodeWxacode, encodeWxacode } from './wxacode-text';

const path = '/wxa/getwxacodeunlimit';
const page = 'pages/landing/index';

async function draw(body: object): Promise<object> {
  const { wechat, token } = testWechat();
  const response = await wechat.routes.request(`${path}?access_token=${await token()}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (response.headers.get('content-type') !== 'image/png') return (await response.json()) as object;
  const { width, height, data } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
  return { width, height, text: jsQR(new Uint8ClampedArray(data), width, height)?.data };
}

describe('the picture', () => {
  test.each([280, 430, 1280])('%d pixels wide, an independent reader finds scene and page', async (width) => {
    const scene = 'g=Ab12Cd34';
    const text = encodeWxacode({ appid: APPID, page, scene, envVersion: 'release' });
    expect(await draw({ scene, page, width })).toEqual({ width, height: width, text });
  });

  test('the longest scene with every special character still reads at the smallest width', async () => {
    const scene = "aZ0!#$&'()*+,/:;=?@-._~";
    const picture = (await draw({ scene, page, width: 280, env_version: 'trial' })) as { text: string };
    expect(decodeWxacode(picture.text)).toEqual({ appid: APPID, page, scene, envVersion: 'trial' });
    const longest = 'x'.repeat(32);
    const long = (await draw({ scene: longest, page, width: 280 })) as { text: string };
    expect(decodeWxacode(long.text)?.scene).toBe(longest);
  });

  test('colour may be chosen', async () => {
    const picture = await draw({ scene: 'a', page, line_color: { r: '15', g: '75', b: '70' } });
    expect(picture).toMatchObject({ text: expect.stringContaining('scene=a') as string });
  });
});

describe('refusals', () => {
  test.each([
    ['no scene', { page }, 40169],
    ['an empty scene', { page, scene: '' }, 40169],
    ['33 characters', { page, scene: 'x'.repeat(33) }, 40169],
    ['a percent sign', { page, scene: 'g%3D1' }, 40169],
    ['Chinese', { page, scene: '团' }, 40169],
    ['a space', { page, scene: 'a b' }, 40169],
    ['the reserved name', { page, scene: 'scancode_time=1' }, 85096],
    ['an unknown page', { page: 'pages/none/index', scene: 'a' }, 41030],
    ['a leading slash', { page: `/${page}`, scene: 'a' }, 41030],
    ['a leading slash even unchecked', { page: `/${page}`, scene: 'a', check_path: false }, 41030],
    ['a query in the page', { page: `${page}?a=1`, scene: 'a' }, 41030],
    ['279 pixels', { page, scene: 'a', width: 279 }, 40097],
    ['1281 pixels', { page, scene: 'a', width: 1281 }, 40097],
    ['an unknown version', { page, scene: 'a', env_version: 'beta' }, 40097],
  ])('%s', async (_what, body, errcode) => {
    expect(await draw(body)).toMatchObject({ errcode });
  });

  test('an unknown page passes unchecked, and without a page the code opens the first one', async () => {
    expect(await draw({ scene: 'a', page: 'pages/later/index', check_path: false })).toMatchObject({
      text: `weapp://${APPID}/pages/later/index?scene=a`,
    });
    expect(await draw({ scene: 'a' })).toMatchObject({ text: `weapp://${APPID}/pages/index/index?scene=a` });
  });
});

test.each([
  ['https://example.com/'],
  ['weapp://wx1/pages/a?scene='],
  ['weapp://wx1/pages/a?scene=%E0%A4%A'],
  [''],
])('%j is no code of ours', (text) => expect(decodeWxacode(text)).toBeNull());

test('the poster route serves the same picture without a token', async () => {
  const { wechat } = testWechat();
  const response = await wechat.local.request(`/leader-code.png?scene=g=Ab12&page=${page}&width=300`);
  const { width, height, data } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(
    `weapp://${APPID}/${page}?scene=g%3DAb12`,
  );
  expect((await wechat.local.request('/leader-code.png?scene=%25')).status).toBe(400);
});
