export interface Estimate {
  /** Of all members. */
  about: number;
  from: number;
  until: number;
}

const Z_95 = 1.96;

/**
 * How many of all there are, of a sample by chance: Wilson's interval at 95 %, which also says something when none or all of the sample are. A
 * sample of everybody is exact.
 */
export function estimateOf(hits: number, looked: number, all: number): Estimate {
  if (looked === 0 || looked >= all) return { about: hits, from: hits, until: hits };
  const share = hits / looked;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * looked)) / (1 + z2 / looked);
  const half =
    (Z_95 * Math.sqrt((share * (1 - share)) / looked + z2 / (4 * looked ** 2))) / (1 + z2 / looked);
  const within = (value: number): number => Math.min(all, Math.max(0, value));
  return {
    about: Math.round(share * all),
    from: within(Math.floor((middle - half) * all)),
    until: within(Math.ceil((middle + half) * all)),
  };
}
