import type { Instant } from '../../contracts/primitives/time';

/** Of what a run keeps: whether it ended well, and when it found work. */
interface Begun {
  unfinished: boolean;
  beganAt: Instant | null;
}
/** Of what it keeps of a part. */
interface PartMarks {
  ranAt: Instant | null;
  lookedAt: Instant;
  nextDueAt: Instant | null;
  position: string | null;
}
type Parts<Part> = Readonly<Record<string, Part>>;

/** A run has ended after so long: its function's time limit of 50 s (config.json), and clocks that differ a little. */
export const RUN_LASTS_MS = 55_000;

/**
 * Whether a run that found work, and has not said how it ended, may still be at it. What it writes into the sweep's own
 * collections it does not mark, and nobody else knows of it.
 */
export const mayBeUnderWay = ({ unfinished, beganAt }: Begun, now: Instant): boolean =>
  unfinished && beganAt !== null && Math.abs(now - beganAt) < RUN_LASTS_MS;

/** The latest of those that may be under way, with this one. */
export const latestBegin = (known: Begun, now: Instant): Instant =>
  mayBeUnderWay(known, now) && known.beganAt !== null && known.beganAt > now ? known.beganAt : now;

/**
 * What two runs know that were under way at once. Neither looked after the other had written everything: the earlier time
 * of each part stands, and of a part only one of them knows it is now. Too early costs a look, too late a reminder.
 */
export function joinParts<Part extends PartMarks>(
  theirs: Parts<Part>,
  mine: Parts<Part>,
  now: Instant,
): Record<string, Part> {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [a, b] = [theirs[name], mine[name]];
      const latest = a && b ? ((a.ranAt ?? 0) > (b.ranAt ?? 0) ? a : b) : (a ?? b);
      if (!latest) return [];
      if (!a || !b) return [[name, { ...latest, nextDueAt: now }]];
      return [
        [
          name,
          {
            ...latest,
            lookedAt: a.lookedAt < b.lookedAt ? a.lookedAt : b.lookedAt,
            nextDueAt: earlier(a.nextDueAt, b.nextDueAt),
            position: a.position === b.position ? a.position : null,
          },
        ],
      ];
    }),
  );
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && other < one) ? other : one;
