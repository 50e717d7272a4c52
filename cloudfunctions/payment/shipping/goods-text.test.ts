import { goodsText } from './goods-text';
import { shippingModeOf } from './shipping-mode';

describe('what WeChat shows of the goods', () => {
  it.each([
    [[{ title: '苹果', quantity: 2 }], '苹果*2'],
    [
      [
        { title: '苹果', quantity: 2 },
        { title: ' 蔬菜 ', quantity: 1 },
      ],
      '苹果*2；蔬菜*1',
    ],
    [[{ title: '  ', quantity: 1 }], '幸福里店消费'],
    [[], '幸福里店消费'],
  ])('%j', (items, text) => expect(goodsText(items, '幸福里店')).toBe(text));
});

describe('how they reach the person', () => {
  const store = { shippingMode: 'same_city' as const, serviceCategories: ['磨刀'] };
  it.each([
    ['by the store', [{ category: '生鲜' }], 'same_city'],
    ['nothing to carry when all of it is a service', [{ category: '磨刀' }, { category: '磨刀' }], 'virtual'],
    ['by the store when some of it is not', [{ category: '磨刀' }, { category: null }], 'same_city'],
    ['by the store when there is only an amount', [{ category: null }], 'same_city'],
    ['by the store when there is nothing', [], 'same_city'],
  ])('%s', (_name, items, mode) => expect(shippingModeOf(store, items)).toBe(mode));
});
