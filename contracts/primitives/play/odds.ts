/** All of a wheel: weights are parts of it. */
export const WHOLE = 1_000_000;

/** 333300 is `33.33%`. */
export const oddsText = (weight: number): string => `${weight / (WHOLE / 100)}%`;
