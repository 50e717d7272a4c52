import { memberFilter } from '../../../../contracts/office/member-filter';
import { storeId } from '../../../../contracts/values';
import { asksForNothing, planSearch } from './plan-search';

const STORE = storeId.parse('sto_xuhui');
const search = (filter: object) => planSearch(memberFilter.parse(filter));

describe('a filter', () => {
  it.each([
    ['nothing', {}, {}, 'joinedAt'],
    ['a store', { storeId: STORE }, { storeIds: { comparison: 'in', value: [STORE] } }, 'joinedAt'],
    ['who is not frozen', { frozen: false }, { frozen: false }, 'joinedAt'],
    [
      'who joined in between',
      { joined: { from: 1_000, until: 2_000 } },
      { joinedAt: { comparison: 'within', value: [1_000, 2_000] } },
      'joinedAt',
    ],
    [
      'who has not paid since, or never',
      { lastPaid: { from: null, until: 2_000 } },
      { lastPaidAt: { comparison: 'lt', value: 2_000 } },
      'lastPaidAt',
    ],
    [
      'orders and an amount in 90 days, by the amount',
      { buying: { days: 90, orders: { from: 2, until: null }, amountFen: { from: 10_000, until: null } } },
      { orders90: { comparison: 'gte', value: 2 }, amount90: { comparison: 'gte', value: 10_000 } },
      'amount90',
    ],
    ['an empty range', { points: { from: null, until: null } }, {}, 'joinedAt'],
  ])('for %s', (_what, filter, where, orderBy) => {
    expect(search(filter)).toEqual({ where, orderBy });
  });

  it('that asks for nothing is known as such', () => {
    expect(asksForNothing(memberFilter.parse({ text: null }))).toBe(true);
    expect(asksForNothing(memberFilter.parse({ birthMonth: 2 }))).toBe(false);
  });
});
