import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  endOfChinaDay,
  HOUR_MS,
  instant,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { readEntries } from '../ledger/load-standing';
import { readRules } from '../ledger/read-rules';
import { unexplainedOf } from '../rules/merged/unexplained';
import { asTold, recomputed, versionAt, type Rules } from '../rules/standing';

type Store = Pick<ReadStore, 'tierStates' | 'growthEntries' | 'growthRules'>;

export interface TierDifference {
  memberId: MemberId;
  what: string[];
}

interface Progress {
  states: number;
  found: TierDifference[];
  /** Where to go on; null: all were looked at. */
  cursor: string | null;
}

const PAGE = 25;
/** Looked at from half past four in the morning, China time, after the points. */
const STARTS_AFTER_MS = 4.5 * HOUR_MS;
const MOST_KEPT = 50;

export const dayOfGrowthAudit = (now: Instant): ChinaDate => chinaDateOf(addMs(now, -STARTS_AFTER_MS));
export const nextGrowthAuditAt = (now: Instant): Instant =>
  addMs(endOfChinaDay(addMs(now, -STARTS_AFTER_MS)), STARTS_AFTER_MS);

/** Recomputes standings in the order of their ids until all are done or `enough` says stop. */
export async function reconcileTiers(
  store: Store,
  from: string | null,
  enough: () => boolean,
): Promise<Progress> {
  const rules = await readRules(store);
  const progress: Progress = { states: 0, found: [], cursor: from };
  if (rules.length === 0) return { ...progress, cursor: null };
  do {
    const page: Awaited<ReturnType<Store['tierStates']['find']>> = await store.tierStates.find({
      where: { version: moreThan(-1) },
      orderBy: '_id',
      limit: PAGE,
      cursor: progress.cursor,
    });
    for (const state of page.items.filter(({ mergedInto }) => mergedInto === null)) {
      const what = await differencesOf(store, state, rules);
      if (what.length > 0) progress.found.push({ memberId: state._id, what });
    }
    progress.states += page.items.length;
    progress.cursor = page.nextCursor;
  } while (progress.cursor !== null && !enough());
  return progress;
}

/** What differs from what the entries come to; nothing where somebody wrote meanwhile. */
async function differencesOf(store: Store, state: TierStanding, rules: Rules): Promise<string[]> {
  const entries = await readEntries(store, state.ledgers, instant(0));
  const { held } = recomputed(state, entries, rules);
  const unexplained = unexplainedOf(state, entries, rules);
  const { level, tier } = asTold({ ...state, held }, entries, rules);
  const what = [
    ...Object.entries(held).flatMap(([name, value]) =>
      Object.entries(state.held).some(([other, stored]) => other === name && stored === value) ? [] : [name],
    ),
    ...(level === state.level ? [] : ['level']),
    ...(state.ruleVersion === versionAt(rules, state.evaluatedUpTo).version && tier !== state.tier
      ? ['tier']
      : []),
    ...unexplained,
  ];
  if (what.length === 0) return what;
  const again = await store.tierStates.get(state._id);
  return again?.version === state.version ? what : [];
}

type Audit = DocumentOf<'growthAudits'>;
const firstPiece = (day: string): Audit => ({
  _id: day,
  cursor: null,
  states: 0,
  found: [],
  finishedAt: null,
});

/** The nightly check, a piece per minute while there is time. It changes no standing. */
export async function reconcileGrowth(call: TimerCall): Promise<{ tierDifferences: number }> {
  const { store, now } = call;
  const day = dayOfGrowthAudit(now);
  const audit = (await store.growthAudits.get(day)) ?? firstPiece(day);
  if (audit.finishedAt) return { tierDifferences: 0 };
  const { states, found, cursor } = await reconcileTiers(store, audit.cursor, call.outOfTime);
  for (const { memberId, what } of found)
    logLine('error', 'tier_difference', { memberId, what: what.join(' ') });
  await store.transact(async (transaction) => {
    const current = (await transaction.growthAudits.get(day)) ?? firstPiece(day);
    // Another sweep was faster: what it found stays.
    if (current.cursor !== audit.cursor || current.finishedAt !== null) return;
    await transaction.growthAudits.replace({
      _id: day,
      cursor,
      states: audit.states + states,
      found: [...audit.found, ...found].slice(0, MOST_KEPT),
      finishedAt: cursor === null ? now : null,
    });
  });
  return { tierDifferences: found.length };
}
