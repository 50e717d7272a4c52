import { isOrderId, type OrderId } from '../ids';
import { fulfillmentCode, readFulfillmentCode } from './fulfillment-code';

const ORDER: OrderId = (() => {
  const id = `ord_${'A'.repeat(26)}`;
  if (!isOrderId(id)) throw new Error(id);
  return id;
})();

describe('the code of an order to pick up', () => {
  it('is read as it was written', () => {
    expect(readFulfillmentCode(fulfillmentCode(ORDER, 'abcDEF123_-x'))).toEqual({
      orderId: ORDER,
      proof: 'abcDEF123_-x',
    });
  });
  it.each([
    '',
    'TKO',
    `TKO:${ORDER}`,
    `TKO:${ORDER}:short`,
    `TKO:${ORDER}:abcDEF123_-x:y`,
    `XX:${ORDER}:abcDEF123_-x`,
    '123456789012',
  ])('%j is none', (text) => expect(readFulfillmentCode(text)).toBeNull());
});
