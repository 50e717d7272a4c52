import type { Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE } from '../../points/book/read-rule';
import { startOf as startOfPoints } from '../../points/rules/announced';
import { readRules } from '../ledger/read-rules';
import { heldTogether } from '../rules/charter';
import { startOf } from '../rules/standing';
import { readCharterInForce } from './read-charter';

type Store = Pick<ReadStore, 'growthRules' | 'pointsRules'>;

/** What this instance found to have been in force stays so: most who join read the page of the same instance. */
const held = new Set<string>();
const MOST_KEPT = 100;

export function keepHeldCharter(version: string): void {
  if (held.size >= MOST_KEPT) held.clear();
  held.add(version);
}

/** The version that was shown, if it is or ever was in force; null: it never was, and nobody agreed to anything. */
export async function readHeldCharter(store: Store, version: string, now: Instant): Promise<string | null> {
  if (held.has(version)) return version;
  const charter = await readCharterInForce(store, now);
  const isHeld = charter !== null && (charter.version === version || (await wasHeld(store, version, now)));
  if (!isHeld) return null;
  keepHeldCharter(version);
  return version;
}

/** Shown before a midnight and agreed to after it: by when both rules held. */
async function wasHeld(store: Store, version: string, now: Instant): Promise<boolean> {
  const [growth, all] = await Promise.all([
    readRules(store),
    allPages((cursor) =>
      store.pointsRules.find({ where: { version: moreThan(0) }, orderBy: '_id', limit: 500, cursor }),
    ),
  ]);
  const next = all.find(({ _id }) => _id === CURRENT_RULE)?.next;
  const points = [...all.filter(({ _id }) => _id !== CURRENT_RULE), ...(next ? [next] : [])].map((rule) => ({
    version: rule.version,
    from: startOfPoints(rule),
  }));
  const ofGrowth = growth.map(({ rule }) => ({ version: rule.version, from: startOf(rule) }));
  return heldTogether(version, { growth: ofGrowth, points }, now);
}
