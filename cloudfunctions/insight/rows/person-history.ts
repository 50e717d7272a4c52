import { NO_VALUE, type Cut } from '../../../contracts/primitives/insight/measures';
import type { Instant } from '../../../contracts/primitives/time';
import type { Told } from './told-person';

/** A value of each cut that somebody, or what they did, belongs to. */
export type Place = readonly (readonly [cut: Cut, value: string])[];

/** Who somebody was at each moment, and is by now. */
export interface History {
  tierAt: (at: Instant) => string;
  leaderAt: (at: Instant) => string;
  tierNow: string;
  leaderNow: string;
  /** Of each account that is part of them, how it came. */
  sourceOf: (fact: Told) => string;
}

/** Everybody begins on the lowest tier. Tiers are named by their ids; facts from before there were any, by their places. */
const LOWEST = '0';

/** @param facts in order */
export function historyOf(facts: readonly Told[]): History {
  const tiers = facts.filter(({ kind }) => kind === 'tier_changed');
  const leaders = facts.filter(({ kind }) => kind === 'joined' || kind === 'leader_changed');
  const sources = new Map(
    facts
      .filter(({ kind }) => kind === 'joined')
      .map(({ memberId, refs }) => [memberId, String(refs.source)]),
  );
  const lastBefore = (told: readonly Told[], at: Instant): Told | undefined =>
    told.filter((fact) => fact.at <= at).at(-1);
  const tierOf = (told: Told | undefined): string => {
    if (told) return String(told.refs.toId ?? told.refs.to);
    const first = tiers[0]?.refs;
    return first ? String(first.fromId ?? first.from) : LOWEST;
  };
  const leaderOf = (told: Told | undefined): string => told?.leaderId ?? NO_VALUE;
  return {
    tierAt: (at) => tierOf(lastBefore(tiers, at)),
    leaderAt: (at) => leaderOf(lastBefore(leaders, at)),
    tierNow: tierOf(tiers.at(-1)),
    leaderNow: leaderOf(leaders.at(-1)),
    sourceOf: ({ memberId }) => sources.get(memberId) ?? NO_VALUE,
  };
}

/** Where something somebody did is counted. @param sold the leader of the sale, where there was one */
export const placeOf = (history: History, fact: Told, sold?: string): Place => [
  ['all', 'all'],
  ['store', fact.storeId ?? NO_VALUE],
  ['tier', history.tierAt(fact.at)],
  ['tierNow', history.tierNow],
  ['leader', sold ?? history.leaderAt(fact.at)],
  ['leaderNow', history.leaderNow],
  ['source', history.sourceOf(fact)],
];
