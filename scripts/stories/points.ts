import { errorCatalogue, isErrorCode } from '../../contracts/errors';
import { fen } from '../../contracts/primitives/fen';
import { isRewardId, isStoreId, type RewardId } from '../../contracts/primitives/ids';
import { isPickupCode } from '../../contracts/primitives/codes/pickup-code';
import { pointsText } from '../../contracts/primitives/points';
import { chinaTimeText, DAY_MS, HOUR_MS } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import {
  checkoutOf,
  differencesIn,
  ledgerOf,
  shopperWithPoints,
  storedAccount,
  untilAnswered,
} from '../../tests/stage/points-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../tests/stage/stage';
import type { Storyteller } from './storyteller';

const reward = (text: string): RewardId => {
  if (!isRewardId(text)) throw new Error(text);
  return text;
};
const STORE = 'sto_xingfu';

type Shopper = Awaited<ReturnType<typeof shopperWithPoints>>;

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  return isErrorCode(code) ? `${code}（${errorCatalogue[code].message}）` : String(code);
};
/** With which words a call was refused; `ok` when it was not. */
const refusalOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'ok', codeOf);

/** Earn → wait → spend → refund → debt → exchange → pick up → expire → check: points as each person lives with them (product.md, J4). */
export async function tellPoints(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：得积分 → 到账 → 抵扣 → 退款 → 欠与还 → 兑换 → 核销 → 到期 → 核对');
  const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
  await cloud.triggerTimers();
  await previewRule(story, cloud);
  await earnAndSpend(story, cloud, lin);
  await refundAndRepay(story, cloud, lin);
  await exchangeGoods(story, cloud, lin);
  await rush(story, lin);
  await expire(story, cloud, lin.phone);
  story.expect('every account is the sum of its entries', await differencesIn(cloud), []);
  story.step('夜里', '每日核对', `${documentsOf(cloud, 'pointsEntries').length} 条流水，账户与流水一致`);
}

const figures = (cloud: LocalCloud, { memberId }: Shopper) => {
  const { balance, pending, debt } = storedAccount(cloud, memberId) ?? {};
  return { balance, pending, debt };
};

async function previewRule(story: Storyteller, cloud: LocalCloud): Promise<void> {
  const { text } = await phoneOf(cloud, 'operator-he').points.previewEarning({
    paidFen: fen(8800),
    draft: null,
  });
  story.step('运营小何', '打开积分设置，试算实付 88 元', text);
  story.expect('the preview says it in one line', text, '¥88 → 88 积分');
}

async function earnAndSpend(story: Storyteller, cloud: LocalCloud, lin: Shopper): Promise<void> {
  const checkout = checkoutOf(cloud);
  await Promise.all([1, 2, 3].map(() => checkout.earn(lin.memberId, 'A', 8800)));
  const home = await lin.phone.points.readHome({});
  story.step(
    '顾客小林',
    '付款 88 元（微信的通知来了三次）',
    `可用 ${home.balance}，待到账 ${home.pending}`,
    home.nextPending ? `${chinaTimeText(home.nextPending.at)} 到账 ${home.nextPending.points}` : '',
  );
  story.expect('earned once, pending until the refund window passes', figures(cloud, lin), {
    balance: 20,
    pending: 88,
    debt: 0,
  });
  cloud.moveClock(NOON + 7 * DAY_MS);
  const later = await lin.phone.points.readHome({});
  story.step('顾客小林', '七天后再看（还没有任何任务跑过）', `可用 ${later.balance} 积分`);
  story.expect('it opened at its instant', later.balance, 108);
  const taps = await Promise.allSettled(
    ['B', 'C', 'D'].map((order) => checkout.spend(lin.memberId, order, 100)),
  );
  story.step('顾客小林', '三台手机同时各用 100 积分抵扣');
  story.expect('one of them', taps.filter(({ status }) => status === 'fulfilled').length, 1);
}

async function refundAndRepay(story: Storyteller, cloud: LocalCloud, lin: Shopper): Promise<void> {
  const checkout = checkoutOf(cloud);
  for (const [id, refunded] of [
    ['R1', 2900],
    ['R2', 5900],
    ['R1', 2900],
  ] as const)
    await checkout.refund('A', id, refunded, 8800, id === 'R2');
  const home = await lin.phone.points.readHome({});
  story.step(
    '店主李姐',
    '分两次把 88 元全退了（第一笔通知来了两次）',
    `小林：可用 ${home.balance}，欠 ${home.debt}`,
  );
  story.expect('what was spent already is a debt, seen by the member', figures(cloud, lin), {
    balance: 0,
    pending: 0,
    debt: 80,
  });
  await phoneOf(cloud, 'operator-he').points.adjust({
    cardNumber: lin.cardNumber,
    points: 1500,
    reason: '活动补发',
  });
  story.step(
    '运营小何',
    '给小林补发 1,500 积分，原因「活动补发」',
    `先还 80，剩 ${figures(cloud, lin).balance}`,
  );
  story.expect('later points repay the debt first', figures(cloud, lin), {
    balance: 1420,
    pending: 0,
    debt: 0,
  });
}

async function exchangeGoods(
  story: Storyteller,
  cloud: LocalCloud,
  { phone, memberId }: Shopper,
): Promise<void> {
  if (!isStoreId(STORE)) throw new Error(STORE);
  const wish = { rewardId: reward('rwd_eggs'), skuId: 'std', storeId: STORE, quantity: 1 };
  const requestId = newTestRequest();
  const [first, again] = await Promise.all([1, 2].map(() => phone.points.exchange(wish, { requestId })));
  const code = first?.redemption.code ?? '';
  if (!isPickupCode(code)) throw new Error('no code');
  story.step('顾客小林', '用 800 积分换土鸡蛋，连点两下', `兑换码 ${code}，剩 ${first?.balance} 积分`);
  story.expect('both taps are one redemption', again?.redemption.id, first?.redemption.id);

  const clerks = ['clerk-zhou', 'operator-he'].map((who) => phoneOf(cloud, who));
  const pickedUp = await Promise.allSettled(clerks.map(({ points }) => points.verifyRedemption({ code })));
  story.step(
    '两位店员',
    '同时扫同一个兑换码',
    ...pickedUp.map(({ status }) => (status === 'fulfilled' ? '核销成功' : '已核销')),
  );
  story.expect('one gives it out', pickedUp.filter(({ status }) => status === 'fulfilled').length, 1);
  const late = first
    ? await refusalOf(phone.points.cancelRedemption({ redemptionId: first.redemption.id }))
    : '';
  story.expect('what was picked up is not cancelled', late.split('（')[0], 'redemption_done');
  story.expect('the ledger tells it all', kindsOf(cloud, memberId), [
    'earn',
    'earn',
    'activate',
    'spend',
    'claw_back',
    'debt',
    'debt',
    'adjust',
    'repay',
    'spend',
  ]);
}

const kindsOf = (cloud: LocalCloud, memberId: Shopper['memberId']): string[] =>
  ledgerOf(cloud, memberId).map(({ kind }) => kind);

async function rush(story: Storyteller, { phone }: Shopper): Promise<void> {
  if (!isStoreId(STORE)) throw new Error(STORE);
  const wish = { rewardId: reward('rwd_knife'), skuId: 'std', storeId: STORE, quantity: 1 };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      refusalOf(untilAnswered((options) => phone.points.exchange(wish, options))),
    ),
  );
  const count = answers.filter((answer) => answer === 'ok').length;
  story.step('顾客小林', '剩 620 积分，一口气点 20 下「磨刀一次」（200 积分）', `成功 ${count} 次`);
  story.expect('exactly three', count, 3);
}

async function expire(story: Storyteller, cloud: LocalCloud, phone: Phone): Promise<void> {
  const { nextExpiry } = await phone.points.readHome({});
  if (!nextExpiry) throw new Error('nothing expires');
  cloud.moveClock(nextExpiry.at - 1);
  const before = await phone.points.readHome({});
  cloud.moveClock(nextExpiry.at);
  const after = await phone.points.readHome({});
  story.step(
    '顾客小林',
    `到期那一刻前后各看一眼（${chinaTimeText(nextExpiry.at)}）`,
    `前一毫秒 ${pointsText(before.balance)}，零点整 ${pointsText(after.balance)}`,
  );
  story.expect('usable until the very instant', [before.balance, after.balance], [20, 0]);
  cloud.moveClock(nextExpiry.at + 5 * HOUR_MS);
  await Promise.all([1, 2, 3].map(() => cloud.trigger('sweep')));
  const { entries } = await phone.points.listEntries({ filter: 'expired', cursor: null });
  story.step('定时任务', '三个同时跑', ...entries.map(({ reason, points }) => `${reason} ${points}`));
  story.expect('the expiry is written once', entries.length, 1);
}
