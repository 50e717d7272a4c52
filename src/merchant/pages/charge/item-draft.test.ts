import { EMPTY_ITEM, itemFrom } from './item-draft';

describe('a line of a bill as typed', () => {
  it('an amount alone is a line', () =>
    expect(itemFrom({ ...EMPTY_ITEM, amount: '32.5' })).toEqual({
      title: '消费',
      category: null,
      amountFen: 3250,
      quantity: 1,
      unitPriceFen: null,
    }));

  it('with a quantity the amount is that of one', () =>
    expect(itemFrom({ amount: '23.90', name: '苹果', quantity: '１０', category: '生鲜' })).toEqual({
      title: '苹果',
      category: '生鲜',
      amountFen: 23_900,
      quantity: 10,
      unitPriceFen: 2390,
    }));

  it.each([
    { amount: '' },
    { amount: '0' },
    { amount: '1e3' },
    { amount: '12.345' },
    { amount: '1', quantity: '0' },
    { amount: '1', quantity: '1.5' },
    { amount: '1', quantity: '0x10' },
    { amount: '1', quantity: '1000' },
  ])('%j makes no line', (typed) => expect(itemFrom({ ...EMPTY_ITEM, ...typed })).toBeNull());
});
