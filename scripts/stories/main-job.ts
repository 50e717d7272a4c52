import { isLeaderCode } from '../../contracts/primitives/ids';
import { cardNumberText } from '../../contracts/primitives/codes/card-number';
import { yuanText } from '../../contracts/primitives/fen';
import {
  chinaTimeText,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  timeLeftText,
} from '../../contracts/primitives/time';
import type { CouponView } from '../../contracts/coupon/coupon';
import { decodeWxacode } from '../../local/wechat';
import type { LocalCloud } from '../../local/server';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../tests/stage/stage';
import { readQrCode } from '../../tests/stage/watch/read-qr-code';
import type { Storyteller } from './storyteller';

/** Scan → join → card → coupon ladder → reminders: the main job, as each person lives it (product.md, J1, J3, J7). */
export async function tellMainJob(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：扫码 → 入会 → 会员卡 → 券包倒计时 → 到期提醒');
  const code = await showLeaderCode(story, cloud);
  await joinByScanning(story, cloud, code);
  await tapAgain(story, cloud, code);
  await liveWithCoupons(story, cloud);
}

async function showLeaderCode(story: Storyteller, cloud: LocalCloud): Promise<string> {
  const shown = await phoneOf(cloud, 'leader-chen').leader.readMyCode({});
  const read = decodeWxacode(readQrCode(Buffer.from(shown.pngBase64, 'base64')));
  story.step(
    '团长陈姐',
    '打开「我的团码」',
    `${shown.leaderName} · ${shown.storeName} · 团码 ${shown.leaderCode}`,
  );
  story.expect(
    'an independent QR reader reads page and scene from the picture',
    [read?.page, read?.scene],
    [shown.page, shown.scene],
  );
  return shown.scene.replace('g=', '');
}

async function joinByScanning(story: Storyteller, cloud: LocalCloud, scanned: string): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const leaderCode = isLeaderCode(scanned) ? scanned : null;
  const landing = await lin.member.resolveCode({ leaderCode });
  story.step(
    '顾客小林',
    '扫团码，看到入会页',
    `${landing.brandName} · ${landing.leader?.storeName} · 团长 ${landing.leader?.name}`,
    `${landing.offer.plan.name} + ${landing.offer.packName}：`,
    ...landing.offer.coupons.map(
      ({ terms, validity }) =>
        `  ${terms.title}（${validity.kind === 'relative' ? `领取后 ${timeLeftText(validity.validForMs)} 内有效` : validity.kind}）`,
    ),
  );
  story.expect('four coupons are promised', landing.offer.coupons.length, 4);

  const joined = await lin.member.join({ leaderCode, phoneCode: await lin.phoneCode() });
  story.step(
    '顾客小林',
    '点「一键入会」，允许手机号',
    `会员卡 ${cardNumberText(joined.member.card.number)}（${joined.member.memberId}）手机 ${joined.member.phone}`,
    ...joined.coupons.map((coupon) => ticket(coupon, joined.now)),
  );
  story.expect('joined', joined.outcome, 'joined');
  story.expect(
    'the phone number is verified and masked',
    [joined.phone, joined.member.phone],
    ['verified', '138****8000'],
  );
  const ladder = joined.coupons.map(({ expiresAt }) => expiresAt - joined.now);
  story.expect('the ladder is 2 hours, 1 day, 3 days, 7 days', ladder, [
    2 * HOUR_MS,
    DAY_MS,
    3 * DAY_MS,
    7 * DAY_MS,
  ]);
  const { joinedThrough } = await lin.member.readProfile({});
  story.expect('the join is attributed to the leader', joinedThrough?.leaderName, '陈姐');
}

async function tapAgain(story: Storyteller, cloud: LocalCloud, scanned: string): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const leaderCode = isLeaderCode(scanned) ? scanned : null;
  const requestId = newTestRequest();
  const answers = await Promise.all(
    [1, 2, 3].map(() => lin.member.join({ leaderCode, phoneCode: null }, { requestId })),
  );
  story.step('顾客小林', '又扫了一次，连点三下', '你已是会员');
  story.expect(
    'nothing is issued again',
    answers.map(({ outcome }) => outcome),
    Array(3).fill('already_member'),
  );
  const counts = [documentsOf(cloud, 'members').length, documentsOf(cloud, 'coupons').length];
  story.expect('one member, four coupons', counts, [1, 4]);

  await lin.allowReminders(2);
  story.step('顾客小林', '关闭成功页时允许两次到期提醒');
  const [credit] = documentsOf(cloud, 'subscriptionCredits');
  story.expect('two messages may be sent', credit?.available, 2);
}

const LADDER: [sinceJoin: number, title: string, channel: 'wechat' | 'inbox'][] = [
  [2 * HOUR_MS - 30 * MINUTE_MS, '新人 3 元券', 'wechat'],
  [DAY_MS - 2 * HOUR_MS, '满 29 减 5', 'wechat'],
  [2 * DAY_MS, '满 59 减 10', 'inbox'],
  [6 * DAY_MS, '满 99 减 20', 'inbox'],
];

async function liveWithCoupons(story: Storyteller, cloud: LocalCloud): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  for (const [sinceJoin, title, channel] of LADDER) {
    cloud.moveClock(NOON + sinceJoin - MINUTE_MS);
    await cloud.runTimers();
    const before = (await lin.message.listInbox({ cursor: null })).messages.length;
    cloud.moveClock(NOON + sinceJoin);
    await cloud.runTimers();
    const { messages } = await lin.message.listInbox({ cursor: null });
    const [latest] = messages;
    story.step(
      '时间',
      `来到 ${chinaTimeText(instant(cloud.clock.now()))}`,
      `小林收到「${latest?.title}」（${latest?.channel === 'wechat' ? '微信服务通知' : '小程序消息'}）${latest?.lines.join('；')}`,
      `消息 ${latest?.id}`,
    );
    story.expect(
      `one new message, about ${title}`,
      [messages.length - before, latest?.lines[0]?.includes(title)],
      [1, true],
    );
    story.expect(
      channel === 'wechat' ? 'sent by WeChat with a granted send' : 'no send is left: it waits in the inbox',
      latest?.channel,
      channel,
    );
  }
  const expired = await lin.coupon.listMine({ state: 'expired', cursor: null });
  story.step(
    '顾客小林',
    '看「已过期」',
    ...expired.coupons.map(({ terms, unusableReason }) => `${terms.title}：${unusableReason}`),
  );
  story.expect('three have run out, the last is still usable', expired.coupons.length, 3);
  story.expect('WeChat delivered exactly two', lin.serviceNotifications().length, 2);
}

const ticket = ({ id, terms, expiresAt }: CouponView, now: number): string =>
  `¥${yuanText(terms.amountFen)} ${terms.title}，还剩 ${timeLeftText(expiresAt - now)}（${id}）`;
