import { parseTyped } from './number-input';

it.each([
  ['', ''],
  ['  ', ''],
  ['12', 12],
  ['１２', 12],
  ['0', 0],
  ['12.5', 12.5],
  ['99999999', 99_999_999],
  ['1e3', Number.NaN],
  ['1,000', Number.NaN],
  ['0x10', Number.NaN],
  ['-5', Number.NaN],
  ['12.', Number.NaN],
  ['1.005', Number.NaN],
])('%j typed into a field of the console is %s', (text, value) => expect(parseTyped(text)).toBe(value));
