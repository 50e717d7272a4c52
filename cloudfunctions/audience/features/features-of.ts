import type { MemberFeatures } from '../../../contracts/audience/features';
import type { MemberSource } from '../../../contracts/office/kept-values';
import type { LeaderId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { eachOnce } from '../../kit/facts/each-once';
import type { FactKind } from '../../kit/facts/fact-kind';
import { buyingOf, categoriesOf, daysOf, gapDaysOf, monthsOf } from './purchases';
import type { Told } from './told';
import { voicesOf } from './voices';

/** What is kept of a member by now, besides what happened. */
export interface Held {
  joinedAt: Instant;
  source: MemberSource;
  storeId: StoreId | null;
  leaderId: LeaderId | null;
  birthMonth: number | null;
  tags: readonly string[];
  tier: number | null;
  points: number;
  pointsExpire: readonly Instant[];
  couponsExpire: readonly Instant[];
}

/** Coming to the shop in person, or buying. */
const VISITS: readonly FactKind[] = ['visited', 'checked_in', 'paid', 'coupon_used', 'redeemed'];

/** The kinds of facts the picture is made of; of others only their member matters. */
export const picturedKinds: readonly FactKind[] = [
  ...VISITS,
  'refunded',
  'coupon_issued',
  'coupon_returned',
  'coupon_expired',
  'coupon_revived',
  'invited',
  'message_delivered',
  'message_opened',
  'message_clicked',
  'survey_answered',
  'note_added',
  'note_closed',
];

/** More are not needed: rules ask for the next of them. */
const MOST_EXPIRIES = 100;
const soonest = (instants: readonly Instant[]): Instant[] =>
  [...instants].sort((a, b) => a - b).slice(0, MOST_EXPIRIES);

/** The picture of a member: of the same facts and the same held it is the same, in whatever order and however often they are told. */
export function featuresOf(held: Held, told: readonly Told[]): MemberFeatures {
  const facts = eachOnce(told);
  const countOf = (kind: FactKind): number => facts.filter((fact) => fact.kind === kind).length;
  const lastOf = (...kinds: FactKind[]): Instant | null =>
    facts.filter(({ kind }) => kinds.includes(kind)).at(-1)?.at ?? null;
  const { kept, refunds } = buyingOf(facts);
  const stores = [held.storeId, ...kept.map(({ storeId }) => storeId)].filter((id) => id !== null);
  return {
    ...held,
    storeIds: [...new Set(stores)].sort(),
    cities: [...new Set(kept.flatMap(({ city }) => city ?? []))].sort(),
    tags: [...new Set(held.tags)].sort(),
    pointsExpire: soonest(held.pointsExpire),
    couponsExpire: soonest(held.couponsExpire),
    coupons: {
      issued: facts.reduce((n, { kind, refs }) => n + (kind === 'coupon_issued' ? Number(refs.count) : 0), 0),
      used: Math.max(0, countOf('coupon_used') - countOf('coupon_returned')),
      expired: Math.max(0, countOf('coupon_expired') - countOf('coupon_revived')),
    },
    orders: {
      n: kept.length,
      amountFen: kept.reduce((sum, { amountFen }) => sum + amountFen, 0),
      withCoupon: kept.filter(({ withCoupon }) => withCoupon).length,
    },
    refunds,
    firstOrderAt: kept[0]?.at ?? null,
    lastOrderAt: kept.at(-1)?.at ?? null,
    days: daysOf(kept),
    months: monthsOf(kept),
    categories: categoriesOf(kept),
    gapDays: gapDaysOf(kept),
    invited: countOf('invited'),
    lastVisitAt: lastOf(...VISITS),
    lastReachedAt: lastOf('message_delivered'),
    lastOpenedAt: lastOf('message_opened'),
    lastClickedAt: lastOf('message_clicked'),
    ...voicesOf(facts),
  };
}

/** Which of the features differ; expiries that are over are no difference. */
export function changedFeatures(
  before: MemberFeatures | null,
  after: MemberFeatures,
  now: Instant,
): (keyof MemberFeatures)[] {
  const asText = (features: MemberFeatures | null, name: keyof MemberFeatures): string => {
    const value = features?.[name] ?? null;
    const ahead = Array.isArray(value) && name.endsWith('Expire');
    return JSON.stringify(ahead ? value.filter((at) => typeof at === 'number' && at > now) : inOrder(value));
  };
  const names = Object.keys(after).filter((name): name is keyof MemberFeatures => name in after);
  return names.filter((name) => asText(before, name) !== asText(after, name));
}

/** Fields in an order of their own, as a database may give them in another. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([name, inner]): [string, unknown] => [name, inOrder(inner)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
