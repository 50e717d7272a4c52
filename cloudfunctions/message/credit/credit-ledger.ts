import { MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** Who told of an accept: the page that showed the sheet, or WeChat's pushed event. */
export type AcceptSource = 'client' | 'event';

export interface Accept {
  source: AcceptSource;
  at: Instant;
}

export interface CreditCount {
  available: number;
  reserved: number;
  /** Accepts told by one side only so far. */
  unmatched: readonly Accept[];
}

/** The page and WeChat tell of the same accept within moments; WeChat's retries come within a minute. */
const SAME_ACCEPT_MS = 10 * MINUTE_MS;

const EMPTY: CreditCount = { available: 0, reserved: 0, unmatched: [] };

/**
 * One accept is one send, though two sides tell of it: whoever comes first counts, the other one only confirms. When in
 * doubt the smaller count is taken: a send too few ends in the inbox, a send too many ends in 43101.
 */
export function addAccept(credit: CreditCount | null, accept: Accept): CreditCount {
  const { available, reserved, unmatched } = credit ?? EMPTY;
  const recent = unmatched.filter(({ at }) => accept.at - at <= SAME_ACCEPT_MS);
  const twin = recent.findIndex(
    ({ source, at }) => source !== accept.source && Math.abs(accept.at - at) <= SAME_ACCEPT_MS,
  );
  if (twin >= 0) return { available, reserved, unmatched: recent.filter((_, index) => index !== twin) };
  return { available: available + 1, reserved, unmatched: [...recent, accept] };
}
