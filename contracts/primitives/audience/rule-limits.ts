/** The most that a range of a rule names: of fen it is ten million yuan. */
export const MOST = 1_000_000_000;
export const MOST_DAYS = 10_000;
