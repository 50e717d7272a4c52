import fc from 'fast-check';
import { encodeValue } from './key-encoding';

/** Code points, as UTF-8 has them: JavaScript’s own order of strings is that of UTF-16. */
const byCodePoint = (one: string, other: string): number =>
  Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other)));

it('bytes of strings have the order of the strings, whatever is in them; none begins another', () => {
  const text = fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a', 'ÿ', '团', '🍊', '\ud800') });
  const twoOf = fc.tuple(text, fc.oneof(text, fc.constant('')));
  fc.assert(
    fc.property(twoOf, ([one, more]) => {
      const other = one + more;
      for (const [left, right] of [
        [one, more],
        [one, other],
      ] as const) {
        const [a, b] = [encodeValue(left), encodeValue(right)];
        expect(Math.sign(Buffer.compare(a, b))).toBe(byCodePoint(left, right));
        if (byCodePoint(left, right) !== 0) expect(b.subarray(0, a.length).equals(a)).toBe(false);
      }
    }),
  );
});
