import type { Instant } from '../../contracts/primitives/time';
import { couponReminders } from '../message/kinds/coupon-expiry';
import type { ScheduledReminder } from '../message/reminder';
import type { TransactionStore } from '../kit/store/store';
import type { GrantAnswer, GrantLine } from './grant';
import { couponsFor, grantIdOf } from './pack';
import { tallyId, type PreparedGrant } from './prepare-grant';
import { countRefusal, counted, shardOrder, takeFrom, type StockShard } from './stock';

/** The stock moved between reading it and taking from it: prepare again. Nothing was written. */
export class StockMoved extends Error {
  override readonly name = 'StockMoved';
}

/** Shards looked into before the stock is read again. */
const LOOKS = 4;

/**
 * Issues a prepared grant in the caller's transaction: stock, counts, the grant, its coupons and their reminders, or
 * nothing. Where nothing is limited it writes the coupons and the reminders only; their ids decide that it happens once.
 * @throws Duplicate when this grant has been issued or refused before; StockMoved; both leave nothing written
 */
export async function issueGrant(
  transaction: TransactionStore,
  prepared: PreparedGrant,
  now: Instant,
  reminders: readonly ScheduledReminder[] = [],
): Promise<GrantAnswer> {
  const { request, lines, refused } = prepared;
  const { grant, packId } = request;
  const turn = prepared.turn;
  prepared.turn += 1;

  let issued = couponsFor(
    lines.map(({ item }) => item),
    grant,
    packId,
  );
  let position = 0;
  for (const line of lines) {
    const own = issued.slice(position, position + line.item.quantity);
    if (line.limits !== null) {
      const stockIds = await takeLimited(transaction, prepared, line, turn, now);
      issued = issued.map((coupon) =>
        own.includes(coupon) ? { ...coupon, stockId: stockIds[own.indexOf(coupon)] ?? null } : coupon,
      );
    }
    position += line.item.quantity;
  }
  const isLimited = lines.some(({ limits }) => limits !== null);
  if (isLimited || (refused.length > 0 && request.rememberRefusal)) {
    await transaction.couponGrants.insert({
      _id: grantIdOf(grant),
      memberId: grant.memberId,
      channel: grant.channel,
      packId,
      issued: issued.map(({ _id }) => _id),
      refused,
      at: now,
    });
  }
  await transaction.coupons.insert(...issued);
  await transaction.reminders.insert(...couponReminders(issued), ...reminders);
  return { issued, refused };
}

/** Takes one step's quantity from stock and counts it for the member. Answers the shard of each coupon. */
async function takeLimited(
  transaction: TransactionStore,
  { request }: PreparedGrant,
  { item, limits, totalShards, dayShards }: GrantLine,
  turn: number,
  now: Instant,
): Promise<(string | null)[]> {
  if (limits === null) return [];
  const caller = grantIdOf(request.grant);
  if (limits.perMember !== null || limits.perMemberPerDay !== null) {
    const { memberId } = request.grant;
    const _id = tallyId(memberId, item.terms.templateId);
    const tally = await transaction.couponTallies.get(_id);
    if (countRefusal(limits, tally, item.quantity, now) !== null) throw new StockMoved();
    await transaction.couponTallies.replace({ _id, memberId, ...counted(tally, item.quantity, now) });
  }
  if (limits.perDay !== null)
    await takeStock(transaction, shardOrder(dayShards, caller, turn), item.quantity, now);
  if (limits.total === null) return [];
  return takeStock(transaction, shardOrder(totalShards, caller, turn), item.quantity, now);
}

/** @throws StockMoved when the first few shards have less than is wanted */
async function takeStock(
  transaction: TransactionStore,
  shards: readonly StockShard[],
  wanted: number,
  now: Instant,
): Promise<string[]> {
  const taken: string[] = [];
  for (const known of shards.slice(0, Math.max(LOOKS, wanted))) {
    // A part of today nobody has taken from is not written yet.
    const shard = (await transaction.couponStock.get(known._id)) ?? known;
    const { taken: count, after } = takeFrom(shard, wanted - taken.length, now);
    if (count === 0) continue;
    await transaction.couponStock.replace(after);
    for (let one = 0; one < count; one += 1) taken.push(known._id);
    if (taken.length === wanted) return taken;
  }
  throw new StockMoved();
}
