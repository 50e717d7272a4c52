import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { addMs, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import type { StockShard } from '../rules/stock';

/**
 * What an instance remembers for a few seconds, so that a rush reads a template once and not once per caller. It may let
 * somebody in who comes seconds after a pause; it turns nobody away (a refusal reads again), and it never decides how many:
 * that is for the transaction, whatever was remembered.
 */
const REMEMBERED_MS = 3_000;
const MOST = 500;

type Template = DocumentOf<'couponTemplates'>;

interface Memory<Value> {
  recall(key: string, now: Instant): Value | null;
  keep(key: string, value: Value, now: Instant): void;
  forget(key: string): void;
}

function createMemory<Value>(): Memory<Value> {
  const kept = new Map<string, { value: Value; at: Instant }>();
  return {
    recall: (key, now) => {
      const known = kept.get(key);
      return known && known.at <= now && now < addMs(known.at, REMEMBERED_MS) ? known.value : null;
    },
    keep: (key, value, now) => {
      if (kept.size >= MOST) kept.clear();
      kept.set(key, { value, at: now });
    },
    forget: (key) => kept.delete(key),
  };
}

const templates = createMemory<Template>();
const filledShards = createMemory<StockShard[]>();

export const recallTemplate = (templateId: CouponTemplateId, now: Instant): Template | null =>
  templates.recall(templateId, now);

/** As it stands now, remembered from here on. @throws TuankaError coupon_template_not_found */
export async function readAndKeepTemplate(
  store: Pick<ReadStore, 'couponTemplates'>,
  templateId: CouponTemplateId,
  now: Instant,
): Promise<Template> {
  const template = await store.couponTemplates.require(templateId, 'coupon_template_not_found');
  templates.keep(templateId, template, now);
  return template;
}

/** Whoever changes a template forgets it here; other instances do so within REMEMBERED_MS. */
export function forgetTemplate(templateId: CouponTemplateId): void {
  templates.forget(templateId);
  filledShards.forget(stockKey(templateId, 'all'));
}

const stockKey = (templateId: CouponTemplateId, part: string): string => `${templateId}:${part}`;

/** @param part `all`, or the China day */
export const keepStock = (
  templateId: CouponTemplateId,
  part: string,
  shards: readonly StockShard[],
  now: Instant,
): void =>
  filledShards.keep(
    stockKey(templateId, part),
    shards.filter(({ left }) => left > 0),
    now,
  );

/** The shards that had something left when all were last read; null when that is too long ago. */
export const recallStock = (
  templateId: CouponTemplateId,
  part: string,
  now: Instant,
): readonly StockShard[] | null => filledShards.recall(stockKey(templateId, part), now);

/**
 * Shards that transactions of this instance hold right now. Two that write one shard cost one of them all its calls, so
 * callers of one instance keep out of each other's way; they still may meet those of another.
 */
const held = new Map<string, number>();

export const holdShard = (id: string): void => void held.set(id, (held.get(id) ?? 0) + 1);
export function releaseShard(id: string): void {
  const left = (held.get(id) ?? 0) - 1;
  if (left > 0) held.set(id, left);
  else held.delete(id);
}
export const isHeld = ({ _id }: Pick<StockShard, '_id'>): boolean => held.has(_id);
