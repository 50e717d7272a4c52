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
