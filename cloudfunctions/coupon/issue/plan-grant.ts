import type { PackItem } from '../../../contracts/coupon/coupon';
import type { CouponTemplateId, MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { keepStock } from '../collect/collect-memory';
import { sortLines, type GrantLine, type GrantRequest, type RefusedItem } from './grant';
import { dayShards, hasLimits, totalShards, type StockShard } from '../rules/stock';

export type StockStore = Pick<ReadStore, 'couponTemplates' | 'couponStock' | 'couponTallies'>;
type Template = DocumentOf<'couponTemplates'>;

/** A grant with what has to be looked at, read outside the transaction that issues it. */
export interface PlannedGrant {
  request: GrantRequest;
  lines: GrantLine[];
  refused: RefusedItem[];
  /** How often it was tried: each try starts at another shard. */
  turn: number;
  /** Nothing was read: the counts and shards in `lines` are what would be there if nobody had come yet. */
  isGuess: boolean;
  /** Shards this instance's others keep out of while the transaction runs. */
  held: string[];
}

export const tallyId = (memberId: MemberId, templateId: CouponTemplateId): string =>
  `${memberId}:${templateId}`;

/**
 * Reads the limits, stock and counts of the steps that have any. Where none has, as in the newcomer pack, nothing is read:
 * joining stays as fast as it is (docs/decisions: coupon stock).
 */
export async function planGrant(
  store: StockStore,
  request: GrantRequest,
  now: Instant,
  templates?: readonly Template[],
): Promise<PlannedGrant> {
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
  return { request, lines, refused, turn: 0, isGuess: false, held: [] };
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
  const wholes = total === null ? [] : totalShards(templateId, total, now);
  const days = perDay === null ? [] : dayShards(templateId, perDay, now);
  const written = await store.couponStock.getMany([...wholes, ...days].map(({ _id }) => _id));
  const find = ({ _id }: StockShard) => written.find((shard) => shard._id === _id);
  const stock = {
    totalShards: wholes.map(find).filter((shard) => shard !== undefined),
    dayShards: days.map((fresh) => find(fresh) ?? fresh),
  };
  if (total !== null) keepStock(templateId, 'all', stock.totalShards, now);
  if (perDay !== null) keepStock(templateId, chinaDateOf(now), stock.dayShards, now);
  return stock;
}
