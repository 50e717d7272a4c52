const FULL = 360;
/** Whole turns before it stops. */
const TURNS = 5;

/** Where the middle of a slice is, clockwise from the top, before the disc is turned. */
export const middleOf = (at: number, count: number): number => ((at + 0.5) * FULL) / count;

/** How far the disc is turned so that a slice stands at the pointer on top: always onwards, some whole turns at the least. */
export function angleFor(before: number, at: number, count: number): number {
  const stands = ((before % FULL) + FULL) % FULL;
  const wanted = FULL - middleOf(at, count);
  return before + TURNS * FULL + ((wanted - stands + FULL) % FULL);
}

/** The colours of the slices, by turns. */
export const discPaint = (count: number): string => {
  const part = FULL / count;
  const slices = Array.from({ length: count }, (_none, at) => {
    const tone =
      at % 2 === 1 ? 'var(--accent-wash)' : at === count - 1 ? 'var(--sunken)' : 'var(--primary-soft)';
    return `${tone} ${at * part}deg ${(at + 1) * part}deg`;
  });
  return `conic-gradient(${slices.join(', ')})`;
};
