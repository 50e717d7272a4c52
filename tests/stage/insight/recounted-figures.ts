import { measures, type Measure, type Sums } from '../../../contracts/primitives/insight/measures';
import { recountedCohorts } from './recounted-cohorts';
import { DAY, dateOf, ordersIn, pastOf, type Fact, type Order, type Past, type Place } from './told-past';

/**
 * The figures by brute force, in another way than the product's: a flat list of what happened, each with where it belongs, then sums and
 * sets over the whole list. It knows nothing of what stood before.
 */

interface Event {
  at: number;
  measure: Measure;
  n: number;
  /** By cut. */
  of: Place;
}

const key = (bucket: string, cut: string, value: string): string => `${bucket}:${cut}:${value}`;

const mondayOf = (at: number): string => {
  const weekday = (new Date(dateOf(at)).getUTCDay() + 6) % 7;
  return dateOf(at - weekday * DAY);
};
const bucketsOf = (at: number): string[] => [
  `day:${dateOf(at)}`,
  `week:${mondayOf(at)}`,
  `month:${dateOf(at).slice(0, 7)}`,
  'ever:ever',
];

const categoriesIn = ({ categories = {} }: Fact): [string, number][] =>
  Object.entries(categories)
    .filter(([, fen]) => fen !== 0)
    .map(([name, fen]) => [name === '' ? '-' : name, fen]);

const event = (at: number, of: Place, sums: Sums): Event[] =>
  measures.flatMap((measure) => (sums[measure] ? [{ at, of, measure, n: sums[measure] }] : []));

function money({ byTime, placeAt }: Past, orders: readonly Order[]): Event[] {
  const refundEvents = (refund: Fact, of: Place): Event[] => [
    ...event(refund.at, of, { refunds: 1, refundFen: refund.amountFen ?? 0 }),
    ...categoriesIn(refund).flatMap(([category, refundFen]) =>
      event(refund.at, { category }, { refunds: 1, refundFen }),
    ),
  ];
  const known = new Set(orders.flatMap(({ refunds }) => refunds.map(({ _id }) => _id)));
  const stray = byTime.filter(({ kind, _id }) => kind === 'refunded' && !known.has(_id));
  return [
    ...orders.flatMap(({ paid, refunds, isKept, of }) => [
      ...event(paid.at, of, { orders: 1, keptOrders: isKept ? 1 : 0, grossFen: paid.amountFen ?? 0 }),
      ...(paid.refs.couponId === undefined
        ? []
        : event(paid.at, of, {
            couponOrders: 1,
            couponOrderFen: paid.amountFen ?? 0,
            couponOffFen: Number(paid.refs.couponOffFen ?? 0),
          })),
      ...categoriesIn(paid).flatMap(([category, grossFen]) =>
        event(paid.at, { category }, { orders: 1, keptOrders: isKept ? 1 : 0, grossFen }),
      ),
      ...refunds.flatMap((refund) => refundEvents(refund, of)),
    ]),
    ...stray.flatMap((refund) => refundEvents(refund, placeAt(refund))),
  ];
}

function people({ byTime, personOf, placeAt }: Past, orders: readonly Order[]): Event[] {
  return [...new Set(byTime.map(({ memberId }) => personOf(memberId)))].flatMap((person) => {
    const theirs = byTime.filter(({ memberId }) => personOf(memberId) === person);
    const joined = theirs.find(({ kind }) => kind === 'joined');
    const closed = theirs.find(({ kind }) => kind === 'closed');
    const [first, second] = orders.filter(({ paid, isKept }) => isKept && personOf(paid.memberId) === person);
    return [
      ...(joined
        ? event(joined.at, { ...placeAt(joined), leader: joined.leaderId ?? '-' }, { joined: 1 })
        : []),
      ...(closed ? event(closed.at, placeAt(closed), { closed: 1, pointsForfeited: balanceOf(theirs) }) : []),
      ...(first ? event(first.paid.at, first.of, { firstOrders: 1 }) : []),
      ...(second ? event(second.paid.at, second.of, { secondOrders: 1 }) : []),
    ];
  });
}

const balanceOf = (facts: readonly Fact[]): number => {
  const sum = (wanted: string): number =>
    facts.filter(({ kind }) => kind === wanted).reduce((total, { refs }) => total + Number(refs.points), 0);
  return sum('points_earned') - sum('points_spent');
};

function happenings({ byTime, personOf, placeAt }: Past): Event[] {
  const savingOf = (fact: Fact): number => {
    const use = byTime.find(
      ({ kind, memberId, refs }) =>
        kind === 'coupon_used' &&
        personOf(memberId) === personOf(fact.memberId) &&
        refs.couponId === fact.refs.couponId &&
        refs.turn === fact.refs.turn,
    );
    return Number(use?.refs.savingFen ?? 0);
  };
  const told: Partial<Record<Fact['kind'], (fact: Fact) => Sums>> = {
    coupon_issued: ({ refs }) => ({ couponsIssued: Number(refs.count) }),
    coupon_used: (fact) => ({ couponsUsed: 1, couponSavingFen: savingOf(fact) }),
    coupon_returned: (fact) => ({ couponsUsed: -1, couponSavingFen: -savingOf(fact) }),
    coupon_expired: () => ({ couponsExpired: 1 }),
    coupon_revived: () => ({ couponsExpired: -1 }),
    points_earned: ({ refs }) => ({ pointsEarned: Number(refs.points) }),
    points_spent: ({ refs }) => ({
      pointsSpent: Number(refs.points),
      ...(refs.why === 'expire' && { pointsExpired: Number(refs.points) }),
    }),
    redeemed: () => ({ redeemed: 1 }),
    invited: () => ({ invited: 1 }),
    tier_changed: ({ refs: { from, to } }) => {
      if (from === to) return {};
      return Number(to) > Number(from) ? { tierUp: 1 } : { tierDown: 1 };
    },
    message_delivered: () => ({ delivered: 1 }),
    message_opened: () => ({ opened: 1 }),
    message_clicked: () => ({ clicked: 1 }),
  };
  return byTime.flatMap((fact) => {
    const isMessage = fact.kind.startsWith('message_');
    const of = isMessage ? { ...placeAt(fact), ...messageNames(fact) } : placeAt(fact);
    return event(fact.at, of, told[fact.kind]?.(fact) ?? {});
  });
}

const messageNames = ({ refs: { channel, message } }: Fact): Place => ({
  channel: String(channel),
  message: String(message),
});

/** Each kept order, and the message looked at last in the 72 hours up to it, if there was one. */
function credited({ byTime, personOf }: Past, orders: readonly Order[]): Event[] {
  return orders.flatMap(({ paid, refunds, isKept, of }) => {
    const looks = byTime.filter(
      ({ kind, memberId, at }) =>
        (kind === 'message_opened' || kind === 'message_clicked') &&
        personOf(memberId) === personOf(paid.memberId) &&
        at <= paid.at &&
        paid.at - at < 3 * DAY,
    );
    const last = looks.pop();
    if (!isKept || !last) return [];
    const back = refunds.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
    const messageOrderFen = (paid.amountFen ?? 0) - back;
    return event(paid.at, { ...of, ...messageNames(last) }, { messageOrders: 1, messageOrderFen });
  });
}

/** Sets of people for every row, and how many of them bought more than once there. */
function buyers({ personOf }: Past, orders: readonly Order[]): Map<string, Sums> {
  const bought = new Map<string, Map<string, number>>();
  for (const { paid, of } of orders.filter(({ isKept }) => isKept)) {
    const values = [
      ...Object.entries(of),
      ...categoriesIn(paid).map(([name]): [string, string] => ['category', name]),
    ];
    for (const bucket of bucketsOf(paid.at))
      for (const [cut, value] of values) {
        const row = bought.get(key(bucket, cut, value)) ?? new Map<string, number>();
        const person = personOf(paid.memberId);
        bought.set(key(bucket, cut, value), row.set(person, (row.get(person) ?? 0) + 1));
      }
  }
  return new Map(
    [...bought].map(([id, row]) => {
      const repeatBuyers = [...row.values()].filter((n) => n > 1).length;
      return [id, { buyers: row.size, ...(repeatBuyers > 0 ? { repeatBuyers } : {}) }];
    }),
  );
}

/** Every row of days, weeks, months, of all time and of cohorts, without what comes to nothing. */
export function recountedFigures(facts: readonly Fact[]): Map<string, Sums> {
  const past = pastOf(facts);
  const orders = ordersIn(past);
  const rows = new Map<string, Partial<Record<Measure, number>>>([
    ...buyers(past, orders),
    ...recountedCohorts(past, orders),
  ]);
  for (const { at, of, measure, n } of [
    ...money(past, orders),
    ...people(past, orders),
    ...happenings(past),
    ...credited(past, orders),
  ])
    for (const bucket of bucketsOf(at))
      for (const [cut, value] of Object.entries(of)) {
        const row = rows.get(key(bucket, cut, value)) ?? {};
        rows.set(key(bucket, cut, value), { ...row, [measure]: (row[measure] ?? 0) + n });
      }
  for (const [id, row] of rows) {
    const left = Object.entries(row).filter(([, n]) => n !== 0);
    if (left.length === 0) rows.delete(id);
    else rows.set(id, Object.fromEntries(left));
  }
  return rows;
}
