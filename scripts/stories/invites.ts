import { DAY_MS } from '../../contracts/primitives/time';
import {
  invitedSums,
  inviterOf,
  joinThrough,
  order,
  pass,
  refundAll,
  someone,
} from '../../tests/stage/invite-stage';
import type { LocalCloud } from '../../local/server';
import { phoneOf } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

/** Share → join → both rewarded → order → refund → taken back; who does not count and why (product.md, J5). */
export async function tellInvites(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：邀请 → 好友入会 → 两人得奖励 → 首单 → 退款 → 收回');
  const lin = await inviterOf(cloud, 'lin');
  await lin.phone.referral.saveName({ shownName: '小林' });
  const home = await lin.phone.referral.readHome({});
  story.step('会员小林', '打开邀请有礼，先看到全部规则', ...(home.rule?.lines ?? []));
  story.expect(
    'sharing itself earns nothing, and the page says so',
    Boolean(home.rule?.lines.some((line) => line.includes('分享本身没有奖励'))),
    true,
  );
  story.expect('the code says nothing about the member', lin.memberId.includes(lin.code), false);

  const wang = await joinThrough(cloud, 'wang', lin.code);
  story.step(
    '王阿姨',
    '打开小林的卡片',
    `${wang.opened.inviter?.name} 邀请你入会`,
    ...wang.opened.inviteeLines,
  );
  await pass(cloud);
  const sums = () => invitedSums(cloud, [lin.memberId, wang.memberId]);
  story.step('一分钟后', '入会奖励到账', `小林 +${sums()[0]}，王阿姨 +${sums()[1]}`);
  story.expect('both are rewarded for joining', sums(), [20, 30]);

  const paid = await order(cloud, wang.phone, 3000);
  const [waiting] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
  story.step('王阿姨', '首单 30 元', `小林看到：${waiting?.name}，${waiting?.progress}`);
  story.expect('the first-order reward waits for the refund window', sums(), [20, 30]);
  await pass(cloud, 7 * DAY_MS);
  story.step('七天后', '首单奖励到账', `小林 ${sums()[0]}，王阿姨 ${sums()[1]}`);
  story.expect('both get the first-order reward', sums(), [120, 80]);

  await refundAll(cloud, paid);
  await pass(cloud);
  const [after] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
  const reversed = after?.rewards.find(({ event }) => event === 'first_order');
  story.step('店员小周', '全额退款', `小林看到：${reversed?.title} ${reversed?.reason?.text}`);
  story.expect('what the order gave is taken back', sums(), [20, 30]);

  await refusals(story, cloud, lin, wang);
}

async function refusals(
  story: Storyteller,
  cloud: LocalCloud,
  lin: Awaited<ReturnType<typeof inviterOf>>,
  wang: Awaited<ReturnType<typeof joinThrough>>,
): Promise<void> {
  const back = await wang.phone.referral.readHome({});
  await lin.phone.referral.openInvite({ inviteCode: back.inviteCode, leaderCode: null });
  const [mutual] = (await wang.phone.referral.listFriends({ cursor: null })).friends;
  story.step('小林', '打开王阿姨回发的卡片', `王阿姨看到：${mutual?.reason?.text}`);
  story.expect('a reciprocal pair is refused by name', mutual?.reason?.code, 'reciprocal_pair');

  for (let number = 1; number <= 7; number += 1) await joinThrough(cloud, `n${number}`, lin.code);
  await pass(cloud);
  const operator = phoneOf(cloud, 'operator-he');
  const { referrals } = await operator.referral.listHeld({ cursor: null });
  story.step('运营小何', '看待核实的邀请', `${referrals.length} 位：半小时内第 7 位起先核实`);
  story.expect('the burst is held, not dropped', referrals.length, 1);
  for (const { referralId } of referrals)
    await operator.referral.decideHeld({ referralId, decision: 'approve', reason: '小区活动，核实过' });
  await pass(cloud);
  story.expect('approved, it counts', invitedSums(cloud, [lin.memberId]), [20 + 7 * 20]);

  const second = await joinThrough(cloud, 'lin-2', lin.code, 'u-lin');
  await pass(cloud);
  await someone(cloud, 'lin', 'u-lin').identityMap.linkMine({});
  await pass(cloud);
  const friends = (await lin.phone.referral.listFriends({ cursor: null })).friends;
  const own = friends.find(({ reason }) => reason?.code === 'self');
  story.step('小林', '用第二个微信号自己邀请自己', `合并后：${own?.reason?.text}`);
  story.expect(
    'nobody is their own inviter',
    invitedSums(cloud, [lin.memberId, second.memberId]).reduce((a, b) => a + b, 0),
    160,
  );
}
