import { fen, yuanText } from '../../contracts/primitives/fen';
import { isCouponTemplateId, isStoreId, type CouponTemplateId } from '../../contracts/primitives/ids';
import { addMs, chinaTimeText, DAY_MS, instant } from '../../contracts/primitives/time';
import { errorCatalogue, isErrorCode } from '../../contracts/errors';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const template = (text: string): CouponTemplateId => {
  if (!isCouponTemplateId(text)) throw new Error(text);
  return text;
};
const WEEKEND = template('tpl_weekend-15');

/** Collect → give → redeem → undo → revoke and extend, and a rush: coupons as each person lives with them (product.md, J3). */
export async function tellCoupons(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：领券 → 转赠 → 核销 → 撤销 → 收回与延期 → 抢券');
  const lin = phoneOf(cloud, 'shopper-lin');
  const wang = phoneOf(cloud, 'shopper-wang');
  for (const phone of [lin, wang]) await phone.member.join({ leaderCode: null, phoneCode: null });
  await collectAndGive(story, cloud, lin, wang);
  await redeemAndUndo(story, cloud, wang);
  await changeBatch(story, cloud, wang);
  await rush(story, cloud);
}

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  return isErrorCode(code) ? `${code}（${errorCatalogue[code].message}）` : String(code);
};

/** With which words a call was refused; `ok` when it was not. */
const refusalOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'ok', codeOf);

async function collectAndGive(story: Storyteller, cloud: LocalCloud, lin: Phone, wang: Phone): Promise<void> {
  const { coupons } = await lin.coupon.listCollectable({ cursor: null });
  story.step(
    '顾客小林',
    '打开领券中心',
    ...coupons.map(({ terms, left }) => `${terms.title}（${left === null ? '不限量' : `剩 ${left} 张`}）`),
  );
  story.expect('three kinds of coupon are offered', new Set(coupons.map(({ terms }) => terms.kind)).size, 3);

  const requestId = newTestRequest();
  const [first, again] = await Promise.all(
    [1, 2].map(() => lin.coupon.collect({ templateId: WEEKEND }, { requestId })),
  );
  if (!first || !again) throw new Error('no coupon');
  const { id, terms, expiresAt } = first.coupon;
  story.step('顾客小林', '连点两下「立即领取」', `${terms.title}，${chinaTimeText(expiresAt)} 到期（${id}）`);
  story.expect('both taps are one coupon', again.coupon.id, id);
  const refused = await refusalOf(lin.coupon.collect({ templateId: WEEKEND }));
  story.step('顾客小林', '再领一次', refused);

  const { offerCode } = await lin.coupon.offer({ couponId: id });
  const taken = await wang.coupon.takeOffer({ offerCode });
  story.step('王阿姨', '打开小林发来的链接，收下', `${taken.coupon.terms.title}（${taken.coupon.id}）`);
  story.expect('the clock went with it', taken.coupon.expiresAt, expiresAt);
  const back = await refusalOf(lin.coupon.takeOffer({ offerCode }));
  story.expect('nobody else takes it', back.startsWith('offer_taken'), true);
  story.expect('stock: issued + left = total', stockOf(cloud), { issued: 1, left: 99, total: 100 });
}

const stockOf = (cloud: LocalCloud) => {
  const shards = documentsOf(cloud, 'couponStock').filter(({ templateId }) => templateId === WEEKEND);
  const sum = (name: 'issued' | 'left' | 'total') => shards.reduce((all, shard) => all + shard[name], 0);
  return { issued: sum('issued'), left: sum('left'), total: sum('total') };
};

async function redeemAndUndo(story: Storyteller, cloud: LocalCloud, wang: Phone): Promise<void> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const storeId = 'sto_xingfu';
  if (!isStoreId(storeId)) throw new Error(storeId);
  const { code } = await wang.member.readCode({});
  const seen = await clerk.coupon.lookUp({ shown: code, storeId, amountFen: fen(7800) });
  story.step(
    '店员小周',
    '扫王阿姨的会员码，本单 78 元',
    ...seen.coupons.map(({ terms, refusal }) => `${terms.title}：${refusal ?? '可核销'}`),
  );
  const weekend = seen.coupons.find(({ terms }) => terms.templateId === WEEKEND);
  if (!weekend) throw new Error('the gift is missing');
  story.expect('one yuan short of the threshold', weekend.refusal, '满79元可用，还差1元');

  const confirm = { couponId: weekend.id, turn: weekend.turn, storeId, amountFen: fen(8000) };
  const done = await clerk.coupon.redeem(confirm);
  const repeated = await clerk.coupon.redeem(confirm);
  const saved = done.redemption.savingFen ?? fen(0);
  story.step(
    '店员小周',
    '加了一把葱，满 80 元，确认核销（网络不好，点了两次）',
    `优惠 ${yuanText(saved)} 元`,
  );
  story.expect('both confirms are one redemption', repeated.redemption, done.redemption);

  const undo = { couponId: weekend.id, turn: weekend.turn, reason: '顾客换一张券' };
  await clerk.coupon.undoRedeem(undo);
  const { coupon } = await wang.coupon.readMine({ couponId: weekend.id });
  story.step('店员小周', '撤销：顾客换一张券', `券又是「${coupon.state}」`);
  story.expect('usable again', coupon.state, 'usable');
  const late = await refusalOf(clerk.coupon.redeem(confirm));
  story.expect('the old confirm, arriving late, is refused', late.split('（')[0], 'coupon_redeemed_since');
}

async function changeBatch(story: Storyteller, cloud: LocalCloud, wang: Phone): Promise<void> {
  const operator = phoneOf(cloud, 'operator-he');
  const selection = { templateId: WEEKEND };
  const preview = await operator.coupon.previewChange({ selection });
  const expiresAt = addMs(instant(NOON), 10 * DAY_MS);
  const batch = { selection, reason: '台风停业', cursor: null };
  const extended = await operator.coupon.extendCoupons({ ...batch, expiresAt });
  story.step(
    '运营小何',
    `先看影响（${preview.changeable} 张，${preview.members} 人），再延期到 ${chinaTimeText(expiresAt)}`,
  );
  story.expect('one coupon is extended', extended.changed, 1);
  const revoked = await operator.coupon.revokeCoupons({ ...batch, reason: '发错了' });
  const { coupons } = await wang.coupon.listMine({ state: 'gone', cursor: null });
  story.step('运营小何', '又收回，原因「发错了」', `王阿姨看到：${coupons[0]?.unusableReason}`);
  story.expect('one coupon is taken back', revoked.changed, 1);
  const told = documentsOf(cloud, 'auditEntries').map(({ action, reason }) => `${action} ${reason}`);
  story.expect('the audit log tells it', told.sort(), [
    'coupon.extend 台风停业',
    'coupon.redeem null',
    'coupon.revoke 发错了',
    'coupon.undoRedeem 顾客换一张券',
  ]);
}

/** `busy` says "try again", and people do. */
async function tapUntilAnswered({ coupon }: Phone): Promise<string> {
  for (;;) {
    const outcome = await coupon.collect({ templateId: WEEKEND }).then(
      () => 'issued',
      (error: unknown) => codeOf(error).split('（')[0] ?? '',
    );
    if (outcome !== 'busy') return outcome;
  }
}

/** Ten at a time tap until an answer comes; one was collected before. */
async function rush(story: Storyteller, cloud: LocalCloud): Promise<void> {
  const people = Array.from({ length: 130 }, (_, n) =>
    phoneOf(cloud, { openid: `oStory-${n}`, appid: DEMO_APPID }),
  );
  const outcomes: string[] = [];
  let next = 0;
  const oneAfterAnother = async (): Promise<void> => {
    for (let phone = people[next++]; phone; phone = people[next++]) {
      await phone.member.join({ leaderCode: null, phoneCode: null });
      outcomes.push(await tapUntilAnswered(phone));
    }
  };
  await Promise.all(Array.from({ length: 10 }, oneAfterAnother));
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  story.step(
    '130 位顾客',
    '抢剩下的 99 张，同时总有十位在点',
    `领到 ${count('issued')}，已抢完 ${count('coupon_sold_out')}`,
  );
  story.expect(
    'exactly the 99 left are issued',
    [count('issued'), stockOf(cloud)],
    [99, { issued: 100, left: 0, total: 100 }],
  );
}
