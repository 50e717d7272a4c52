import { isOrderId } from '../ids';
import { orderNumberText } from './order-number';

it('is the end of the id, in two groups to be said aloud', () => {
  const orderId = 'ord_01ARZ3NDEKTSV4RRFFQ69G7Q2K';
  if (!isOrderId(orderId)) throw new Error('no order id');
  expect(orderNumberText(orderId)).toBe('9G7 Q2K');
});
