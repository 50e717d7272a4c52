import { memberFilter, type MemberFilter } from '../../../../contracts/office/member-filter';
import { atLeast, holdingOneOf, lessThan, within, type Conditions } from '../../../kit/store/query/condition';
import type { DocumentOf } from '../../../kit/store/schema';

/**
 * What each field of a filter asks of the index, and in what order the list then stands. One line per field; a field of the filter without
 * a line does not compile. Pure.
 */
type Row = DocumentOf<'memberIndex'>;
type Order = 'joinedAt' | 'lastPaidAt' | 'coupons' | 'points' | BuyingField;
type BuyingField = `${'orders' | 'amount'}${30 | 90 | 365}`;
interface Asked {
  where: Conditions<Row>;
  /** The list of a range stands in its order: what is read is what it asks for. Absent: the newest first. */
  orderBy?: Order;
}
type Lines = {
  readonly [Field in Exclude<keyof MemberFilter, 'text'>]: (
    wanted: NonNullable<MemberFilter[Field]>,
  ) => Asked;
};

interface Range {
  from: number | null;
  until: number | null;
}

function between(field: Order, { from, until }: Range): Asked {
  const condition =
    from !== null && until !== null
      ? within(from, until)
      : from !== null
        ? atLeast(from)
        : until !== null
          ? lessThan(until)
          : null;
  return condition === null ? { where: {} } : { where: { [field]: condition }, orderBy: field };
}

const lines: Lines = {
  planId: (planId) => ({ where: { planId } }),
  leaderId: (leaderId) => ({ where: { leaderId } }),
  storeId: (storeId) => ({ where: { storeIds: holdingOneOf([storeId]) } }),
  source: (source) => ({ where: { source } }),
  birthMonth: (birthMonth) => ({ where: { birthMonth } }),
  tag: (tag) => ({ where: { tags: holdingOneOf([tag]) } }),
  tierId: (tierId) => ({ where: { tierId } }),
  category: (category) => ({ where: { categories: holdingOneOf([category]) } }),
  frozen: (frozen) => ({ where: { frozen } }),
  joined: (range) => between('joinedAt', range),
  lastPaid: (range) => between('lastPaidAt', range),
  buying: ({ days, orders, amountFen }) => {
    const byOrders = between(`orders${days}`, orders ?? { from: null, until: null });
    const byAmount = between(`amount${days}`, amountFen ?? { from: null, until: null });
    return { ...byOrders, ...byAmount, where: { ...byOrders.where, ...byAmount.where } };
  },
  coupons: (range) => between('coupons', range),
  points: (range) => between('points', range),
};

/** The later stands before the earlier: an amount narrows more than a date. */
const orders: readonly Order[] = [
  'amount30',
  'amount90',
  'amount365',
  'orders30',
  'orders90',
  'orders365',
  'points',
  'coupons',
  'lastPaidAt',
];

export interface Search {
  where: Conditions<Row>;
  orderBy: Order;
}

export function planSearch(filter: MemberFilter): Search {
  const asked = Object.entries(lines).flatMap(([field, line]) => {
    const wanted: unknown = Reflect.get(filter, field);
    // The line of a field takes what the field holds; TypeScript cannot follow the name through both.
    return wanted === null ? [] : [(line as (wanted: unknown) => Asked)(wanted)];
  });
  const where = asked.reduce<Conditions<Row>>((all, one) => ({ ...all, ...one.where }), {});
  const orderBy = orders.find((order) => asked.some((one) => one.orderBy === order)) ?? 'joinedAt';
  return { where, orderBy };
}

/** Nothing asked for. */
export const EVERYBODY: MemberFilter = memberFilter.parse({});
export const asksForNothing = (filter: MemberFilter): boolean =>
  JSON.stringify(filter) === JSON.stringify(EVERYBODY);
