import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { EntryView } from '../../../contracts/growth/growth';
import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { lookAt } from '../../../contracts/primitives/tier/tier-look';
import type { Instant } from '../../../contracts/primitives/time';
import { handlesFor } from '../../kit/ids/handle-key';
import type { ReadCall } from '../../kit/host/call';
import { oneOf, not } from '../../kit/store/query/condition';
import { loadStanding, type LoadedStanding } from '../ledger/load-standing';
import { readRights } from '../privileges/read-rights';
import { readRulesAhead } from '../ledger/read-rules';
import { levelAt } from '../rules/privileges';
import { countedFirst } from '../rules/growth-entry';
import { progressAt, progressText } from '../rules/progress';
import { floorOver, floorsOf } from '../rules/floors';
import { versionAt, type Rules } from '../rules/standing';
import { placeOf } from '../rules/tier-place';
import { growthRuleLines } from '../rules/rule-text';
import { latestFirst } from '../../kit/store/query/latest-first';

/** 会员中心: the tier, what leads to the next, what keeps it, and the rules in plain words. Null: the merchant has no tiers. */
export async function readGrowth({ store, member, now }: ReadCall<'member'>) {
  const [rules, loaded, held] = await Promise.all([
    readRulesAhead(store),
    loadStanding(store, member),
    readRights(store, member, now),
  ]);
  const club = rules && {
    ...clubOf(versionAt(rules, now), { ...loaded, rules }, now),
    rights: held?.rights ?? [],
  };
  return { club, now };
}

function clubOf(
  rule: PublishedGrowthRule,
  { state, entries, rules }: LoadedStanding & { rules: Rules },
  now: Instant,
) {
  const level = levelAt(rule, state, now);
  const progress = progressAt(rules, entries, { ...state.held, level, moves: [] }, now);
  return {
    tier: rule.tiers[level]?.name ?? '',
    level,
    tiers: rule.tiers.map(({ name, entry, keep, look }, at) => ({
      name,
      entry,
      keep,
      look: look ?? lookAt(at),
    })),
    growth: progress.growth,
    pending: progress.pending,
    pendingUntil: countedFirst(entries, now),
    next: progress.next,
    text: progressText(progress),
    keep: progress.keep,
    isInGrace: state.held.isInGrace,
    floorUntil: floorUntil(rule, state, now),
    ahead: aheadOf(rule, level),
    ruleLines: growthRuleLines(rule),
  };
}

/** What the tiers above add, the nearest first. */
const aheadOf = ({ privileges, tiers }: PublishedGrowthRule, level: number) =>
  privileges
    .filter(({ fromLevel }) => fromLevel > level && fromLevel < tiers.length)
    .sort((one, other) => one.fromLevel - other.fromLevel)
    .map(({ fromLevel, name, terms }) => ({ tier: tiers[fromLevel]?.name ?? '', name, terms }));

/** Where it holds more than is earned, or the same beyond the review. */
const floorUntil = (rule: PublishedGrowthRule, state: TierStanding, now: Instant): Instant | null => {
  const running = floorsOf(state).find(({ until }) => now < until);
  if (running && levelAt(rule, state, now) > placeOf(rule, state.held.earned)) return running.until;
  const { nextReviewAt: review } = state.held;
  return review === null ? null : (floorOver(rule, state, review)?.until ?? null);
};

/** 成长值明细, latest first. */
export async function listGrowth(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { store, member, now } = call;
  const ledgers = (await store.tierStates.get(member._id))?.ledgers ?? [member._id];
  const { items, nextCursor } = await store.growthEntries.find(
    latestFirst('occurredAt', cursor, { memberId: oneOf(ledgers), delta: not(0) }),
  );
  const handleFor = handlesFor(call);
  return { entries: items.map((entry) => viewEntry(entry, handleFor)), nextCursor, now };
}

const viewEntry = (
  { _id, source, delta, amountFen, reason, occurredAt, countsFrom, expiresAt }: LedgerGrowth,
  handleFor: (id: string) => string,
): EntryView => ({
  id: handleFor(_id),
  source,
  delta,
  amountFen,
  reason: reason ?? null,
  at: occurredAt,
  countsFrom,
  expiresAt,
});
