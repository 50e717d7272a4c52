import fc from 'fast-check';
import { cardNumber, cardNumberText, isCardNumber } from './card-number';

const payloads = fc.stringMatching(/^\d{10}$/);
const digits = fc.integer({ min: 0, max: 9 });

/** The seed that is kept, then one nobody has seen yet, which fast-check prints. */
const always = <Drawn>(property: fc.IProperty<Drawn>, kept: { seed: number; numRuns?: number }): void => {
  fc.assert(property, kept);
  fc.assert(property, { numRuns: kept.numRuns ?? 100 });
};

describe('card number check digits', () => {
  it('complete any payload to a valid number', () => {
    always(
      fc.property(
        payloads,
        (payload) => isCardNumber(cardNumber(payload)) && cardNumber(payload).startsWith(payload),
      ),
      { seed: 1 },
    );
  });

  it('catch every single wrong digit', () => {
    always(
      fc.property(payloads, fc.nat(11), digits, (payload, position, digit) => {
        const number = cardNumber(payload);
        const typed = number.slice(0, position) + String(digit) + number.slice(position + 1);
        return typed === number || !isCardNumber(typed);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('catch every swap of two neighbours', () => {
    always(
      fc.property(payloads, fc.nat(10), (payload, position) => {
        const number = cardNumber(payload);
        const swapped = [...number];
        [swapped[position], swapped[position + 1]] = [number.charAt(position + 1), number.charAt(position)];
        return swapped.join('') === number || !isCardNumber(swapped.join(''));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('agree with ISO/IEC 7064 MOD 97-10: the number modulo 97 is 1', () => {
    expect(Number(cardNumber('1234567890')) % 97).toBe(1);
    expect(cardNumber('0000000000')).toBe('000000000098');
  });

  it.each(['123', '12345678901', 'abcdefghij', ''])('%j is no payload', (payload) => {
    expect(() => cardNumber(payload)).toThrow(RangeError);
  });

  it('is printed in groups of four', () => {
    expect(cardNumberText(cardNumber('0000000000'))).toBe('0000 0000 0098');
  });
});
