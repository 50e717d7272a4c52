import { NO_VALUE, plus, type Sums } from '../../../contracts/primitives/insight/measures';
import type { Instant } from '../../../contracts/primitives/time';
import { eachOnce } from '../../kit/facts/each-once';
import { bucketsOf } from './buckets';
import { cohortsOf } from './cohorts-of';
import { messageOrdersOf, messagePlaceOf } from './message-orders-of';
import { historyOf, placeOf, type History, type Place } from './person-history';
import { ordersOf, type Order, type Orders, type Refund } from './orders-of';
import { rowIdOf, type Counted, type RowKey } from './row-key';
import type { Told } from './told-person';

/** What somebody adds to the figures, by the row's id. */
export type Contribution = ReadonlyMap<string, Counted>;

/** Adds into rows. */
export class Counting {
  private readonly rows = new Map<string, Counted>();

  add(key: RowKey, sums: Sums): void {
    const id = rowIdOf(key);
    this.rows.set(id, { ...key, sums: plus(this.rows.get(id)?.sums ?? {}, sums) });
  }

  /** In every bucket of the moment, for every value of the place. */
  at(at: Instant, place: Place, sums: Sums): void {
    for (const [grain, bucket] of bucketsOf(at))
      for (const [cut, value] of place) this.add({ grain, bucket, cut, value }, sums);
  }

  done(): Contribution {
    return this.rows;
  }
}

/**
 * What one person, with all accounts that are part of them, adds to every row: of the same facts the same, in whatever order they are
 * told. So a refund, a late fact, a merge or another tier is the difference between two of these, and nothing has to be counted again.
 */
export function contributionOf(told: readonly Told[]): Contribution {
  const facts = eachOnce(told);
  const counting = new Counting();
  if (facts.length === 0) return counting.done();
  const history = historyOf(facts);
  const bought = ordersOf(facts, history);
  countOrders(counting, bought);
  countBuyers(counting, bought.orders);
  countPerson(counting, facts, history, bought.orders);
  const savings = savingsOf(facts);
  for (const fact of facts) countHappening(counting, fact, placeOf(history, fact), savings);
  for (const { at, place, sums } of messageOrdersOf(facts, bought.orders)) counting.at(at, place, sums);
  for (const [key, sums] of cohortsOf(facts, bought)) counting.add(key, sums);
  return counting.done();
}

const couponSums = ({ refs: { couponId, couponOffFen }, amountFen = 0 }: Told): Sums =>
  couponId === undefined
    ? {}
    : { couponOrders: 1, couponOrderFen: amountFen, couponOffFen: numberOf(couponOffFen) };

const byCategory = (categories: Readonly<Record<string, number>>): [Place, number][] =>
  Object.entries(categories)
    .filter(([, amountFen]) => amountFen !== 0)
    .map(([name, amountFen]) => [[['category', name]], amountFen]);

function countOrders(counting: Counting, { orders, strayRefunds }: Orders): void {
  for (const { fact, place, amountFen, categories, refunds, isKept } of orders) {
    const couponed = couponSums(fact);
    counting.at(fact.at, place, {
      orders: 1,
      keptOrders: isKept ? 1 : 0,
      grossFen: amountFen,
      ...couponed,
    });
    for (const [category, grossFen] of byCategory(categories))
      counting.at(fact.at, category, { orders: 1, keptOrders: isKept ? 1 : 0, grossFen });
    for (const refund of refunds) countRefund(counting, refund, place);
  }
  for (const { refund, place } of strayRefunds) countRefund(counting, refund, place);
}

function countRefund(counting: Counting, { fact, amountFen, categories }: Refund, place: Place): void {
  counting.at(fact.at, place, { refunds: 1, refundFen: amountFen });
  for (const [category, refundFen] of byCategory(categories))
    counting.at(fact.at, category, { refunds: 1, refundFen });
}

/** Once in each row where they have an order that is kept, however many there are. */
function countBuyers(counting: Counting, orders: readonly Order[]): void {
  const kept = new Map<string, { key: RowKey; n: number }>();
  for (const { fact, place, categories, isKept } of orders) {
    if (!isKept) continue;
    const everywhere = [...place, ...byCategory(categories).flatMap(([category]) => category)];
    for (const [grain, bucket] of bucketsOf(fact.at))
      for (const [cut, value] of everywhere) {
        const key = { grain, bucket, cut, value };
        const id = rowIdOf(key);
        kept.set(id, { key, n: (kept.get(id)?.n ?? 0) + 1 });
      }
  }
  for (const { key, n } of kept.values()) counting.add(key, { buyers: 1, repeatBuyers: n > 1 ? 1 : 0 });
}

/** Two accounts of one person have joined once, with the first of them; the first and second order are those that are kept. */
function countPerson(
  counting: Counting,
  facts: readonly Told[],
  history: History,
  orders: readonly Order[],
): void {
  const joined = facts.find(({ kind }) => kind === 'joined');
  if (joined) counting.at(joined.at, placeOf(history, joined, joined.leaderId ?? NO_VALUE), { joined: 1 });
  const closed = facts.find(({ kind }) => kind === 'closed');
  if (closed)
    counting.at(closed.at, placeOf(history, closed), { closed: 1, pointsForfeited: pointsLeft(facts) });
  const [first, second] = orders.filter(({ isKept }) => isKept);
  if (first) counting.at(first.fact.at, first.place, { firstOrders: 1 });
  if (second) counting.at(second.fact.at, second.place, { secondOrders: 1 });
}

/** What somebody has, of all they were ever given. */
const pointsLeft = (facts: readonly Told[]): number =>
  facts.reduce((left, { kind, refs }) => {
    if (kind === 'points_earned') return left + numberOf(refs.points);
    return kind === 'points_spent' ? left - numberOf(refs.points) : left;
  }, 0);

const numberOf = (value: string | number | boolean | undefined): number =>
  typeof value === 'number' ? value : 0;

/** What each use of a coupon saved, by coupon and turn: a use that is taken back saved nothing. */
const savingsOf = (facts: readonly Told[]): ReadonlyMap<string, number> =>
  new Map(
    facts
      .filter(({ kind }) => kind === 'coupon_used')
      .map(({ refs }) => [useOf(refs), numberOf(refs.savingFen)]),
  );

const useOf = ({ couponId, turn }: Told['refs']): string => `${String(couponId)}-${String(turn)}`;

/** What is counted as often as it happens. */
function countHappening(
  counting: Counting,
  fact: Told,
  place: Place,
  savings: ReadonlyMap<string, number>,
): void {
  const sums = sumsOfHappening(fact, savings.get(useOf(fact.refs)) ?? 0);
  if (sums === null) return;
  counting.at(fact.at, [...place, ...messagePlaceOf(fact)], sums);
}

/** @param savingFen of the use of a coupon the fact tells of */
function sumsOfHappening({ kind, refs }: Told, savingFen: number): Sums | null {
  switch (kind) {
    case 'coupon_issued':
      return { couponsIssued: numberOf(refs.count) };
    case 'coupon_used':
      return { couponsUsed: 1, couponSavingFen: savingFen };
    case 'coupon_returned':
      return { couponsUsed: -1, couponSavingFen: -savingFen };
    case 'coupon_expired':
      return { couponsExpired: 1 };
    case 'coupon_revived':
      return { couponsExpired: -1 };
    case 'points_earned':
      return { pointsEarned: numberOf(refs.points) };
    case 'points_spent':
      return {
        pointsSpent: numberOf(refs.points),
        pointsExpired: refs.why === 'expire' ? numberOf(refs.points) : 0,
      };
    case 'redeemed':
      return { redeemed: 1 };
    case 'invited':
      return { invited: 1 };
    case 'message_delivered':
      return { delivered: 1 };
    case 'message_opened':
      return { opened: 1 };
    case 'message_clicked':
      return { clicked: 1 };
    case 'tier_changed':
      return tierMoved(numberOf(refs.from), numberOf(refs.to));
    default:
      return null;
  }
}

/** Whoever stands in for a tier that is gone neither rose nor fell. */
const tierMoved = (from: number, to: number) =>
  to === from ? null : to > from ? { tierUp: 1 } : { tierDown: 1 };
