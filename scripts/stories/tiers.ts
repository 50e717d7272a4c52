import {
  addMs,
  chinaDateOf,
  chinaEndText,
  chinaTimeText,
  DAY_MS,
  HOUR_MS,
} from '../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../local/seed/demo-growth';
import type { LocalCloud } from '../../local/server';
import { publishGrowth, untilGrown } from '../../tests/stage/growth/growth-stage';
import { join, memberIdOf } from '../../tests/stage/identity-stage';
import { order, refundAll } from '../../tests/stage/invite-stage';
import { documentsOf, phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const clubOf = async (phone: Phone) => {
  const { club } = await phone.growth.readGrowth({});
  if (!club) throw new Error('no tiers');
  return club;
};
const charterOf = async (phone: Phone) => {
  const { charter } = await phone.growth.readCharter({});
  if (!charter) throw new Error('no charter');
  return charter;
};

/** Spend → wait → rise → refund → review → fall; a rule announced before it holds (operations.md, section 1). */
export async function tellTiers(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：消费 → 成长值到账 → 升级 → 退款 → 保级考核 → 章程公示');
  await publishGrowth(cloud);
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin);
  await rise(story, cloud, lin);
  await giveBackAndFall(story, cloud, lin);
  await announce(story, cloud, lin);
}

async function rise(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  const first = await clubOf(lin);
  story.step('顾客小林', '入会后打开会员中心', `${first.tier} · ${first.text}`);
  story.expect('everybody begins with the first tier', [first.tier, first.growth], ['新锐', 0]);
  await order(cloud, lin, 150_000);
  await untilGrown(cloud);
  const waiting = await clubOf(lin);
  story.step('顾客小林', '买了 1,500 元的东西', `成长值 ${waiting.growth}，待到账 ${waiting.pending}`);
  story.expect('growth waits for the refund window', [waiting.tier, waiting.growth], ['新锐', 0]);
  await untilGrown(cloud, 7 * DAY_MS);
  const risen = await clubOf(lin);
  story.step('七天后', '成长值到账', `成长值 ${risen.growth}，现在是「${risen.tier}」`);
  story.expect('over two tiers at once', [risen.tier, risen.growth], ['黄金', waiting.pending]);
  const { messages } = await lin.message.listInbox({ cursor: null });
  const told = messages.filter(({ kind }) => kind === 'tier_changed');
  story.step('顾客小林', '看消息', ...told.map(({ title }) => title));
  story.expect('told once', told.length, 1);
}

async function giveBackAndFall(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  const paid = documentsOf(cloud, 'orders').find(({ status }) => status === 'paid');
  if (!paid) throw new Error('no order');
  await refundAll(cloud, paid._id);
  await cloud.wechat.pay.deliverDue();
  await untilGrown(cloud);
  const club = await clubOf(lin);
  story.step(
    '店员小周',
    '全额退款',
    `成长值 ${club.growth}，等级还是「${club.tier}」，${club.keep ? `保级还差 ¥${club.keep.yuan}` : ''}`,
  );
  story.expect('nobody falls before the review', [club.tier, club.growth], ['黄金', 0]);
  const at = club.keep?.until;
  if (at === undefined) throw new Error('no review');
  const now = () => cloud.clock.now();
  for (const days of [30, 7]) {
    await untilGrown(cloud, at - now() - days * DAY_MS);
    // By day: a notice does not come at night.
    await untilGrown(cloud, 12 * HOUR_MS);
  }
  const before = await clubOf(lin);
  const { messages } = await lin.message.listInbox({ cursor: null });
  const warned = messages.filter(({ kind }) => kind === 'tier_review');
  story.step('考核前', `考核日 ${chinaEndText(at)}`, ...warned.map(({ title }) => title));
  story.expect('warned twice, and the tier holds to its review', [warned.length, before.tier], [2, '黄金']);
  await untilGrown(cloud, at - now());
  await untilGrown(cloud, 12 * HOUR_MS);
  const after = await clubOf(lin);
  story.step('考核日', '没有保住', `现在是「${after.tier}」`);
  story.expect('one down, whatever the year earned', after.tier, '成长');
}

async function announce(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  const tiers = PROPOSED_RULE.tiers.map((tier, at) => (at === 1 ? { ...tier, entry: 100, keep: 50 } : tier));
  await publishGrowth(cloud, { tiers });
  await untilGrown(cloud);
  const { next } = await charterOf(lin);
  if (!next) throw new Error('nothing is announced');
  story.step(
    '运营小何',
    '把「成长」的门槛从 300 降到 100',
    `${chinaTimeText(next.from)} 起生效`,
    ...next.added,
  );
  const entry = async () => (await clubOf(lin)).tiers[1]?.entry;
  cloud.moveClock(next.from - 1);
  const before = await entry();
  cloud.moveClock(next.from);
  story.expect('it holds from its day on, by reading time', [before, await entry()], [300, 100]);
  const memberId = await memberIdOf(lin);
  const until = chinaDateOf(addMs(next.from, 365 * DAY_MS));
  story.step('运营小何', `给小林定「铂金」到 ${until}，原因「老顾客」`);
  const { tier } = await phoneOf(cloud, 'operator-he').growth.setFloor({
    memberId,
    level: 3,
    until,
    reason: '老顾客',
  });
  story.expect('at once', tier, '铂金');
}
