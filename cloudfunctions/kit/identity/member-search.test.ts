import { newCardNumber } from '../ids/new-id';
import { wantedOf } from './member-search';

describe('what an operator types to find a member', () => {
  it.each([
    ['13800138000', { by: 'phone', digits: '+8613800138000' }],
    ['138 0013 8000', { by: 'phone', digits: '+8613800138000' }],
    ['１３８００１３８０００', { by: 'phone', digits: '+8613800138000' }],
    ['+86 138 0013 8000', { by: 'phone', digits: '+8613800138000' }],
    ['8613800138000', { by: 'phone', digits: '+8613800138000' }],
    ['0086 13800138000', { by: 'phone', digits: '+8613800138000' }],
    ['12800138000', { by: 'nickname', nickname: '12800138000' }],
    ['阿珍', { by: 'nickname', nickname: '阿珍' }],
    [' 阿珍 ', { by: 'nickname', nickname: '阿珍' }],
    ['800', { by: 'nickname', nickname: '800' }],
    ['80001', { by: 'nickname', nickname: '80001' }],
  ])('%s', (text, wanted) => {
    expect(wantedOf(text)).toEqual(wanted);
  });

  it('the last four digits stand behind every beginning a mainland number has', () => {
    const wanted = wantedOf('8000');
    if (wanted.by !== 'last_four') throw new Error(wanted.by);
    expect(wanted.masked).toHaveLength(70);
    expect(wanted.masked).toEqual(expect.arrayContaining(['130****8000', '199****8000']));
  });

  it('a card number, as printed and as typed', () => {
    const cardNumber = newCardNumber();
    expect(wantedOf(cardNumber)).toEqual({ by: 'card', cardNumber });
    expect(wantedOf(`${cardNumber.slice(0, 4)} ${cardNumber.slice(4)}`)).toEqual({ by: 'card', cardNumber });
  });
});
