import type { CouponChannel, CouponLimits } from '../../../contracts/coupon/coupon';
import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import { holdImported } from '../../kit/person/hold-imported';
import { Duplicate } from '../../kit/store/store-error';
import { couponReminders } from '../notices/coupon-expiry';
import type { TransactionStore } from '../../kit/store/store';
import { holdShard, isHeld, releaseShard } from '../collect/collect-memory';
import { remindLater } from '../../kit/facts/file-reminders';
import { countedStep, type GrantAnswer, type GrantLine } from './grant';
import { issuedFacts } from '../facts/coupon-facts';
import { couponsFor, grantIdOf, type CodeFor } from '../rules/pack';
import { tallyId, type PlannedGrant } from './plan-grant';
import { countsMembers, haveRoomToRemind, roomForStock } from '../rules/records';
import { countRefusal, counted, shardOrder, takeFrom, type StockShard } from '../rules/stock';

/** The stock moved between reading it and taking from it: prepare again. Nothing was written. */
export class StockMoved extends Error {
  override readonly name = 'StockMoved';
}

/** What somebody may be given who never signed in: of a list of another system. */
const GIVEN_UNASKED: readonly CouponChannel[] = ['manual', 'tier', 'birthday', 'push'];

/** Shards looked into before the stock is read again. */
const LOOKS = 4;

/** What the last run of the transaction held is free again. */
export function releaseHeld(prepared: PlannedGrant): void {
  prepared.held.splice(0).forEach(releaseShard);
}

/**
 * Issues a prepared grant in the caller's transaction: stock, counts, the grant, its coupons and their reminders, or
 * nothing. Where nothing is limited it writes the coupons and the reminders only; their ids decide that it happens once.
 * @throws Duplicate when this grant has been issued or refused before; StockMoved; TuankaError member_not_found; all leave nothing written
 */
export async function commitGrant(
  transaction: TransactionStore,
  prepared: PlannedGrant,
  codeFor: CodeFor,
  now: Instant,
): Promise<GrantAnswer> {
  const { request, lines, refused } = prepared;
  const { grant, packId } = request;
  const turn = prepared.turn;
  prepared.turn += 1;
  releaseHeld(prepared);

  const steps = lines.map(countedStep);
  const room = { left: roomForStock(steps) };
  let issued = couponsFor(
    lines.map(({ item }) => item),
    grant,
    packId,
    codeFor,
  );
  let position = 0;
  for (const line of lines) {
    const own = issued.slice(position, position + line.item.quantity);
    if (line.limits !== null) {
      const stockIds = await takeLimited(transaction, { ...prepared, turn }, line, room, now);
      issued = issued.map((coupon) =>
        own.includes(coupon) ? { ...coupon, stockId: stockIds[own.indexOf(coupon)] ?? null } : coupon,
      );
    }
    position += line.item.quantity;
  }
  if (lines.length > 0 && GIVEN_UNASKED.includes(grant.channel)) {
    const isThere = await holdImported(transaction, grant.memberId, now);
    if (!isThere && grant.channel === 'manual') throw refuse('member_not_found', grant.memberId);
  }
  const isLimited = lines.some(({ limits }) => limits !== null);
  // Where no refusal is remembered the coupons tell the whole answer.
  if (request.rememberRefusal && (isLimited || refused.length > 0)) {
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
  if (!isToldLater(prepared)) transaction.tell(...issuedFacts(issued, now, request.auditId));
  const reminders = couponReminders(issued);
  // Of a join the member keeps them anyway (member/join).
  if (grant.channel === 'join' || haveRoomToRemind(steps)) transaction.remind(...reminders);
  else await remindLater(transaction, grant.memberId, reminders);
  await transaction.coupons.insert(...issued);
  return { issued, refused };
}

/** A collect that is counted for its member wakes the sweep, which tells of it (facts/tell-collected.ts): one call less. */
const isToldLater = ({ request, lines }: PlannedGrant): boolean =>
  request.grant.channel === 'collect' && lines.some(({ limits }) => limits !== null && countsMembers(limits));

/** Takes one step's quantity from stock and counts it for the member. Answers the shard of each coupon. */
async function takeLimited(
  transaction: TransactionStore,
  prepared: PlannedGrant,
  line: GrantLine,
  room: Room,
  now: Instant,
): Promise<(string | null)[]> {
  const { item, limits, totalShards, dayShards } = line;
  if (limits === null) return [];
  const caller = grantIdOf(prepared.request.grant);
  const take = (shards: readonly StockShard[], unwritten: (shard: StockShard) => StockShard | null) => {
    const order = shardOrder(shards, caller, prepared.turn, isHeld, item.quantity);
    return takeStock(transaction, { held: prepared.held, room, now }, order, item.quantity, unwritten);
  };
  if (countsMembers(limits)) await countForMember(transaction, prepared, line, limits, now);
  // A part of today nobody has taken from is not written yet.
  if (limits.perDay !== null) await take(dayShards, (shard) => shard);
  return limits.total === null ? [] : take(totalShards, () => null);
}

/** @throws StockMoved when they have been issued something since it was looked at */
async function countForMember(
  transaction: TransactionStore,
  { request, isGuess }: PlannedGrant,
  { item }: GrantLine,
  limits: CouponLimits,
  now: Instant,
): Promise<void> {
  const { memberId } = request.grant;
  const _id = tallyId(memberId, item.terms.templateId);
  if (isGuess && limits.perMember === item.quantity) {
    // They may have it once: either there is no count yet, or it has to be looked at. The id decides; nothing is read.
    const first = { _id, memberId, ...counted(null, item.quantity, now) };
    await transaction.couponTallies.insert(first).catch((error: unknown) => {
      throw error instanceof Duplicate ? new StockMoved() : error;
    });
    return;
  }
  const tally = await transaction.couponTallies.get(_id);
  if (countRefusal(limits, tally, item.quantity, now) !== null) throw new StockMoved();
  await transaction.couponTallies.replace({ _id, memberId, ...counted(tally, item.quantity, now) });
}

/** Records the transaction still has for stock, whichever step takes them. */
interface Room {
  left: number;
}

/**
 * @param unwritten what a shard is that does not exist: untouched, or nothing
 * @throws StockMoved when the first few shards have less than is wanted, or more of them are wanted than there is room for
 */
async function takeStock(
  transaction: TransactionStore,
  { held, room, now }: { held: string[]; room: Room; now: Instant },
  shards: readonly StockShard[],
  wanted: number,
  unwritten: (shard: StockShard) => StockShard | null,
): Promise<string[]> {
  const taken: string[] = [];
  for (const known of shards.slice(0, Math.max(LOOKS, wanted))) {
    if (room.left < 2) throw new StockMoved();
    room.left -= 1;
    held.push(known._id);
    holdShard(known._id);
    const shard = (await transaction.couponStock.get(known._id)) ?? unwritten(known);
    if (shard === null) continue;
    const { taken: count, after } = takeFrom(shard, wanted - taken.length, now);
    if (count === 0) continue;
    room.left -= 1;
    await transaction.couponStock.replace(after);
    for (let one = 0; one < count; one += 1) taken.push(known._id);
    if (taken.length === wanted) return taken;
  }
  throw new StockMoved();
}
