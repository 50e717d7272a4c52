import type { MemberId } from '@contracts/primitives/ids';
import { actionWords } from '@contracts/primitives/words/action-words';
import { factWords } from '@contracts/primitives/words/fact-words';
import { chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { factKinds } from '../../../cloudfunctions/kit/facts/fact-kind';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../stage/identity-stage';
import { joinThrough, order, pass } from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { refundBy } from '../../stage/money-stage';
import { STORE } from '../../stage/payment-stage';
import { chinaDay, publishCheckIn } from '../../stage/play/play-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { publishedTemplate, template } from '../coupon/template-stage';
import { codeOf, eggs } from '../points/mall-stage';

const cloud = cloudOfEach();
const [HE, ZHOU] = ['运营小何', '店员小周'];
const reason = '顾客来电';
const WEEKEND = template('tpl_weekend-15');

/** Facts another story tells, each with why it is none of this person's. */
const elsewhere: Readonly<Record<string, string>> = {
  closed: 'whoever closed is gone, and their timeline with them',
  leader_changed: 'a team that is handed over: journeys/leader/team-handover',
  claimed: 'a card a first payment promised: journeys/payment',
  bill_held: 'a cash bill that is its handler’s own: journeys/counter',
  bill_released: 'the same',
  unmerged: 'a merge taken back: journeys/identity',
  visited: 'a visit a clerk has seen: journeys/play/visits',
  survey_answered: 'a score: journeys/voice',
  note_closed: 'what came of a complaint: journeys/voice',
};

async function wholeTimeline(he: Phone, memberId: Awaited<ReturnType<typeof memberIdOf>>) {
  const entries = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof he.office.readMemberTimeline>> = await he.office.readMemberTimeline(
      { memberId, cursor },
    );
    entries.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** Acts of staff, and who did them. */
const acts: readonly [what: string, who: string][] = [
  ['points.adjust', HE],
  ['growth.adjust', HE],
  ['growth.setFloor', HE],
  ['coupon_returned', ZHOU],
  ['coupon_revoked', HE],
  ['coupon_revived', HE],
  ['coupon.issueByHand', HE],
  ['office.tagMember', HE],
  ['office.tellPhone', HE],
  ['office.replaceCard', HE],
  ['office.freezeMember', HE],
];

/** What a member does by themselves, at the counter and with a friend. */
async function live(mei: Phone, friend: Phone): Promise<void> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  await mei.member.saveDetails({ nickname: '阿美', gender: null, birthday: chinaDay('1988-05-01') });
  await refundBy(cloud, await order(cloud, mei, 50_000), 1_000);
  const { redemption } = await mei.points.exchange(eggs);
  await clerk.points.verifyRedemption({ code: codeOf(redemption) });
  const { coupon } = await mei.coupon.collect({ templateId: WEEKEND });
  const { offerCode } = await mei.coupon.offer({ couponId: coupon.id });
  await friend.coupon.takeOffer({ offerCode });
  await mei.play.checkIn({});
  const { inviteCode } = await mei.referral.readHome({});
  const { phone: invited } = await joinThrough(cloud, 'a-friend-of-mei', inviteCode);
  await order(cloud, invited, 8_000);
}

const later = (days: number) => instant(cloud.clock.now() + days * DAY_MS);
const couponsOf = (memberId: string) =>
  documentsOf(cloud, 'coupons').filter(
    (coupon) => coupon.memberId === memberId && coupon.status === 'unused',
  );

/** What staff do with them. */
async function workOn(memberId: MemberId): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const clerk = phoneOf(cloud, 'clerk-zhou');
  await he.office.tagMember({ memberId, add: ['宝妈'], remove: [], reason });
  await he.office.noteMember({ memberId, text: '周末来取' });
  await he.office.tellPhone({ memberId, reason });
  await he.office.replaceCard({ memberId, reason });
  await he.growth.adjust({ memberId, growth: 5_000, reason });
  const until = chinaDateOf(later(30));
  await he.growth.setFloor({ memberId, level: 1, until, reason });
  const { templateId } = await publishedTemplate(he, '补偿券', 500);
  await he.coupon.issueByHand({ memberId, templateId, quantity: 2, reason });
  const [used, revoked] = couponsOf(memberId).filter(({ channel }) => channel === 'manual');
  const once = { couponId: used!._id, turn: 1 };
  await clerk.coupon.redeem({ ...once, storeId: STORE, amountFen: null });
  await clerk.coupon.undoRedeem({ ...once, reason });
  await he.coupon.revokeCoupons({ selection: { couponIds: [revoked!._id] }, reason, cursor: null });
  await he.office.freezeMember({ memberId, frozen: true, reason });
  await he.office.freezeMember({ memberId, frozen: false, reason });
}

it('somebody who did everything: every kind of it stands in the timeline, in words, with who did what', async () => {
  const he = phoneOf(cloud, 'operator-he');
  await publishGrowth(cloud);
  await publishCheckIn(cloud);
  const [mei, friend] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
  const twin = personOf(cloud, 'oTwin');
  await join(mei, await mei.phoneCode());
  for (const phone of [friend, twin]) await join(phone);
  const memberId = await memberIdOf(mei);
  await mei.allowReminders(3);
  await he.points.adjust({ memberId, points: 2_000, reason });
  await live(mei, friend);
  await workOn(memberId);
  await untilGrown(cloud);
  await pass(cloud, 90 * MINUTE_MS);
  const { messages } = await mei.message.listInbox({ cursor: null });
  await mei.message.markRead({ messageIds: messages.map(({ id }) => id), clicked: true });
  await pass(cloud, DAY_MS);
  const ranOut = couponsOf(memberId).find(({ expiresAt }) => expiresAt <= cloud.clock.now());
  const expiresAt = later(1);
  await he.coupon.extendCoupons({ selection: { couponIds: [ranOut!._id] }, expiresAt, reason, cursor: null });
  const { decisionId } = await he.identityMap.openCase({
    memberId,
    otherId: await memberIdOf(twin),
    reason,
  });
  await he.identityMap.decide({ decisionId, verdict: 'same_person', reason: '核对过证件' });
  for (let minute = 0; minute < 5; minute += 1) await pass(cloud);

  const entries = await wholeTimeline(he, await memberIdOf(mei));
  const kinds = new Set(entries.map(({ what }) => what));
  const words: Readonly<Record<string, string>> = { ...factWords, ...actionWords };
  expect([...kinds].filter((what) => words[what] === undefined)).toEqual([]);
  expect(factKinds.filter((kind) => !kinds.has(kind)).sort()).toEqual(Object.keys(elsewhere).sort());
  for (const [what, who] of acts)
    expect(entries.find((entry) => entry.what === what)).toMatchObject({ by: { name: who }, reason });
  expect(entries.find(({ what }) => what === 'office.noteMember')).toMatchObject({ by: { name: HE } });
  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => b - a));
});
