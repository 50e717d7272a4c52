import type { Instant } from '../../../contracts/primitives/time';

interface Consent {
  version: string;
  at: Instant;
}

/** Of more than that the first, which is the joining's, and the latest are kept. */
const MOST_KEPT = 20;

export const withConsent = (all: readonly Consent[], one: Consent): Consent[] =>
  all.length < MOST_KEPT ? [...all, one] : [...all.slice(0, 1), ...all.slice(2), one];
