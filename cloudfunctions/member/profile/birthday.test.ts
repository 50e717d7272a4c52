import { addMs, DAY_MS, instant, isChinaDate, type ChinaDate } from '../../../contracts/primitives/time';
import { birthdayChange, birthdayFixedUntil } from './birthday';

const NOW = instant(Date.UTC(2026, 10, 21, 4));
function day(text: string): ChinaDate {
  if (!isChinaDate(text)) throw new RangeError(text);
  return text;
}

describe('a birthday', () => {
  const none = { birthday: null, birthdaySetAt: null };
  const told = (daysAgo: number, ms = 0) => ({
    birthday: day('1960-02-29'),
    birthdaySetAt: addMs(NOW, -daysAgo * DAY_MS + ms),
  });
  it.each([
    ['the first time', none, '1960-02-29', 'set'],
    ['of somebody born today', none, '2026-11-21', 'set'],
    ['of somebody born tomorrow', none, '2026-11-22', 'invalid'],
    ['a day no calendar has', none, '1961-02-29', 'invalid'],
    ['too long ago', none, '1899-12-31', 'invalid'],
    ['the same again', told(1), '1960-02-29', 'same'],
    ['another within a year', told(365, 1), '1960-03-01', 'fixed'],
    ['another after a year', told(365), '1960-03-01', 'set'],
    ['taken back', told(1), null, 'removed'],
    ['taken back and told anew', { ...told(1), birthday: null }, '1960-03-01', 'fixed'],
  ])('%s', (_name, known, wanted, change) =>
    expect(birthdayChange(known, wanted === null ? null : day(wanted), NOW)).toBe(change),
  );

  it('says until when it stays', () => {
    expect(birthdayFixedUntil(none, NOW)).toBeNull();
    expect(birthdayFixedUntil(told(365), NOW)).toBeNull();
    expect(birthdayFixedUntil(told(364), NOW)).toBe(addMs(NOW, DAY_MS));
  });
});
