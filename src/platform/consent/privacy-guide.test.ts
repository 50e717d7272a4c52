import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PRIVACY_GUIDE, privacySummary } from './privacy-guide';

/** WeChat's table of guarded APIs, by the kind of data that has to be declared for them. */
const GUARDED: Readonly<Record<string, RegExp>> = {
  手机号: /\bgetPhoneNumber\b|\bgetRealtimePhoneNumber\b/,
  '昵称、头像': /\bchooseAvatar\b|type="nickname"|\bgetUserInfo\b|\bgetUserProfile\b/,
  剪切板: /\b[sg]etClipboardData\b/,
  '相册（仅写入）': /\bsave(Image|Video)ToPhotosAlbum\b/,
  位置信息: /\b(getLocation|getFuzzyLocation|choosePoi|chooseLocation|startLocationUpdate(Background)?)\b/,
  地址: /\bchooseAddress\b/,
  选中的照片或视频信息: /\b(chooseImage|chooseMedia|chooseVideo)\b/,
  选中的文件: /\bchooseMessageFile\b/,
  摄像头: /\b(createCameraContext|createVKSession|createLivePusherContext)\b|<Camera\b/,
  麦克风: /\b(startRecord|getRecorderManager|joinVoIPChat)\b/,
  蓝牙: /\b(openBluetoothAdapter|createBLEPeripheralServer)\b/,
  '通讯录（仅写入）': /\baddPhoneContact\b/,
  '日历（仅写入）': /\baddPhone(Repeat)?Calendar\b/,
  微信运动步数: /\bgetWeRunData\b/,
  发票: /\bchooseInvoice(Title)?\b/,
  车牌号: /\bchooseLicensePlate\b/,
  传感器: /\bstart(Accelerometer|Compass|DeviceMotionListening|Gyroscope)\b/,
};

const SOURCES = path.resolve(__dirname, '../..');
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(SOURCES, file), 'utf8'));

describe('the privacy guide', () => {
  it('declares what the code calls, and nothing else', () => {
    expect(sources.length).toBeGreaterThan(200);
    const called = Object.entries(GUARDED)
      .filter(([, api]) => sources.some((source) => api.test(source)))
      .map(([data]) => data);
    expect(PRIVACY_GUIDE.map(({ data }) => data).sort()).toEqual(called.sort());
  });

  it('is told to the merchant who fills in WeChat’s form', () => {
    const manual = readFileSync(path.resolve(SOURCES, '../docs/operations.md'), 'utf8');
    expect(PRIVACY_GUIDE.filter(({ data }) => !manual.includes(data))).toEqual([]);
  });

  it('is said in one sentence to whoever asks', () => {
    PRIVACY_GUIDE.forEach(({ data }) => expect(privacySummary()).toContain(data));
  });
});
