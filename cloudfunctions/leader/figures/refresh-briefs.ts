import type { LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  endOfChinaDay,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost, moreThan } from '../../kit/store/condition';
import type { Page } from '../../kit/store/page';
import type { DocumentOf } from '../../kit/store/schema';

type Refreshing = Pick<TimerCall, 'store' | 'now' | 'settings' | 'outOfTime'>;

export const BRIEF_RUN = 'latest';
const PAGE = 900;

interface Expiring {
  members: number;
  coupons: number;
}

/** Thrown away and begun again by the next minute. */
class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * Counts what leaders can do today, for all of them at once and every half hour: one walk through the coupons that end
 * today and the claims that wait, so the work grows with those and not with the teams.
 */
export async function refreshBriefs(call: Refreshing): Promise<number> {
  const { store, now, settings } = call;
  const run = await store.leaderBriefRuns.get(BRIEF_RUN);
  if (run && now < run.nextAt) return 0;
  try {
    const expiring = await countExpiring(call);
    const claims = await countClaims(call);
    const leaders = await countLeaders(call, expiring, claims);
    const nextAt = addMs(now, settings.leaderRules.briefEveryMinutes * MINUTE_MS);
    await store.transact((transaction) => transaction.leaderBriefRuns.replace({ _id: BRIEF_RUN, nextAt }));
    return leaders;
  } catch (error) {
    if (error instanceof OutOfTime) return 0;
    throw error;
  }
}

async function* pages<Item>(
  { outOfTime }: Refreshing,
  read: (cursor: string | null) => Promise<Page<Item>>,
): AsyncGenerator<Item[]> {
  let cursor: string | null = null;
  do {
    if (outOfTime()) throw new OutOfTime();
    const page: Page<Item> = await read(cursor);
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Members with a coupon that ends today, by the leader of their team. A coupon that ends at midnight ends tonight. */
async function countExpiring(call: Refreshing): Promise<Map<LeaderId, Expiring>> {
  const { store, now } = call;
  const tonight = endOfChinaDay(now);
  const couponsOf = new Map<MemberId, number>();
  for await (const coupons of pages(call, (cursor) =>
    store.coupons.find({
      where: { status: 'unused', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: PAGE,
      cursor,
    }),
  )) {
    for (const { memberId, expiresAt } of coupons)
      if (expiresAt <= tonight) couponsOf.set(memberId, (couponsOf.get(memberId) ?? 0) + 1);
    if ((coupons.at(-1)?.expiresAt ?? 0) > tonight) break;
  }
  const byLeader = new Map<LeaderId, Expiring>();
  const memberIds = [...couponsOf.keys()];
  for (let from = 0; from < memberIds.length; from += PAGE) {
    if (call.outOfTime()) throw new OutOfTime();
    for (const { _id, leaderId, status } of await store.members.getMany(memberIds.slice(from, from + PAGE))) {
      if (leaderId === null || status !== 'active') continue;
      const known = byLeader.get(leaderId) ?? { members: 0, coupons: 0 };
      byLeader.set(leaderId, {
        members: known.members + 1,
        coupons: known.coupons + (couponsOf.get(_id) ?? 0),
      });
    }
  }
  return byLeader;
}

/** Cards promised and not claimed, by the store they were paid at: who will claim belongs to no team yet. */
async function countClaims(call: Refreshing): Promise<Map<StoreId, number>> {
  const { store, now } = call;
  const byStore = new Map<StoreId, number>();
  for await (const claims of pages(call, (cursor) =>
    store.cardClaims.find({
      where: { status: 'waiting', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: PAGE,
      cursor,
    }),
  )) {
    for (const { storeId } of await store.orders.getMany(claims.map(({ orderId }) => orderId)))
      byStore.set(storeId, (byStore.get(storeId) ?? 0) + 1);
  }
  return byStore;
}

async function countLeaders(
  call: Refreshing,
  expiring: ReadonlyMap<LeaderId, Expiring>,
  claims: ReadonlyMap<StoreId, number>,
): Promise<number> {
  const { store, now } = call;
  let counted = 0;
  for await (const leaders of pages(call, (cursor) =>
    store.leaders.find({ where: { status: 'active' }, orderBy: '_id', limit: PAGE, cursor }),
  ))
    for (const { _id, storeId } of leaders) {
      const brief: DocumentOf<'leaderBriefs'> = {
        _id,
        day: chinaDateOf(now),
        expiringMembers: expiring.get(_id)?.members ?? 0,
        expiringCoupons: expiring.get(_id)?.coupons ?? 0,
        waitingClaims: claims.get(storeId) ?? 0,
        quietMembers: await countQuiet(call, _id),
        asOf: now,
      };
      await store.transact((transaction) => transaction.leaderBriefs.replace(brief));
      counted += 1;
    }
  return counted;
}

async function countQuiet(call: Refreshing, leaderId: LeaderId): Promise<number> {
  const { store, now, settings } = call;
  const since: Instant = addMs(now, -settings.leaderRules.quietDays * DAY_MS);
  let count = 0;
  for await (const members of pages(call, (cursor) =>
    store.members.find({
      where: { leaderId, status: 'active', activeAt: atMost<Instant | null>(since) },
      orderBy: 'activeAt',
      limit: PAGE,
      cursor,
    }),
  ))
    count += members.length;
  return count;
}
