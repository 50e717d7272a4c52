import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import { inOrder, type Rules } from '../rules/standing';

/** The rule in force has a document of its own beside its versions. */
export const CURRENT_RULE = 'current';
export const versionId = (version: number): string => `v${version}`;

type Rule = DocumentOf<'growthRules'>;
type Reading = { growthRules: { get(id: string): Promise<Rule | null> } };

/** Null: the merchant has no tiers. */
export const readGrowthRule = async (store: Reading): Promise<Rule | null> =>
  store.growthRules.get(CURRENT_RULE);

/** Every version, by when each began to hold; none: the merchant has no tiers. */
export async function readRules(store: Pick<ReadStore, 'growthRules'>): Promise<Rules> {
  const all = await allPages((cursor) =>
    store.growthRules.find({
      where: { version: moreThan(0) },
      orderBy: '_id',
      limit: 500,
      cursor,
      unreadable: 'refuse',
    }),
  );
  return inOrder(all.filter(({ _id }) => _id !== CURRENT_RULE));
}
