import type { CardNumber } from '../../contracts/primitives/codes/card-number';
import { HOUR_MS } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { join, latestMerge, memberIdOf, personOf } from '../../tests/stage/identity-stage';
import { documentsOf, phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const NUMBER = '13811112222';

/** A recycled number, and two members who are one person after all: merged, looked at, taken apart (product.md, J6). */
export async function tellIdentity(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：二手号码 → 两位会员 → 店员判断；同一个人 → 合并 → 撤销');
  const lin = personOf(cloud, 'oLin-1', 'uLin');
  const wang = personOf(cloud, 'oWang-2', 'uWang');
  await recycledNumber(story, cloud, { lin, wang });
  await decideApart(story, cloud, { lin, wang });
  const old = await twoPhones(story, cloud);
  await mergeThem(story, cloud, old);
  await undoIt(story, cloud, old);
}

interface Two {
  lin: Phone;
  wang: Phone;
}

const couponsOf = async (phone: Phone): Promise<string[]> =>
  (await phone.coupon.listMine({ state: 'usable', cursor: null })).coupons.map(({ id }) => id);
const balanceOf = async (phone: Phone) => (await phone.points.readHome({})).balance;
const give = (cloud: LocalCloud, cardNumber: CardNumber, points: number) =>
  phoneOf(cloud, 'operator-he').points.adjust({ cardNumber, points, reason: '开业补贴' });

async function recycledNumber(story: Storyteller, cloud: LocalCloud, { lin, wang }: Two): Promise<void> {
  const first = await join(lin, await lin.phoneCode(NUMBER));
  await give(cloud, first.member.card.number, 88);
  story.step('顾客小林', `用手机号 ${first.member.phone} 入会`, first.member.memberId, '4 张新人券，88 积分');
  cloud.moveClock(cloud.clock.now() + 24 * 90 * HOUR_MS);
  const second = await join(wang, await wang.phoneCode(NUMBER));
  story.step(
    '三个月后，小王',
    '拿到运营商放出的同一个号码，也来入会',
    second.member.memberId,
    `手机号：${second.phone}`,
  );
  story.expect('the number is its newest verifier’s', second.phone, 'taken_over');
  const [one, other] = [await lin.identityMap.readMine({}), await wang.identityMap.readMine({})];
  story.step('小林', '打开「身份与隐私」', `手机号：${one.phone ?? '无'}；原因：${one.phoneNotice?.kind}`);
  story.step('小王', '打开「身份与隐私」', `手机号：${other.phone}；原因：${other.phoneNotice?.kind}`);
  story.expect(
    'both can read why',
    [one.phoneNotice?.kind, other.phoneNotice?.kind],
    ['moved_away', 'taken_over'],
  );
  story.expect('nothing but the number moved', [await balanceOf(lin), await balanceOf(wang)], [88, 0]);
  story.expect('小林 still gets in', await memberIdOf(lin), first.member.memberId);
}

async function decideApart(story: Storyteller, cloud: LocalCloud, { lin, wang }: Two): Promise<void> {
  const { identityMap } = phoneOf(cloud, 'operator-he');
  const [open] = (await identityMap.listDecisions({ status: 'open', cursor: null })).decisions;
  if (!open) return story.expect('there is a case', open, 'one');
  const { decisionId } = open;
  const { lines, cannotUndo } = await identityMap.previewMerge({ decisionId });
  story.step('运营何姐', `看待办 ${decisionId}`, ...lines, ...cannotUndo.map((line) => `不能撤销：${line}`));
  const decided = await identityMap.decide({ decisionId, verdict: 'two_people', reason: '核对过证件' });
  story.step('运营何姐', '判断：是两个人', decided.status);
  story.expect('they stay two', (await memberIdOf(lin)) === (await memberIdOf(wang)), false);
}

async function twoPhones(story: Storyteller, cloud: LocalCloud) {
  const first = personOf(cloud, 'oZhao-1');
  const second = personOf(cloud, 'oZhao-2', 'uZhao');
  const one = await join(first);
  cloud.moveClock(cloud.clock.now() + HOUR_MS);
  const two = await join(second);
  await give(cloud, one.member.card.number, 30);
  await give(cloud, two.member.card.number, 12);
  story.step(
    '顾客小赵',
    '用两个微信各入会一次',
    `${one.member.memberId}：30 积分`,
    `${two.member.memberId}：12 积分`,
  );
  return { first, second, ids: [one.member.memberId, two.member.memberId] };
}
type Pair = Awaited<ReturnType<typeof twoPhones>>;

async function mergeThem(story: Storyteller, cloud: LocalCloud, { second, ids }: Pair): Promise<void> {
  const named = personOf(cloud, 'oZhao-1', 'uZhao');
  await named.identityMap.linkMine({});
  const [merge] = documentsOf(cloud, 'merges');
  story.step('微信', '给出两个微信的 unionid，是同一个人', merge?._id ?? '', ...(merge?.lines ?? []));
  story.expect(
    'both lead to the older member',
    [await memberIdOf(named), await memberIdOf(second)],
    [ids[0], ids[0]],
  );
  story.expect('points are added up to the point', await balanceOf(second), 42);
  story.expect('the newcomer gift is not doubled', (await couponsOf(second)).length, 4);
}

async function undoIt(story: Storyteller, cloud: LocalCloud, { first, second, ids }: Pair): Promise<void> {
  const { identityMap } = phoneOf(cloud, 'operator-he');
  const mergeId = await latestMerge(cloud);
  const { comesBack, stays } = await identityMap.previewUndo({ mergeId });
  story.step('运营何姐', `撤销前先看 ${mergeId}`, `${comesBack} 份会回去`, ...stays);
  await identityMap.undoMerge({ mergeId, reason: '合错了' });
  story.step(
    '运营何姐',
    '撤销合并',
    `${await memberIdOf(first)} 与 ${await memberIdOf(second)} 又是两位会员`,
  );
  story.expect('each as before', [await memberIdOf(first), await memberIdOf(second)], ids);
  story.expect('with their own points', [await balanceOf(first), await balanceOf(second)], [30, 12]);
  story.expect(
    'and their own coupons',
    [(await couponsOf(first)).length, (await couponsOf(second)).length],
    [4, 4],
  );
}
