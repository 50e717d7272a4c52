import { fen, isFen, yuanText } from './fen';

describe('fen', () => {
  it.each([0, 1, 990, 100_000_000])('%i is an amount', (value) => {
    expect(fen(value)).toBe(value);
  });
  it.each([-1, 0.1, NaN, Number.MAX_SAFE_INTEGER + 1])('%p is not', (value) => {
    expect(isFen(value)).toBe(false);
    expect(() => fen(value)).toThrow(RangeError);
  });
  it.each([
    [0, '0'],
    [9, '0.09'],
    [90, '0.90'],
    [300, '3'],
    [1250, '12.50'],
  ])('%i fen is ¥%s', (value, text) => {
    expect(yuanText(fen(value))).toBe(text);
  });
});
