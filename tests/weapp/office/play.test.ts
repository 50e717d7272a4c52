import { DAY_MS } from '@contracts/primitives/time';
import { join } from '../../stage/identity-stage';
import { chinaTime } from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from '../harness/mini-program';

/** The built mini-program against the real functions: 签到, as the operator decides it and as members play it. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  functions.cloud.moveClock(chinaTime('2026-11-23'));
  await join(phoneOf(functions.cloud, 'shopper-lin'));
});
afterAll(() => functions.close());

const CHECK_IN = 'shopper/pages/check-in/index';
const PLAY = 'merchant/pages/play/index';
const RULE = 'merchant/pages/check-in-rule/index';
const open = (personaId: string, path: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path, ...options });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const inForce = () => documentsOf(functions.cloud, 'playRules').find(({ _id }) => _id === 'check_in');

describe('before there is a rule', () => {
  it('the page of check-ins says so, home shows none; a guest is invited to join', async () => {
    const lin = await open('shopper-lin', CHECK_IN);
    shows(lin, '现在没有福利活动');
    const home = await open('shopper-lin', 'pages/home/index');
    expect(home.has('#check-in')).toBe(false);
    const guest = await open('leader-chen', CHECK_IN);
    await guest.tap('#go-join');
    expect(guest.page().route).toBe('pages/join/index');
  });

  it.each([PLAY, RULE])('%s is the operator’s', async (page) => {
    shows(await open('shopper-lin', page), '这里是运营的页面');
  });
});

describe('the operator’s rule', () => {
  it('says what is wrong, then is published, and the workbench shows it as members read it', async () => {
    const mp = await open('operator-he', 'merchant/pages/workbench/index');
    await mp.tap('#play');
    expect(mp.page().route).toBe(PLAY);
    shows(mp, '还没有规则');
    await mp.tap('#edit-check-in');
    expect(mp.page().route).toBe(RULE);
    await mp.fire('#prize-amount-day-0', 'input', { value: '' });
    await mp.tap('#publish');
    shows(mp, '还差：第 1 天的奖励', '请填 1 到 100000 的整数');
    await mp.fire('#prize-amount-day-0', 'input', { value: '5' });
    await mp.tap('#publish');
    shows(mp, '发布第 1 版？');
    await mp.tap('#sure-yes');
    expect(inForce()).toMatchObject({
      version: 1,
      rule: { isOn: true, ladder: [{ points: 5 }, {}, {}, {}, {}, {}, {}] },
    });
    const play = await open('operator-he', PLAY);
    shows(play, '开放中', '第 1 天 5 积分', '连续签到满 30 天', '第 1 版');
    expect([...mp.errors, ...play.errors]).toEqual([]);
  });

  it('who comes second overrules nobody', async () => {
    const [first, second] = [await open('operator-he', RULE), await open('operator-he', RULE)];
    for (const mp of [first, second]) {
      await mp.fire('#make-up-points', 'input', { value: mp === first ? '3' : '4' });
      await mp.tap('#publish');
      await mp.tap('#sure-yes');
    }
    shows(second, '规则刚被别人改过');
    expect(inForce()).toMatchObject({ version: 2, rule: { makeUp: { points: 3 } } });
  });
});

describe('a shopper’s month', () => {
  it('from home: one tap is one day, its points are there at once, tomorrow is foretold', async () => {
    const mp = await open('shopper-lin', 'pages/home/index');
    shows(mp, '今天还没签到');
    await mp.tap('#check-in');
    expect(mp.page().route).toBe(CHECK_IN);
    shows(
      mp,
      '2026年11月',
      '今天签到得 5 积分',
      '明天再签就连续 2 天，得 2 积分',
      '签到得到的积分和券会记在这里',
    );
    await mp.tap('#check-in');
    shows(mp, '签到成功，连续 1 天，得 5 积分', '今天已签到，得 5 积分', '已到账');
    expect(mp.has('#check-in')).toBe(false);
    expect(documentsOf(functions.cloud, 'checkIns')).toMatchObject([{ given: 1, owedSince: null }]);
    expect(mp.errors).toEqual([]);
  });

  it('a missed day is made up for points, asked about first; said when points are missing', async () => {
    functions.cloud.moveClock(functions.cloud.clock.now() + 2 * DAY_MS);
    const mp = await open('shopper-lin', CHECK_IN);
    await mp.tap('#check-in');
    shows(mp, '本月还能补 2 次，每次 3 积分');
    await mp.tap('#make-up-2026-11-24');
    shows(mp, '补签 11月24日？', '用 3 积分。补签后不能撤销。');
    await mp.tap('#sure-no');
    expect(documentsOf(functions.cloud, 'checkIns')).toHaveLength(2);
    await mp.tap('#make-up-2026-11-24');
    await mp.tap('#sure-yes');
    shows(mp, '补签成功，连续 3 天');
    expect(mp.has('#make-up')).toBe(false);
    expect(mp.errors).toEqual([]);
  });

  it('without a network says so, tries again, and a lost answer is the same day', async () => {
    functions.cloud.moveClock(functions.cloud.clock.now() + DAY_MS);
    let offline = true;
    const online = functions.phoneOf('shopper-lin');
    const mp = await open('shopper-lin', CHECK_IN, {
      callFunction: (request) => (offline ? Promise.reject(new Error('no network')) : online(request)),
    });
    await mp.until('没有连上网络');
    offline = false;
    await mp.tap('#retry');
    await mp.tap('#check-in');
    shows(mp, '连续 4 天');
  });

  it('is closed at once when the operator stops it', async () => {
    const mp = await open('operator-he', PLAY);
    await mp.tap('#stop-check-in');
    shows(mp, '马上停止签到？');
    await mp.tap('#sure-yes');
    shows(mp, '已停止', '第 3 版');
    expect(inForce()).toMatchObject({ version: 3, rule: { isOn: false, makeUp: { points: 3 } } });
    shows(await open('shopper-lin', CHECK_IN), '现在没有福利活动');
    expect(mp.errors).toEqual([]);
  });
});
