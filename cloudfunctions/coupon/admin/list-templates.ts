import { oneOf } from '../../kit/store/query/condition';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { readStock, type StockStore } from '../issue/plan-grant';
import { leftIn } from '../rules/stock';

const PAGE = 20;

type Template = DocumentOf<'couponTemplates'>;

/** Every template with its stock, by id. */
export async function listTemplates(call: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await call.store.couponTemplates.find({
    where: { status: oneOf<Template['status']>(['draft', 'published', 'paused', 'ended']) },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  return { templates: await Promise.all(items.map((template) => viewTemplate(call, template))), nextCursor };
}

/** A template with what is left of it. A draft has no stock yet. */
export async function viewTemplate(
  { store, now }: { store: StockStore; now: ReadCall['now'] },
  { _id, version, terms, validity, limits, collectable, status }: Template,
) {
  const { total } = limits;
  const shards =
    total === null || status === 'draft'
      ? null
      : (await readStock(store, _id, { total, perDay: null }, now)).totalShards;
  const stock = shards && {
    issued: shards.reduce((sum, { issued }) => sum + issued, 0),
    left: leftIn(shards),
  };
  return { templateId: _id, version, terms, validity, limits, collectable, status, stock };
}
