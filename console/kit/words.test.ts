import { instant } from '@contracts/primitives/time';
import { dayText, moneyText, momentText } from './words';

describe('words of the console', () => {
  it.each([
    [0, '¥0'],
    [90, '¥0.90'],
    [123_450, '¥1,234.50'],
    [100_000_000, '¥1,000,000'],
    [-500, '-¥5'],
  ])('%i fen is %s', (amountFen, text) => expect(moneyText(amountFen)).toBe(text));

  it('a moment is said in China time, with its year', () => {
    const at = instant(Date.UTC(2026, 10, 28, 17, 5));
    expect(momentText(at)).toBe('2026年11月29日 01:05');
    expect(dayText(at)).toBe('2026-11-29');
  });
});
