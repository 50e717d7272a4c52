import { cardNumber } from './codes/card-number';
import {
  cardNumberTyped,
  decimalTyped,
  fenTyped,
  locationText,
  locationTyped,
  numberTyped,
  wholeTyped,
} from './typed';

const NO_NUMBERS = [
  '',
  ' ',
  '1e3',
  '0x10',
  '0b1',
  ' 1 2',
  '1,000',
  '+1',
  '-1',
  'Infinity',
  'NaN',
  '1_0',
  '٣',
  '１ ２',
];

describe('what people type', () => {
  it.each(NO_NUMBERS)('%j is no number', (text) => {
    expect(wholeTyped(text, -10_000, 1_000_000)).toBeNull();
    expect(fenTyped(text)).toBeNull();
  });

  it.each([
    ['12', 12],
    ['０１２', 12],
    [' 7 ', 7],
    ['0', 0],
    ['100', 100],
    ['101', null],
    ['1.0', null],
    ['1.5', null],
  ])('%j as a whole number up to 100: %s', (text, value) => expect(wholeTyped(text, 0, 100)).toBe(value));

  it.each([
    ['32', 3200],
    ['32.5', 3250],
    ['32.50', 3250],
    ['0.01', 1],
    ['３２．５', 3250],
    ['1.005', null],
    ['12.345', null],
    ['12.', null],
    ['.5', null],
    ['1.2.3', null],
    ['999999.99', 99_999_999],
    ['1000000', null],
  ])('%j yuan are %s fen', (text, fen) => expect(fenTyped(text)).toBe(fen));

  it('an amount may have a least', () => {
    expect(fenTyped('0', 1)).toBeNull();
    expect(fenTyped('0')).toBe(0);
  });

  it('keeps as many decimals as asked for', () => {
    expect(decimalTyped('1.25', 2, 100, 1000)).toBe(125);
    expect(decimalTyped('1.25', 1, 0, 1000)).toBeNull();
  });

  const number = cardNumber('1234567890');
  const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  it.each([' ', '-', '－', '—', '–', '　', ' - '])('a card number in groups with %j between', (between) => {
    expect(cardNumberTyped(groups.join(between))).toBe(number);
    expect(cardNumberTyped(wide(groups.join(between)))).toBe(number);
  });

  it.each(['\uFEFF', '\u200B', '\u202A', '\u2060'])(
    'what nobody sees (%j) of a pasted text is nothing',
    (unseen) => {
      expect(cardNumberTyped(`${unseen}${wide(number)}${unseen}`)).toBe(number);
      expect(fenTyped(`${unseen}12.50`)).toBe(1250);
      expect(fenTyped(unseen)).toBeNull();
    },
  );

  it('a wrong digit stays wrong, and letters are no digits', () => {
    expect(cardNumberTyped(`${number.slice(0, 11)}${(Number(number[11]) + 1) % 10}`)).toBeNull();
    expect(cardNumberTyped('１２３４')).toBeNull();
    expect(numberTyped('cpn_01-join-1')).toBe('cpn_01join1');
  });
});

it('a place is latitude and longitude, in whatever digits, and on earth', () => {
  expect(locationTyped(' ３１.2304，121.4737 ')).toEqual({ latitude: 31.2304, longitude: 121.4737 });
  expect(locationText(locationTyped('31.2304,121.4737'))).toBe('31.2304,121.4737');
  expect(locationText(null)).toBe('');
  for (const text of ['', '上海', '31.2304', '121.4737,31.2304', '31.2,1e2'])
    expect(locationTyped(text)).toBeNull();
});
