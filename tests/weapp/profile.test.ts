import * as z from 'zod';
import { DAY_MS } from '../../contracts/primitives/time';
import { MOST_PICTURE_TEXT } from '../../contracts/primitives/upload-size';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** 会员资料 in the built mini-program, against the real functions and the local storage. */
let functions: LocalFunctions;
const PROFILE = 'shopper/pages/profile/index';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');
const ON_PHONE = 'wxfile://tmp/avatar.png';

beforeAll(async () => {
  functions = await startLocalFunctions();
  const join = { op: 'join', input: { leaderCode: null, phoneCode: null }, requestId: 'weapp-profile-1' };
  z.object({ ok: z.literal(true) }).parse(
    await functions.phoneOf('shopper-lin')({ name: 'member', data: join }),
  );
});
afterAll(() => functions.close());

async function open(path = PROFILE, options: Partial<LaunchOptions> = {}): Promise<MiniProgram> {
  const mp = await launchMiniProgram({ callFunction: functions.phoneOf('shopper-lin'), path, ...options });
  mp.files.set(ON_PHONE, PNG);
  return mp;
}
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
async function passTime() {
  functions.cloud.moveClock(functions.cloud.clock.now() + 60_000);
  await functions.cloud.runTimers();
}

describe('会员资料', () => {
  it('from 我的, each field with its reason and what completing them earns', async () => {
    const mp = await open('pages/me/index');
    await mp.tap('#profile');
    expect(mp.page().route).toBe(PROFILE);
    shows(mp, '还差昵称、头像、生日，填完整送 30 积分；不填也不影响用卡', '一年只能改一次', '选填');
    expect(mp.errors).toEqual([]);
  });

  it('the nickname is taken from the submit; one that WeChat emptied is not saved', async () => {
    const mp = await open();
    await mp.fire('#nickname', 'input', { value: '坏名字' });
    await mp.fire('form', 'submit', { value: { nickname: '' } });
    shows(mp, '这个昵称没有通过微信的检查');
    await mp.fire('#nickname', 'input', { value: '林小满' });
    await mp.tap('#gender-female');
    await mp.fire('#birthday', 'change', { value: '1958-05-01' });
    await mp.fire('form', 'submit', { value: { nickname: '林小满' } });
    shows(mp, '已保存', '还差头像');
    await mp.go('reLaunch', '/pages/me/index');
    shows(mp, '林小满');
    expect(mp.errors).toEqual([]);
  });

  it('a picture is read, sent, waits for its check, and is shown on 我的', async () => {
    const mp = await open();
    await mp.fire('#choose-avatar', 'chooseavatar', { avatarUrl: ON_PHONE });
    await mp.until('正在审核，通过前只有你自己看得到');
    await passTime();
    await mp.go('reLaunch', `/${PROFILE}`);
    shows(mp, '资料已完整，30 积分已送');
    await mp.go('reLaunch', '/pages/me/index');
    const [picture] = mp.findAll('image');
    expect(JSON.stringify(picture?.node)).toContain('/storage/');
    expect(mp.errors).toEqual([]);
  });

  it('one that is too large is made smaller first, and refused when that does not help', async () => {
    const mp = await open(PROFILE, {
      answers: { compressImage: () => ({ tempFilePath: 'wxfile://small' }) },
    });
    mp.files.set(ON_PHONE, 'A'.repeat(MOST_PICTURE_TEXT + 4));
    mp.files.set('wxfile://small', 'A'.repeat(MOST_PICTURE_TEXT + 4));
    await mp.fire('#choose-avatar', 'chooseavatar', { avatarUrl: ON_PHONE });
    await mp.until('这张图片太大，请换一张');
    mp.files.set('wxfile://small', PNG);
    await mp.fire('#choose-avatar', 'chooseavatar', { avatarUrl: ON_PHONE });
    await mp.until('正在审核');
    expect(mp.errors).toEqual([]);
  });

  it('is taken off at a tap', async () => {
    const mp = await open();
    await mp.tap('#remove-avatar');
    await mp.until('选择头像');
    functions.cloud.moveClock(functions.cloud.clock.now() + DAY_MS);
    await functions.cloud.runTimers();
    await mp.go('reLaunch', '/pages/me/index');
    expect(mp.findAll('image')).toEqual([]);
  });
});
