import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import { inOrder, startOf, type Rules } from '../rules/standing';

/** The rule in force has a document of its own beside its versions. */
export const CURRENT_RULE = 'current';
export const versionId = (version: number): string => `v${version}`;
/** One that never held: kept for whoever asks again what publishing it answered. */
export const withdrawnId = (version: number): string => `withdrawn-${version}`;

type Rule = DocumentOf<'growthRules'>;
type Reading = { growthRules: { get(id: string): Promise<Rule | null> } };

/** The rule in force: what was announced takes its place at its instant, before any sweep. Null: the merchant has no tiers. */
export async function readGrowthRule(store: Reading, now: Instant): Promise<PublishedGrowthRule | null> {
  const current = await store.growthRules.get(CURRENT_RULE);
  return current && inForce(current, now);
}

export const inForce = ({ next, ...current }: Rule, now: Instant): PublishedGrowthRule =>
  next !== null && startOf(next) <= now ? next : current;

/** The rule in force and the one that is announced: by what a review to come will ask. Null: the merchant has no tiers. */
export async function readRulesAhead(store: Reading): Promise<Rules | null> {
  const current = await store.growthRules.get(CURRENT_RULE);
  if (!current) return null;
  const { next, ...first } = current;
  return inOrder(next === null ? [first] : [first, next]);
}

/** Every version, by when each began to hold, and what is announced; none: the merchant has no tiers. */
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
  const versions = all.filter(({ _id, version }) => _id === versionId(version));
  const next = all.find(({ _id }) => _id === CURRENT_RULE)?.next;
  const isNews = next && versions.every(({ version }) => version !== next.version);
  return inOrder(isNews ? [...versions, next] : versions);
}

/** What each tier there is, or was, is called: by its id, its latest name. */
export async function readTierNames(
  store: Pick<ReadStore, 'growthRules'>,
  now: Instant,
): Promise<ReadonlyMap<number, string>> {
  const past = (await readRules(store)).filter(({ from }) => from <= now);
  return new Map(
    past.flatMap(({ rule }) => rule.tiers.map(({ name }, place) => [idAt(rule, place), name] as const)),
  );
}
