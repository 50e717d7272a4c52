/**
 * A name in pieces, so that a part of it is found by an index: each character, and each two that stand together. What is looked for is
 * cut the same way: all its pieces stand in the name.
 */
const plain = (text: string): string[] =>
  Array.from(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ''));

export function gramsOf(name: string): string[] {
  const letters = plain(name);
  return [...new Set([...letters, ...pairsOf(letters)])];
}

/** The pieces that what is typed asks for; none: nothing was typed. */
export function gramsWanted(typed: string): string[] {
  const letters = plain(typed);
  return [...new Set(letters.length === 1 ? letters : pairsOf(letters))];
}

const pairsOf = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);

/** Four digits as they are looked for: the end of a number, a card of the other system, four that stand together in a name. */
export const fourDigits = (digits: string): string => `#${digits}`;

const foursIn = (name: string): string[] =>
  [
    ...plain(name)
      .join('')
      .matchAll(/(?=(\d{4}))/g),
  ].map(([, digits = '']) => digits);

/** Everything that one looks for by four digits. @param cards numbers of another system */
export const foursOf = (
  nickname: string | null,
  maskedPhone: string | null,
  cards: readonly string[],
): string[] => [
  ...new Set(
    [
      ...(maskedPhone === null ? [] : [maskedPhone.slice(-4)]),
      ...cards.filter((card) => /^\d{4}$/.test(card)),
      ...(nickname === null ? [] : foursIn(nickname)),
    ].map(fourDigits),
  ),
];
