import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { readRule } from '../../points/book/read-rule';

type Template = DocumentOf<'couponTemplates'>;

/**
 * The categories that make a difference to a bill: those a coupon or the points rule names. An item is matched by the exact
 * word, so whoever opens a bill chooses among them.
 */
export async function listCategories({ store, now }: Pick<ReadCall<'clerk'>, 'store' | 'now'>) {
  const [templates, rule] = await Promise.all([
    allPages((cursor) =>
      store.couponTemplates.find({
        where: { status: oneOf<Template['status']>(['published', 'paused']) },
        orderBy: '_id',
        limit: 100,
        cursor,
      }),
    ),
    readRule(store, now),
  ]);
  const named = [
    ...templates.flatMap(({ terms }) => terms.categories ?? []),
    ...(rule?.earn.categories?.names ?? []),
  ];
  return { categories: [...new Set(named)].sort((a, b) => a.localeCompare(b, 'zh-CN')) };
}
