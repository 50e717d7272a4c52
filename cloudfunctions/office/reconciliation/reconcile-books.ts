import { addMs, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { lessThan, moreThan, oneOf } from '../../kit/store/query/condition';
import { allPages } from '../../kit/store/query/all-pages';
import { reconcileAccounts, reconcileLost } from '../../points/clock/reconcile-points';
import type { Difference } from '../../points/rules/reconciliation';
import { CHAIN_START, verifyChain, type ChainFlaw, type ChainPlace } from '../audit/verify-chain';
import { orderDifferences } from './order-book';
import { finding, type Slice } from './slice';

export type Reconciling = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

const PAGE = 100;
/** What was due is done within the minute; so much later it is stuck. */
const STUCK_AFTER_MS = 30 * MINUTE_MS;
/** What is still being told of stands on a member or waits for the sweep. */
const QUIET_FOR_MS = 10 * MINUTE_MS;

/** Every points account is the sum of its entries, then every entry has an account. */
export async function reconcileLedger(
  { store, now, outOfTime }: Reconciling,
  place: string | null,
): Promise<Slice> {
  const [, stage = 'a', rest = ''] = /^([ae]):(.*)$/.exec(place ?? '') ?? [];
  const from = rest === '' ? null : rest;
  const { accounts, found, cursor } =
    stage === 'a'
      ? await reconcileAccounts(store, from, outOfTime)
      : await reconcileLost(store, from, outOfTime, now);
  const done = stage === 'a' ? 'e:' : null;
  return {
    looked: accounts,
    found: found.map(({ memberId, differences }) =>
      finding(`积分账户与流水：${differences.map(differenceText).join('，')}`, { memberId }),
    ),
    place: cursor === null ? done : `${stage}:${cursor}`,
  };
}

const figureTexts: Readonly<Record<string, string>> = {
  balance: '可用',
  pending: '待到账',
  debt: '欠',
  entries: '条数',
  gaps: '缺的条号',
};

/** What is no figure is named: which entries a lot is made of says nothing to an operator. */
const differenceText = ({ what, account, ledger }: Difference): string => {
  if (what === 'account') return '有流水，没有账户';
  const name = figureTexts[what];
  return name === undefined ? '批次与流水不同' : `${name} ${account || '无'} ≠ ${ledger || '无'}`;
};

/** Coupons: issued + left is the total, in every part of a stock. Rewards: no more was taken than there was. */
export async function reconcileStocks({ store }: Reconciling, place: string | null): Promise<Slice> {
  const [, kind = 'c', rest = ''] = /^([cr]):(.*)$/.exec(place ?? '') ?? [];
  const cursor = rest === '' ? null : rest;
  const query = { where: { _id: moreThan('') }, orderBy: '_id', limit: PAGE, cursor } as const;
  if (kind === 'c') {
    const { items, nextCursor } = await store.couponStock.find(query);
    const wrong = items.filter(({ issued, left, total }) => issued + left !== total);
    const titles = await store.couponTemplates.getMany([
      ...new Set(wrong.map(({ templateId }) => templateId)),
    ]);
    const nameOf = (id: string) => titles.find(({ _id }) => _id === id)?.terms.title ?? '已不在的券';
    return {
      looked: items.length,
      found: wrong.map(({ templateId, issued, left, total }) =>
        finding(`「${nameOf(templateId)}」的库存：已发 ${issued} + 剩余 ${left} ≠ ${total}`, { templateId }),
      ),
      place: nextCursor === null ? 'r:' : `c:${nextCursor}`,
    };
  }
  const { items, nextCursor } = await store.rewardShards.find(query);
  return {
    looked: items.length,
    found: items
      .filter(({ total, taken }) => total !== null && taken > total)
      .map(({ total, taken }) => finding(`兑换品库存：已换 ${taken} 多于 ${total}`)),
    place: nextCursor === null ? null : `r:${nextCursor}`,
  };
}

/** Every order says what its payments and refunds add up to. */
export async function reconcileOrders({ store }: Reconciling, cursor: string | null): Promise<Slice> {
  const { items, nextCursor } = await store.orders.find({
    where: { createdAt: moreThan(instant(0)) },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const ids = items.map(({ _id }) => _id);
  const query = { orderBy: '_id', limit: 500 } as const;
  const [payments, refunds] =
    ids.length === 0
      ? [[], []]
      : await Promise.all([
          allPages((next) => store.payments.find({ ...query, where: { orderId: oneOf(ids) }, cursor: next })),
          allPages((next) => store.refunds.find({ ...query, where: { orderId: oneOf(ids) }, cursor: next })),
        ]);
  // What is paid this very moment is read in parts: what differs is read again.
  const suspects = items.filter((order) => orderDifferences(order, { payments, refunds }).length > 0);
  const again = suspects.length === 0 ? [] : await store.orders.getMany(suspects.map(({ _id }) => _id));
  const found = again.flatMap((order) =>
    orderDifferences(order, { payments, refunds }).map(({ what, said, found: sum }) =>
      finding(`订单的${what}是 ${said}，单据合计 ${sum}`, { orderId: order._id }),
    ),
  );
  return { looked: items.length, found, place: nextCursor };
}

/** Whatever was granted was told: every grant that gave coupons has its fact. */
export async function reconcileGrants({ store, now }: Reconciling, cursor: string | null): Promise<Slice> {
  const { items, nextCursor } = await store.couponGrants.find({
    where: { _id: moreThan('') },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const old = items.filter(({ issued, at }) => issued.length > 0 && at < addMs(now, -QUIET_FOR_MS));
  const facts = await store.facts.getMany(old.map(({ _id }) => `coupon_issued:${_id}`));
  const told = new Set(facts.map(({ _id }) => _id));
  return {
    looked: items.length,
    found: old
      .filter(({ _id }) => !told.has(`coupon_issued:${_id}`))
      .map(({ channel, issued, memberId }) =>
        finding(`发出的 ${issued.length} 张券（${channel}）没有留下事实`, { memberId }),
      ),
    place: nextCursor,
  };
}

/** Nothing that was due half an hour ago still waits to be sent. */
export async function reconcileOutbox({ store, now }: Reconciling): Promise<Slice> {
  const before = lessThan(instant(Math.max(0, now - STUCK_AFTER_MS)));
  const [reminders, pending, retrying] = await Promise.all([
    store.reminders.count({ where: { status: 'scheduled', dueAt: before } }),
    store.messages.count({ where: { delivery: 'pending', wakeAt: before } }),
    store.messages.count({ where: { delivery: 'retrying', wakeAt: before } }),
  ]);
  const found = [
    ...(reminders === 0 ? [] : [finding(`${reminders} 条提醒到时没有处理`)]),
    ...(pending + retrying === 0 ? [] : [finding(`${pending + retrying} 条消息到时没有发出`)]),
  ];
  return { looked: reminders + pending + retrying, found, place: null };
}

/** Nothing stands aside. */
export async function reconcileQuarantine({ store }: Reconciling, cursor: string | null): Promise<Slice> {
  const { items, nextCursor } = await store.quarantine.find({
    where: { _id: moreThan('') },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const found = items.map(({ collection, trouble }) => finding(`${collection} 有一份数据被搁置：${trouble}`));
  return { looked: items.length, found, place: nextCursor };
}

const flawTexts: Readonly<Record<ChainFlaw, string>> = {
  changed: '有一条被改过',
  removed: '有一条被删掉了',
  inserted: '有一条是后来插进去的',
  reordered: '顺序被动过',
  block_missing: '缺了一段',
  block_changed: '有一段接不上',
  cut_off: '末尾被截断',
  head_missing: '链头记录没了',
  not_as_expected: '与记下的不同',
};

/** The chain of what was done holds. */
export async function reconcileAudit({ store, outOfTime }: Reconciling, from: string | null): Promise<Slice> {
  const start = from === null ? CHAIN_START : placeFrom(from);
  const { found, place, isOver } = await verifyChain(store, start, outOfTime);
  return {
    looked: place.entries - start.entries,
    found: found.map(({ flaw }) => finding(`操作日志的链对不上：${flawTexts[flaw]}`)),
    place: isOver
      ? null
      : JSON.stringify([place.number, place.entries, place.hash, place.end?.at, place.end?.id]),
  };
}

function placeFrom(text: string): ChainPlace {
  const read: unknown = JSON.parse(text);
  const parts: unknown[] = Array.isArray(read) ? Array.from<unknown>(read) : [];
  const [number, entries, hash, at, id] = parts;
  const end = typeof at === 'number' && typeof id === 'string' ? { at: instant(at), id } : null;
  return { number: Number(number), entries: Number(entries), hash: String(hash), end };
}
