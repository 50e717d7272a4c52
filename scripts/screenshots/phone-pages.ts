import { HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import { demoPerson } from '../../local/seed/demo-people';
import { documentsOf, NOON, phoneOf } from '../../tests/stage/stage';
import type { Camera, Shot } from './camera';
import { takeMorePages } from './more-pages';
import { takeOrderPages } from './order-pages';
import { takePlayPages } from './play-pages';
import { join, comeToRest } from './simulator';
import { takeStaffPages } from './staff-pages';
import { takeTierPages } from './tier-pages';

const LANDING = `pages/join/index?scene=${encodeURIComponent(`g=${DEMO_LEADER_CODE}`)}`;

/** As a newcomer sees them: nobody has joined yet. */
const guestShots: Shot[] = [
  { name: 'landing', persona: 'shopper-lin', page: LANDING },
  { name: 'guest-home', persona: 'shopper-lin', page: 'pages/home/index' },
  { name: 'guest-inbox', persona: 'shopper-lin', page: 'pages/inbox/index' },
  { name: 'leader-code', persona: 'leader-chen', page: 'leader/pages/leader-code/index' },
];

const memberShots = (couponId: string): Shot[] => [
  { name: 'landing-member', persona: 'shopper-lin', page: LANDING },
  { name: 'home', persona: 'shopper-lin', page: 'pages/home/index' },
  { name: 'coupons', persona: 'shopper-lin', page: 'shopper/pages/coupons/index' },
  { name: 'coupon', persona: 'shopper-lin', page: `shopper/pages/coupon/index?id=${couponId}` },
  { name: 'inbox', persona: 'shopper-lin', page: 'pages/inbox/index' },
  { name: 'me', persona: 'shopper-lin', page: 'pages/me/index' },
  { name: 'profile', persona: 'shopper-lin', page: 'shopper/pages/profile/index' },
  { name: 'member-code', persona: 'shopper-lin', page: 'shopper/pages/member-code/index' },
  { name: 'invite', persona: 'shopper-lin', page: 'shopper/pages/invite/index' },
  { name: 'poster', persona: 'shopper-lin', page: 'shopper/pages/poster/index' },
  { name: 'invite-rule', persona: 'operator-he', page: 'merchant/pages/invites/index' },
];

/** After another shopper verified the same phone number. */
const recycledShots: Shot[] = [
  { name: 'identity', persona: 'shopper-lin', page: 'shopper/pages/identity/index' },
  { name: 'identity-decisions', persona: 'operator-he', page: 'merchant/pages/identity-decisions/index' },
];

/** After staff found the two to be one person. */
const mergedShots: Shot[] = [
  { name: 'identity-merged', persona: 'shopper-wang', page: 'shopper/pages/identity/index' },
  { name: 'merges', persona: 'operator-he', page: 'merchant/pages/merges/index' },
];

/** Every page of the mini-program, each as the person it is for, once before the camera. */
export async function takePhonePages(camera: Camera): Promise<void> {
  const { cloud, take } = camera;
  for (const shot of guestShots) await take(shot);
  await takeJoining(camera);
  await join(cloud, 'shopper-lin'); // already a member by now: what is new is the subscription
  cloud.moveClock(NOON + 2 * HOUR_MS - 30 * MINUTE_MS);
  await cloud.runTimers();
  const [coupon] = documentsOf(cloud, 'coupons');
  for (const shot of memberShots(coupon?._id ?? '')) await take(shot);
  await takePointsPages(camera);
  await takeOrderPages(camera);
  await takeStaffPages(camera);
  await takeMorePages(camera);
  const wang = phoneOf(cloud, 'shopper-wang');
  const phoneCode = await wang.phoneCode(demoPerson('shopper-lin').phone);
  await wang.member.join({ leaderCode: null, phoneCode });
  for (const shot of recycledShots) await take(shot);
  const { identityMap } = phoneOf(cloud, 'operator-he');
  const { decisions } = await identityMap.listDecisions({ status: 'open', cursor: null });
  for (const { decisionId } of decisions)
    await identityMap.decide({ decisionId, verdict: 'same_person', reason: '核对过证件' });
  for (const shot of mergedShots) await take(shot);
  await takePlayPages(camera);
  await takeTierPages(camera);
}

/** Points of somebody who was given some, spent some and waits to pick something up. */
async function takePointsPages({ cloud, take }: Camera): Promise<void> {
  const lin = phoneOf(cloud, 'shopper-lin');
  const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
  const gift = { cardNumber: member.card.number, points: 1880, reason: '开业补贴' };
  await phoneOf(cloud, 'operator-he').points.adjust(gift);
  const { rewards } = await lin.points.listRewards({ cursor: null });
  const eggs = rewards.find(({ kind }) => kind === 'goods');
  const [storeId] = eggs?.stores.map(({ id }) => id) ?? [];
  if (!eggs || !storeId) throw new Error('no goods');
  const wish = { rewardId: eggs.id, skuId: eggs.skus[0]?.id ?? '', storeId, quantity: 1 };
  const { redemption } = await lin.points.exchange(wish);
  const shots = {
    points: 'shopper/pages/points/index',
    'points-entries': 'shopper/pages/points-entries/index',
    mall: 'shopper/pages/mall/index',
    reward: 'shopper/pages/exchange/index?id=rwd_bag',
    redemption: `shopper/pages/redemption/index?id=${redemption.id}`,
    redemptions: 'shopper/pages/redemptions/index',
  };
  for (const [name, path] of Object.entries(shots)) await take({ name, persona: 'shopper-lin', page: path });
  await take({
    name: 'pick-up',
    persona: 'clerk-zhou',
    page: 'merchant/pages/pick-up/index',
  });
  await take({ name: 'at-counter', persona: 'clerk-zhou', page: 'merchant/pages/at-counter/index' });
  for (const name of ['points-rule', 'rewards', 'edit-reward', 'points-adjust'])
    await take({
      name: `m-${name}`,
      persona: 'operator-he',
      page: `merchant/pages/${name}/index`,
    });
}

/** The sheets on the way and the success page. */
async function takeJoining({ page, open, save }: Camera): Promise<void> {
  await open({ name: 'joining', persona: 'shopper-lin', page: LANDING });
  await page.getByText('一键入会').click();
  const privacy = page.getByRole('dialog', { name: '用户隐私保护提示' });
  await privacy.waitFor();
  await comeToRest(page); // the sheet slides in
  await save('privacy');
  await privacy.getByRole('button', { name: '同意' }).click();
  const phone = page.getByRole('dialog', { name: '申请获取并验证你的手机号' });
  await phone.waitFor();
  await comeToRest(page);
  await save('phone-number');
  await phone.getByRole('button', { name: '允许', exact: true }).click();
  await page.getByText('入会成功').waitFor();
  await comeToRest(page);
  await save('joined');
}
