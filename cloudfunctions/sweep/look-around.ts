import type { Instant } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import type { SweepPart } from '../kit/host/sweep-part';
import { logLine } from '../kit/log/log-line';
import type { CollectionName } from '../kit/store/schema';
import type { PartProgress, Progress } from './load-progress';
import { mustLook, ranJustNow } from './look';

export interface Looks {
  /** Asks the marks, and the database only when they say so. */
  isDue: (part: SweepPart) => Promise<boolean>;
  /** What is known of a part now; undefined: nothing at all. */
  marksOf: (part: SweepPart) => PartProgress | undefined;
  /** Nothing was learned that is worth a write. */
  areAsBefore: (parts: Progress['parts']) => boolean;
}

/** Of a part that was never looked at. */
export const UNKNOWN = { ranAt: null, nextDueAt: null, failures: 0, failingSince: null, alarmed: false };

/**
 * Finds out which parts have work, in an idle minute by one document and the look of the part whose turn it is. The look is
 * taken right before the part would run: what a part before it wrote is seen.
 * @param turn the part that is looked at whatever its marks say
 */
export function lookAround(
  call: TimerCall,
  progress: Progress,
  woken: ReadonlySet<CollectionName>,
  turn: string | undefined,
): Looks {
  const { now } = call;
  const seen = new Map<string, Instant | null>();
  const wokenHere = ({ sources }: SweepPart): boolean =>
    sources.some(({ collection }) => woken.has(collection));

  const hasToLook = (part: SweepPart): boolean => {
    const known = progress.parts[part.name];
    if (!known) return true;
    if (ranJustNow(part.every, known.ranAt, now)) return false;
    if (part.name === turn || progress.unfinished) return true;
    const wokenAt = part.sources
      .map(({ collection }) => (woken.has(collection) ? now : progress.wokenAt[collection]))
      .reduce<Instant | null>((latest, at) => (at && at > (latest ?? 0) ? at : latest), null);
    return mustLook({ ...known, wokenAt }, now);
  };

  return {
    async isDue(part) {
      if (!hasToLook(part)) return false;
      try {
        const found = await Promise.all(part.sources.map(({ earliest }) => earliest(call)));
        const nextDueAt = found.reduce(
          (first, at) => (at !== null && (!first || at < first) ? at : first),
          null,
        );
        seen.set(part.name, nextDueAt);
        return nextDueAt !== null && nextDueAt <= now;
      } catch (error) {
        // It runs, and whatever is wrong is its own failure.
        logLine('warn', 'sweep_look_failed', { part: part.name, detail: String(error) });
        seen.set(part.name, now);
        return true;
      }
    },
    marksOf(part) {
      const known = progress.parts[part.name];
      const look = seen.get(part.name);
      if (look === undefined && !known) return undefined;
      const marks: PartProgress =
        look === undefined
          ? { ...UNKNOWN, ...known, lookedAt: known?.lookedAt ?? now }
          : { ...UNKNOWN, ...known, lookedAt: now, nextDueAt: look };
      // This sweep's own writes left no mark: the next one looks.
      return wokenHere(part) ? { ...marks, nextDueAt: now } : marks;
    },
    areAsBefore: (parts) =>
      Object.entries(parts).every(([name, part]) => {
        const before = progress.parts[name];
        const byTurnOnly = name === turn || before?.lookedAt === part.lookedAt;
        return before !== undefined && byTurnOnly && before.nextDueAt === part.nextDueAt;
      }),
  };
}
