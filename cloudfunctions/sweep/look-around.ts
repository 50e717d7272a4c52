import type { Instant } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import type { DueSource, SweepPart } from '../kit/host/sweep-part';
import { logLine } from '../kit/log/log-line';
import type { CollectionName } from '../kit/store/schema';
import type { PartProgress, Progress } from './open-progress';
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
export const UNKNOWN = {
  ranAt: null,
  nextDueAt: null,
  position: null,
  failures: 0,
  failingSince: null,
  alarmed: false,
};

/** One collection of one part. */
export interface Place {
  part: SweepPart;
  source: DueSource;
}

export const placesOf = (parts: readonly SweepPart[]): Place[] =>
  parts.flatMap((part) => part.sources.map((source) => ({ part, source })));

type Look = Pick<PartProgress, 'lookedAt' | 'nextDueAt' | 'position'>;

/** All of a part's collections, the one whose turn it is, or none. */
function extentOf(
  part: SweepPart,
  progress: Progress,
  woken: ReadonlySet<CollectionName>,
  turn: Place | undefined,
  now: Instant,
): 'all' | 'turn' | 'none' {
  const known = progress.parts[part.name];
  if (!known) return 'all';
  if (ranJustNow(part.every, known.ranAt, now)) return 'none';
  if (progress.unfinished) return 'all';
  const wokenAt = part.sources
    .map(({ collection }) => (woken.has(collection) ? now : progress.wokenAt[collection]))
    .reduce<Instant | null>((latest, at) => (at && at > (latest ?? 0) ? at : latest), null);
  if (mustLook({ ...known, wokenAt }, now)) return 'all';
  return turn?.part.name === part.name ? 'turn' : 'none';
}

async function lookInto(call: TimerCall, { sources }: SweepPart): Promise<Look> {
  let position: string | null = null;
  const found = await Promise.all(
    sources.map(async (source) => {
      const from = (await source.position?.(call)) ?? null;
      position = from ?? position;
      return source.earliest(call, from);
    }),
  );
  return { lookedAt: call.now, nextDueAt: earliestIn(found), position };
}

/**
 * Finds out which parts have work, in an idle minute by one document and, every now and then, one look. The look is taken
 * right before the part would run: what a part before it wrote is seen.
 * @param turn the place that is looked into whatever the marks of its part say
 */
export function lookAround(
  call: TimerCall,
  progress: Progress,
  woken: ReadonlySet<CollectionName>,
  turn: Place | undefined,
): Looks {
  const { now } = call;
  const seen = new Map<string, Look>();
  const wokenHere = ({ sources }: SweepPart): boolean =>
    sources.some(({ collection }) => woken.has(collection));

  return {
    async isDue(part) {
      const extent = extentOf(part, progress, woken, turn, now);
      if (extent === 'none') return false;
      try {
        const known = progress.parts[part.name];
        const look =
          extent === 'turn' && known && turn
            ? // What it says of the other collections stands.
              {
                ...known,
                nextDueAt: earliestIn([known.nextDueAt, await turn.source.earliest(call, known.position)]),
              }
            : await lookInto(call, part);
        const { lookedAt, nextDueAt, position } = look;
        seen.set(part.name, { lookedAt, nextDueAt, position });
        return nextDueAt !== null && nextDueAt <= now;
      } catch (error) {
        // It runs, and whatever is wrong is its own failure.
        logLine('warn', 'sweep_look_failed', { part: part.name, detail: String(error) });
        seen.set(part.name, { lookedAt: now, nextDueAt: now, position: null });
        return true;
      }
    },
    marksOf(part) {
      const known = progress.parts[part.name];
      const look = seen.get(part.name);
      if (look === undefined && !known) return undefined;
      const marks: PartProgress = { ...UNKNOWN, lookedAt: now, ...known, ...look };
      // This sweep's own writes left no mark: the next one looks.
      return wokenHere(part) ? { ...marks, nextDueAt: now } : marks;
    },
    areAsBefore: (parts) =>
      Object.entries(parts).every(([name, part]) => {
        const before = progress.parts[name];
        return before?.lookedAt === part.lookedAt && before.nextDueAt === part.nextDueAt;
      }),
  };
}

const earliestIn = (found: readonly (Instant | null)[]): Instant | null =>
  found.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
