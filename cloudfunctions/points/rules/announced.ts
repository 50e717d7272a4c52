import { isWithinHours } from '../../../contracts/primitives/clock/minute-of-day';
import type { QuietHours } from '../../../contracts/message/message-values';
import type { PointsRule, PointsRuleDraft } from '../../../contracts/points/points-rule';
import {
  addMs,
  chinaMinuteOfDay,
  DAY_MS,
  endOfChinaDay,
  HOUR_MS,
  instant,
  nextChinaMinute,
  type Instant,
} from '../../../contracts/primitives/time';
import { charterPointsLines } from './earning/rule-text';
import type { NamedTiers, TierLists } from './named-tiers';

/** Members are told so long before what the charter says changes. */
export const ANNOUNCED_DAYS = 7;

type Hours = Readonly<QuietHours>;

/** Telling everybody takes a while. */
const TELLING_MS = HOUR_MS;

/** Nobody is told at night. */
const byMorning = (at: Instant, { fromMinute, toMinute }: Hours): Instant =>
  isWithinHours(chinaMinuteOfDay(at), fromMinute, toMinute) ? nextChinaMinute(at, toMinute) : at;

/** The first midnight before which there are seven whole days from when it was told. */
export const startOnceTold = (toldAt: Instant): Instant =>
  endOfChinaDay(addMs(toldAt, ANNOUNCED_DAYS * DAY_MS - 1));

/** The same of what is written to members now. @param quietHours in which no message goes out */
export const startIfTold = (now: Instant, quietHours: Hours): Instant =>
  startOnceTold(byMorning(now, quietHours));

/** The same of what is published now, up to the last who is told of it. */
export const earliestStart = (now: Instant, quietHours: Hours): Instant =>
  startIfTold(addMs(now, TELLING_MS), quietHours);

/** A rule that is announced, or was. */
type Announced = Pick<PointsRule, 'holdsFrom' | 'publishedAt'> & { isUntold?: boolean };

/** What nobody was told of holds at no time: it waits until it was, however late the sweep is. */
const NEVER = instant(Date.UTC(9999, 0, 1));

/** When a version begins to hold. */
export const startOf = ({ isUntold, ...rule }: Announced): Instant => (isUntold ? NEVER : plannedStart(rule));

/** The same as it was announced, whoever was told of it yet. */
export const plannedStart = ({ holdsFrom, publishedAt }: Announced): Instant => holdsFrom ?? publishedAt;

export interface Difference {
  added: string[];
  removed: string[];
}

/** What one says and the other does not, or says more often: of two rights of the same words one may go. */
export const linesBetween = (old: readonly string[], young: readonly string[]): Difference => ({
  added: without(young, old),
  removed: without(old, young),
});

const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/** A rule, and which tiers its names mean. */
type Said = PointsRuleDraft & { namedTiers?: NamedTiers };

/** What of the charter changes with a points rule. @param before null: there were no points @param lists what tiers are called */
export const pointsDifference = (before: Said | null, after: Said | null, lists: TierLists): Difference =>
  linesBetween(
    before ? charterPointsLines(before, lists) : [],
    after ? charterPointsLines(after, lists) : [],
  );
