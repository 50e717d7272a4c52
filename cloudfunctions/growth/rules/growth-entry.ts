import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import {
  addChinaMonths,
  endOfChinaDay,
  endOfChinaYear,
  instant,
  type Instant,
} from '../../../contracts/primitives/time';

/** One line of the growth ledger, as far as counting is concerned. It is never changed: what comes back is a line of its own. */
export interface GrowthEntry {
  delta: number;
  occurredAt: Instant;
  /** The refund window is over; before, it is pending. */
  countsFrom: Instant;
  expiresAt: Instant;
  /**
   * Of what takes growth back: when that would have counted, or did; whether somebody took it by hand, no money came back; and which
   * period it is of, where a doubt moved it into another.
   */
  takesBack: {
    countsFrom: Instant;
    byHand?: boolean | undefined;
    keepsFrom?: Instant | undefined;
  } | null;
}

/** Every expiry is a midnight in China: the last day counts whole. */
export const growthExpiry = (lifetime: GrowthRule['lifetime'], occurredAt: Instant): Instant =>
  lifetime === 'calendar_year' ? endOfChinaYear(occurredAt) : endOfChinaDay(addChinaMonths(occurredAt, 12));

/** What is earned by something at `occurredAt` that can be refunded until `countsFrom`. */
export function entryOf(
  lifetime: GrowthRule['lifetime'],
  delta: number,
  occurredAt: Instant,
  countsFrom: Instant,
): GrowthEntry {
  // A year that ends within the refund window would leave nothing to count: its year is the one in which it begins to count.
  const beginsAt = lifetime === 'calendar_year' ? countsFrom : occurredAt;
  return { delta, occurredAt, countsFrom, expiresAt: growthExpiry(lifetime, beginsAt), takesBack: null };
}

/** Takes `taken` of an entry back: with it while it is pending, and gone when it is gone. */
export const reversalOf = (entry: GrowthEntry, taken: number, at: Instant): GrowthEntry => ({
  // Not -0, which no equality takes for 0.
  delta: 0 - taken,
  occurredAt: at,
  countsFrom: at > entry.countsFrom ? at : entry.countsFrom,
  expiresAt: entry.expiresAt,
  takesBack: { countsFrom: entry.countsFrom },
});

const sum = (entries: readonly GrowthEntry[]): number => entries.reduce((all, { delta }) => all + delta, 0);

/** What counts at an instant. */
export const growthAt = (entries: readonly GrowthEntry[], at: Instant): number =>
  sum(entries.filter(({ countsFrom, expiresAt }) => countsFrom <= at && at < expiresAt));

/** What happened and does not count yet. */
export const pendingAt = (entries: readonly GrowthEntry[], at: Instant): number =>
  sum(entries.filter(({ occurredAt, countsFrom }) => occurredAt <= at && at < countsFrom));

/**
 * What began to count after `from` and up to `to`: what a review asks for. The entry that raised the tier stands before, and what takes
 * something back counts where that did: not against a period that never counted it.
 */
export const earnedWithin = (entries: readonly GrowthEntry[], from: Instant, to: Instant): number =>
  sum(entries.filter((entry) => entry.countsFrom <= to && from < keepsFromOf(entry)));

/** The same of what happened before `to`, also where it counts later: what a review that waits for it finds. */
export const earnedInTime = (entries: readonly GrowthEntry[], from: Instant, to: Instant): number =>
  sum(entries.filter((entry) => isInTime(entry, to) && from < keepsFromOf(entry)));

const keepsFromOf = ({ countsFrom, takesBack }: GrowthEntry): Instant =>
  takesBack?.keepsFrom ?? takesBack?.countsFrom ?? countsFrom;

const isInTime = ({ occurredAt, countsFrom }: GrowthEntry, to: Instant): boolean =>
  countsFrom <= to || occurredAt < to;

/** When what is pending begins to count, as far as it has not come back. */
function countingDays(pending: readonly GrowthEntry[]): Instant[] {
  const left = new Map<Instant, number>();
  for (const { countsFrom, delta } of pending) left.set(countsFrom, (left.get(countsFrom) ?? 0) + delta);
  return [...left].filter(([, growth]) => growth > 0).map(([at]) => at);
}

/** When the last of what happened before `to`, and is pending then, begins to count; null: nothing is. */
export function countedAfter(entries: readonly GrowthEntry[], to: Instant): Instant | null {
  const days = countingDays(entries.filter((entry) => isInTime(entry, to) && entry.countsFrom > to));
  return days.length === 0 ? null : instant(Math.max(...days));
}

/** When the first of what is pending begins to count; null: nothing is. */
export function countedFirst(entries: readonly GrowthEntry[], now: Instant): Instant | null {
  const days = countingDays(entries.filter(({ countsFrom }) => countsFrom > now));
  return days.length === 0 ? null : instant(Math.min(...days));
}

export const isMoneyBack = ({ takesBack }: GrowthEntry): boolean => takesBack !== null && !takesBack.byHand;

/** What had counted at `then` if what came back until `now` had never been paid. */
export const hindsight = (entries: readonly GrowthEntry[], then: Instant, now: Instant): number =>
  sum(
    entries.filter((entry) => {
      const { countsFrom, expiresAt, takesBack } = entry;
      const since = isMoneyBack(entry) ? (takesBack?.countsFrom ?? countsFrom) : countsFrom;
      return countsFrom <= now && since <= then && then < expiresAt;
    }),
  );
