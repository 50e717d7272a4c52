import { WechatError, WechatUnreachable } from '../../cloudfunctions/kit/wechat/wechat-error';
import { demoVariables } from '../../local/seed/demo-settings';
import { startJourney } from '../../tests/stage/stage';
import { askTradeManaged, tradeFinding } from './trade';

describe('the doctor on 发货信息管理', () => {
  it.each<[string, () => Promise<boolean>, boolean, string]>([
    ['open', async () => true, true, '已接入'],
    ['not open', async () => false, false, '货款会被冻结'],
    ['refused', async () => Promise.reject(new WechatError(40125, 'invalid appsecret')), false, '40125'],
    ['no answer', async () => Promise.reject(new WechatUnreachable('no answer')), false, '问不到微信'],
  ])('%s', async (_name, ask, ok, words) => {
    const finding = await tradeFinding(ask);
    expect([finding.ok, finding.chinese.includes(words)]).toEqual([ok, true]);
  });

  it('asks nothing of settings that are not complete', () => expect(askTradeManaged({})).toBeNull());

  it('asks WeChat itself', async () => {
    const cloud = await startJourney();
    try {
      const ask = askTradeManaged(demoVariables(cloud.url));
      if (!ask) throw new Error('the demo is complete');
      expect((await tradeFinding(ask)).ok).toBe(true);
      cloud.wechat.state.isTradeManaged = false;
      expect((await tradeFinding(ask)).ok).toBe(false);
    } finally {
      await cloud.close();
    }
  });
});
