import type { PackItem } from '../../contracts/coupon';
import type { CouponTemplateId, MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import type { DocumentOf } from '../kit/store/schema';
import type { ReadStore } from '../kit/store/store';
import { sortLines, type GrantLine, type GrantRequest, type RefusedItem } from './grant';
import { dayShards, hasLimits, shardCount, totalShards, type StockShard } from './stock';

export type StockStore = Pick<ReadStore, 'couponTemplates' | 'couponStock' | 'couponTallies'>;
type Template = DocumentOf<'couponTemplates'>;

/** A grant with what has to be looked at, read outside the transaction that issues it. */
export interface PreparedGrant {
  request: GrantRequest;
  lines: GrantLine[];
  refused: RefusedItem[];
  /** How often it was tried: each try starts at another shard. */
  turn: number;
}

export const tallyId = (memberId: MemberId, templateId: CouponTemplateId): string =>
  `${memberId}:${templateId}`;

/**
 * Reads the limits, stock and counts of the steps that have any. Where none has, as in the newcomer pack, nothing is read:
 * joining stays as fast as it is (docs/decisions: coupon stock).
 */
export async function prepareGrant(
  store: StockStore,
  request: GrantRequest,
  now: Instant,
  templates?: readonly Template[],
): Promise<PreparedGrant> {
  const limited = request.items.filter(({ limited: looked }) => looked);
  const known =
    templates ??
    (limited.length === 0
      ? []
      : await store.couponTemplates.getMany([...new Set(limited.map(({ terms }) => terms.templateId))]));
  const all = await Promise.all(
    request.items.map((item) => readLine(store, request.grant.memberId, item, known, now)),
  );
  const { lines, refused } = sortLines(all, request.allOrNothing, now);
  return { request, lines, refused, turn: 0 };
}

/** @param memberId null: somebody who had none of them yet */
export async function readLine(
  store: StockStore,
  memberId: MemberId | null,
  item: PackItem,
  templates: readonly Template[],
  now: Instant,
): Promise<GrantLine> {
  const { templateId } = item.terms;
  const unlimited = { item, closed: false, limits: null, totalShards: [], dayShards: [], tally: null };
  if (!item.limited) return unlimited;
  const limits = templates.find(({ _id }) => _id === templateId)?.limits;
  if (!limits) return { ...unlimited, closed: true };
  if (!hasLimits(limits)) return unlimited;
  const counts = limits.perMember !== null || limits.perMemberPerDay !== null;
  const [stock, tally] = await Promise.all([
    readStock(store, templateId, limits, now),
    counts && memberId !== null ? store.couponTallies.get(tallyId(memberId, templateId)) : null,
  ]);
  return { item, closed: false, limits, ...stock, tally };
}

interface Stock {
  totalShards: StockShard[];
  dayShards: StockShard[];
}

/** A template's stock in one call, the day's included. A part of the day that nobody took from is not written yet. */
export async function readStock(
  store: StockStore,
  templateId: CouponTemplateId,
  { total, perDay }: { total: number | null; perDay: number | null },
  now: Instant,
): Promise<Stock> {
  const wholes = total === null ? [] : totalShards(templateId, shardCount(total), now);
  const days = perDay === null ? [] : dayShards(templateId, perDay, now);
  const written = await store.couponStock.getMany([...wholes, ...days].map(({ _id }) => _id));
  const find = ({ _id }: StockShard) => written.find((shard) => shard._id === _id);
  return {
    totalShards: wholes.map(find).filter((shard) => shard !== undefined),
    dayShards: days.map((fresh) => find(fresh) ?? fresh),
  };
}
