/** A stream of draws that a seed decides: the same seed attacks in the same way. */
export interface Draws {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  oneOf<Thing>(things: readonly Thing[]): Thing;
}

/** Mulberry32: a small generator with a period of 2³², more than enough for a test. */
export function drawsOf(seed: number): Draws {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  return {
    below,
    oneOf(things) {
      const thing = things[below(things.length)];
      if (thing === undefined) throw new RangeError('nothing to draw from');
      return thing;
    },
  };
}
