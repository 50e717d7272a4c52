/** The latest that are remembered of one member: nobody honest comes near it, and a document stays small. */
const MOST = 50;

/** Keys (keyed hashes) of the numbers a member verified, with these among them. */
export const withNumbers = (known: readonly string[], keys: readonly string[]): string[] =>
  [...new Set([...known, ...keys])].slice(-MOST);
