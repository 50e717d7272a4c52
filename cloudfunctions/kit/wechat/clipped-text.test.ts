import { clippedToBytes, clippedToLength } from './clipped-text';

const FAMILY = '👨‍👩‍👧‍👦';
const ACCENTED = 'e\u0301';

describe('a text cut to the bytes a field takes', () => {
  it.each([
    ['fits', '蔬菜', 6, '蔬菜'],
    ['one byte too many', '蔬菜', 5, '蔬'],
    ['no room for one character', '蔬菜', 2, ''],
    ['Latin', 'abcdef', 3, 'abc'],
    ['an emoji of several code points stays whole', `缺货${FAMILY}`, 30, '缺货'],
    ['or is there', `缺货${FAMILY}`, 31, `缺货${FAMILY}`],
    ['a flag is two code points', '🇨🇳🇨🇳', 15, '🇨🇳'],
    ['an accent stays with its letter', `ab${ACCENTED}`, 4, 'ab'],
    ['a surrogate pair is not halved', 'a😀', 4, 'a'],
  ])('%s', (_name, text, most, expected) => {
    const clipped = clippedToBytes(text, most);
    expect(clipped).toBe(expected);
    expect(Buffer.byteLength(clipped)).toBeLessThanOrEqual(most);
  });

  it('nothing is nothing', () => expect(clippedToBytes('', 80)).toBe(''));
});

describe('a text cut to so many characters', () => {
  it.each([
    ['ab', 2, 'ab'],
    ['abc', 2, 'ab'],
    [`a${FAMILY}`, 11, 'a'],
    [`a${FAMILY}`, 12, `a${FAMILY}`],
  ])('%j to %i', (text, most, expected) => expect(clippedToLength(text, most)).toBe(expected));
});
