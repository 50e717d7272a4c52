import { DAY_MS, HOUR_MS, instant, MINUTE_MS, chinaTimeText } from '../../contracts/primitives/time';
import { CAMPAIGN_TEMPLATE } from '../../local/seed/demo-settings';
import type { LocalCloud } from '../../local/server';
import { documentsOf, NOON, phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const SEND = '/cgi-bin/message/subscribe/send';

/** Credits, routing, quiet hours, WeChat's refusals, and a push with a second person's approval (product.md, J7). */
export async function tellMessages(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('消息：订阅次数 → 选渠道 → 免打扰 → 微信拒收 → 商家推送');
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  await grantAndSpend(story, cloud, lin);
  await keepQuiet(story, cloud, lin);
  await push(story, cloud, lin);
}

const sweepAt = async (cloud: LocalCloud, sinceNoonMs: number): Promise<string> => {
  cloud.moveClock(NOON + sinceNoonMs);
  await cloud.triggerTimers();
  return chinaTimeText(instant(cloud.clock.now()));
};

async function grantAndSpend(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  await lin.allowReminders(2);
  const left = async () => (await lin.message.readSettings({})).kinds[0]?.sendsLeft;
  story.step('顾客小林', '入会后同意提醒两次', `还可收到 ${await left()} 次微信提醒`);
  story.expect('two sends are granted', await left(), 2);
  const again = await lin.message.readPrompt({ moment: 'claim' });
  story.expect('she is not asked again the same day', again.templateIds, []);

  cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: -1 });
  const at = await sweepAt(cloud, 90 * MINUTE_MS);
  story.step('时间', `来到 ${at}`, '微信系统繁忙（-1），稍后再试');
  story.expect('it waits for the next try', documentsOf(cloud, 'messages')[0]?.delivery, 'retrying');
  await sweepAt(cloud, 91 * MINUTE_MS);
  story.step('时间', '一分钟后', `小林收到「${lin.serviceNotifications()[0]?.title}」`);
  story.expect('it arrived, once', lin.serviceNotifications().length, 1);
  story.expect('one send is spent', await left(), 1);

  cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: 43101 });
  await sweepAt(cloud, 22 * HOUR_MS);
  story.step('时间', '第二天 10 点', '微信说没有剩余次数（43101）：留在小程序消息，次数归零');
  story.expect('our count follows WeChat’s', await left(), 0);
}

async function keepQuiet(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  await lin.message.saveSettings({ mutedKinds: [], quietHours: { fromMinute: 11 * 60, toMinute: 14 * 60 } });
  await lin.allowReminders(1);
  await sweepAt(cloud, 2 * DAY_MS);
  story.step('顾客小林', '把 11:00–14:00 设成免打扰；三天券的提醒正好 12:00 到点');
  story.expect('nothing comes at noon', lin.serviceNotifications().length, 1);
  await sweepAt(cloud, 2 * DAY_MS + 2 * HOUR_MS);
  story.step('时间', '14:00', `收到「${lin.serviceNotifications()[0]?.fields[0]?.value}」`);
  story.expect('it was moved, not dropped', lin.serviceNotifications().length, 2);
}

async function push(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  const operator = phoneOf(cloud, 'operator-he').message;
  const create = async (body: string) => {
    const text = { title: '周六会员日', body };
    const { push: made } = await operator.createPush({ kind: 'campaign', audience: {}, text, sendAt: null });
    return (await operator.previewPush({ pushId: made.id })).push;
  };
  const bad = await create('转发给三位好友才能领券');
  story.step('运营小何', '写了一条推送', ...bad.lint.map(({ text }) => text));
  const refused = await operator.submitPush({ pushId: bad.id, confirmRepeat: false }).then(
    () => 'sent',
    ({ code }: { code: string }) => code,
  );
  story.expect('forced sharing cannot be sent', refused, 'push_text_forbidden');

  await lin.allowReminders(1, [CAMPAIGN_TEMPLATE]);
  const good = await create('本周六会员全场 95 折');
  const { reach, total } = good.preview;
  story.step('运营小何', '改好再预览', `共 ${total} 人：微信 ${reach.wechat}，只在小程序 ${reach.inbox}`);
  await operator.submitPush({ pushId: good.id, confirmRepeat: false });
  await sweepAt(cloud, 2 * DAY_MS + 3 * HOUR_MS);
  const { push: done } = await operator.readPush({ pushId: good.id });
  story.step('运营小何', '看结果', `${done.done} / ${done.preview.total} 人`, JSON.stringify(done.results));
  story.expect('everybody was reached', [done.status, done.done], ['done', 1]);
  story.expect('by WeChat', lin.serviceNotifications()[0]?.fields[0]?.value, '周六会员日');
  const again = await create('本周六会员全场 95 折');
  const repeated = await operator.submitPush({ pushId: again.id, confirmRepeat: false }).then(
    () => 'sent',
    ({ code }: { code: string }) => code,
  );
  story.step('运营小何', '又发了一遍同样的', '最近 7 天发过同样的推送');
  story.expect('the same push twice is refused', repeated, 'push_repeated');
}
