import type { PointsAccount, PointsLot } from '../../../contracts/points/points-ledger';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { openLots, sumOf } from './lots';

/**
 * Reminders of points about to expire: 30, 7 and 1 days before. A reminder tells of everything that expires within its
 * step, so it comes when a lot enters the step that no earlier one told of, and the next of the same step no sooner than
 * the step later: somebody who buys every day is told of the coming month once a month, not every day.
 */
const STEPS = [30, 7, 1] as const;
type Days = (typeof STEPS)[number];

const stepName = (days: Days): string => `${days}d`;

interface Expiring {
  points: number;
  expiresAt: Instant;
}

const expiring = (lots: readonly PointsLot[]): Expiring[] =>
  openLots(lots).flatMap(({ points, expiresAt }) => (expiresAt === null ? [] : [{ points, expiresAt }]));

/** What an account has that expires after `now` and not after `until` (null: whenever), soonest first. */
export const expiringUntil = (
  { lots }: Pick<PointsAccount, 'lots'>,
  now: Instant,
  until: Instant | null,
): Expiring[] =>
  expiring(lots)
    .filter(({ expiresAt }) => now < expiresAt && (until === null || expiresAt <= until))
    .sort((a, b) => a.expiresAt - b.expiresAt);

const ALWAYS = instant(0);

function stepDueAt({ lots, reminded }: Pick<PointsAccount, 'lots' | 'reminded'>, days: Days): Instant | null {
  const { until, quietUntil } = reminded[stepName(days)] ?? { until: ALWAYS, quietUntil: ALWAYS };
  const untold = expiring(lots).filter(({ expiresAt }) => expiresAt >= until);
  if (untold.length === 0) return null;
  const first = untold.reduce((soonest, { expiresAt }) => Math.min(soonest, expiresAt), Infinity);
  const entersAt = Math.max(0, first - days * DAY_MS);
  // Still quiet when the lot is gone: then the shorter steps tell of it.
  return instant(Math.max(entersAt, quietUntil));
}

/** When the next step of the account has to be looked at; null: nothing it has expires. */
export function nextReminderAt(account: Pick<PointsAccount, 'lots' | 'reminded'>): Instant | null {
  const instants = STEPS.map((days) => stepDueAt(account, days)).filter((at) => at !== null);
  return instants.length === 0 ? null : instants.reduce((first, at) => (at < first ? at : first));
}

export interface DueStep {
  name: string;
  points: number;
  /** How far it reaches. */
  until: Instant;
  /** The last expiry it tells of. */
  lastExpiry: Instant;
}

/** Steps whose time has come, each with what it tells of. */
export const dueSteps = (account: Pick<PointsAccount, 'lots' | 'reminded'>, now: Instant): DueStep[] =>
  STEPS.filter((days) => (stepDueAt(account, days) ?? Infinity) <= now).map((days) => {
    const until = addMs(now, days * DAY_MS);
    const told = expiringUntil(account, now, until);
    return { name: stepName(days), points: sumOf(told), until, lastExpiry: told.at(-1)?.expiresAt ?? until };
  });

/** What is remembered of a step that was looked at. @param told false when it was not worth a message */
export function afterStep(
  reminded: PointsAccount['reminded'],
  { name, until }: DueStep,
  told: boolean,
  now: Instant,
): PointsAccount['reminded'] {
  return { ...reminded, [name]: { until: addMs(until, 1), quietUntil: told ? until : now } };
}
