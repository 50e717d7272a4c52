import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type {
  Privilege,
  PrivilegeKind,
  PrivilegeQuota,
  SoldPrivilege,
} from '../../../contracts/growth/privilege';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import { placeOf, type Ladder } from './tier-place';
import { floorAt } from './tier-state';
import { isBirthdayOn, timesText, type EarningOffer } from '../../points/rules/earning/earn-rule';

/** What the till applies by itself: of each kind one, the highest tier's. */
const applied: readonly PrivilegeKind[] = [
  'member_price',
  'points_multiplier',
  'birthday_points',
  'fast_refund',
];
/** Of what is left, what a clerk grants. */
const granted: readonly PrivilegeKind[] = ['free_delivery', 'priority', 'trial', 'event', 'custom'];

export const isGranted = ({ kind }: Pick<Privilege, 'kind'>): boolean => granted.includes(kind);

/** The rights of a tier. */
export function privilegesAt(all: readonly Privilege[], level: number): Privilege[] {
  const own = all.filter(({ fromLevel }) => fromLevel <= level);
  const isBest = (one: Privilege): boolean =>
    own.every((other) => other.kind !== one.kind || other.id === one.id || !isAbove(other, one));
  return own.filter((one) => !applied.includes(one.kind) || isBest(one));
}

const isAbove = (other: Privilege, one: Privilege): boolean =>
  other.fromLevel !== one.fromLevel ? other.fromLevel > one.fromLevel : other.id < one.id;

interface Payer {
  level: number;
  tier: string;
  /** `MM-DD` */
  birthday: string | null;
}

/** What an order is sold with. */
export const soldTo = (
  all: readonly Privilege[],
  { level, tier, birthday }: Payer,
  now: Instant,
): SoldPrivilege[] =>
  privilegesAt(all, level).flatMap(({ id, kind, name, value }) => {
    if (value === null) return [];
    const isToday = birthday !== null && isBirthdayOn(birthday, chinaDateOf(now));
    return kind === 'birthday_points' && !isToday ? [] : [{ id, kind, name, tier, value }];
  });

type Told = Pick<TierStanding, 'level' | 'tierId' | 'held' | 'floor' | 'floorsBehind'>;

/** What somebody was told they have, by its id. */
export const tierIdOf = ({ tierId, level }: Pick<Told, 'tierId' | 'level'>): number => tierId ?? level;

/**
 * The place held at an instant by a rule, before any sweep writes it down: a floor ends at its very minute, and a new rule has the same
 * tier at another place. Null: nothing was heard of them.
 */
export function levelAt(rule: Ladder, state: Told | null | undefined, now: Instant): number {
  if (!state) return 0;
  const told = placeOf(rule, tierIdOf(state));
  const { floor, floorsBehind, held } = state;
  if (floor === null || now < floor.until) return told;
  return Math.min(told, Math.max(placeOf(rule, held.earned), floorAt(rule, floorsBehind, now)));
}

/** What a quota is counted by; without one a month. */
export const periodOf = (quota: PrivilegeQuota | null, at: Instant): string =>
  chinaDateOf(at).slice(0, quota?.period === 'year' ? 'YYYY'.length : 'YYYY-MM'.length);

/** How often it can still be used; null: as often as one likes. */
export const leftOf = (quota: PrivilegeQuota | null, used: number): number | null =>
  quota === null ? null : Math.max(0, quota.times - used);

/** What is sold, as far as points are concerned. */
export const earningOffers = (sold: readonly SoldPrivilege[]): EarningOffer[] =>
  sold
    .filter(({ kind }) => kind === 'points_multiplier' || kind === 'birthday_points')
    .map(({ id, kind, tier, value }) => ({
      id,
      multiplier: value,
      note: `${kind === 'birthday_points' ? `${tier}生日` : tier}${timesText(value)}`,
    }));

/** What a clerk gives back of an order, so much in all, asks no second person. */
export const fastRefundOf = (sold: readonly SoldPrivilege[], backFen: number): SoldPrivilege | null =>
  sold.find(({ kind, value }) => kind === 'fast_refund' && backFen <= value) ?? null;
