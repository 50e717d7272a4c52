import { LIN, testWechat } from '../test-sandbox';

/** Content security refuses what WeChat refuses (platform-facts, section 9). */
describe('the sandbox of content security', () => {
  const TEXT = { version: 2, openid: LIN, scene: 2, content: '新鲜蔬菜' };
  const PICTURE = {
    version: 2,
    openid: LIN,
    scene: 1,
    media_url: 'https://example.com/a.png',
    media_type: 2,
  };
  const errcode = (value: number): unknown => expect.objectContaining({ errcode: value });
  function visited() {
    const scene = testWechat();
    scene.wechat.visited(LIN);
    return {
      ...scene,
      check: (change: object = {}) => scene.api('/wxa/msg_sec_check', { ...TEXT, ...change }),
    };
  }

  it.each([
    ['新鲜蔬菜', 'pass'],
    ['存疑的话', 'review'],
    ['违规的话', 'risky'],
  ])('%s: %s', async (content, suggest) => {
    expect(await visited().check({ content })).toMatchObject({ errcode: 0, result: { suggest } });
  });

  it.each([
    ['no version', { version: undefined }, 47001],
    ['version 1', { version: 1 }, 47001],
    ['an unknown scene', { scene: 5 }, 47001],
    ['nothing', { content: '' }, 47001],
    ['too much', { content: 'a'.repeat(2501) }, 47001],
    ['a signature outside the profile', { signature: 'x' }, 47001],
    ['no openid', { openid: '!' }, 40003],
  ])('refuses: %s', async (_name, change, expected) => {
    expect(await visited().check(change)).toEqual(errcode(expected));
  });

  it('takes 2500 characters, and a signature in the profile', async () => {
    const { check } = visited();
    expect(await check({ content: 'a'.repeat(2500), scene: 1, signature: 'x' })).toEqual(errcode(0));
  });

  it('wants the writer to have been here within two hours', async () => {
    const { check, clock, api } = visited();
    clock.now += 2 * 3_600_000 - 1;
    expect(await check()).toEqual(errcode(0));
    clock.now += 1;
    expect(await check()).toEqual(errcode(61010));
    expect(await api('/wxa/msg_sec_check', { ...TEXT, openid: 'openid-stranger' })).toEqual(errcode(61010));
  });

  it('a picture is looked at later, under its trace id', async () => {
    const { api, wechat } = visited();
    expect(await api('/wxa/media_check_async', { ...PICTURE, media_url: 'cloud://a.png' })).toEqual(
      errcode(47001),
    );
    const answer = await api('/wxa/media_check_async', PICTURE);
    expect(wechat.state.pictureChecks).toMatchObject([{ url: PICTURE.media_url }]);
    expect(answer).toMatchObject({ errcode: 0, trace_id: wechat.state.pictureChecks[0]?.traceId });
  });
});
