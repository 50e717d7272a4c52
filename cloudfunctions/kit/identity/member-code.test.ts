import { cardNumber } from '../../../contracts/primitives/codes/card-number';
import { isMemberCode, type MemberCode } from '../../../contracts/primitives/codes/member-code';
import { instant, MINUTE_MS } from '../../../contracts/primitives/time';
import * as fc from 'fast-check';
import { codeValidUntil, drawMemberCode, minuteOf, readMemberCode } from './member-code';
import { assertRule } from '../../../tests/stage/property';

const key = Buffer.alloc(32, 7);
const card = cardNumber('0123456789');
const shown = instant(Date.parse('2026-11-21T12:00:30+08:00'));
const code = drawMemberCode(key, card, minuteOf(shown), 0);
const after = (ms: number) => readMemberCode(key, code, instant(shown + ms)).outcome;

describe('a member code', () => {
  it('says whose card it is', () => {
    expect(readMemberCode(key, code, shown)).toEqual({
      outcome: 'valid',
      opened: { cardNumber: card, minute: minuteOf(shown), turn: 0 },
    });
  });

  it.each([
    [0, 'valid'],
    [30_000, 'valid'],
    [89_999, 'valid'],
    [90_000, 'expired'],
    [600 * MINUTE_MS, 'expired'],
    // After a thousand minutes the same digits would name another minute, whose signature differs.
    [1000 * MINUTE_MS, 'unknown'],
  ])('%d ms after it was shown at second 30 is %s', (ms, outcome) => {
    expect(after(ms)).toBe(outcome);
  });

  it('leaves the screen when its minute ends', () => {
    expect(codeValidUntil(minuteOf(shown)) - shown).toBe(30_000);
  });

  it('shows nothing of the card number, and two codes of one card have nothing in common', () => {
    const next = drawMemberCode(key, card, minuteOf(shown) + 1, 0);
    expect(code).not.toContain('0123456789');
    expect(code.slice(4)).not.toBe(next.slice(4));
    expect(code.slice(14)).not.toBe(drawMemberCode(key, card, minuteOf(shown), 1).slice(14));
  });

  it('with any digit changed is not ours', () => {
    assertRule(
      fc.property(fc.integer({ min: 3, max: 23 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const digit = (Number(code[at]) + add) % 10;
        const forged = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`;
        return isMemberCode(forged) && readMemberCode(key, forged, shown).outcome === 'unknown';
      }),
      { keptSeeds: [21], numRuns: 100 },
    );
  });

  it('of any card, minute and turn is read back', () => {
    const ten = fc
      .integer({ min: 0, max: 9_999_999_999 })
      .map((n) => cardNumber(String(n).padStart(10, '0')));
    assertRule(
      fc.property(
        ten,
        fc.integer({ min: 0, max: 40_000_000 }),
        fc.integer({ min: 0, max: 9 }),
        (n, minute, turn) => {
          const drawn: MemberCode = drawMemberCode(key, n, minute, turn);
          const reading = readMemberCode(key, drawn, instant(minute * MINUTE_MS));
          expect(reading).toEqual({ outcome: 'valid', opened: { cardNumber: n, minute, turn } });
        },
      ),
      { keptSeeds: [22], numRuns: 200 },
    );
  });

  it('signed with another key is not ours', () => {
    expect(readMemberCode(Buffer.alloc(32, 8), code, shown).outcome).toBe('unknown');
  });
});
