import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/** What an instance knows of its last run: it saves reads and decides nothing. */
interface LastRun {
  at: Instant;
  unfinished: boolean;
  parts: Readonly<Record<string, { nextDueAt: Instant | null }>>;
}

/** The longest rest of a round: longer ago than that says that minutes were missed. */
const LONGEST_REST_MS = 4 * MINUTE_MS;

/** Of what an instance remembers nothing says that there is work: a minute that is not its own may be left out. */
export function mayRest(remembered: LastRun | undefined, now: Instant): boolean {
  if (!remembered || remembered.unfinished) return false;
  if (now < remembered.at || now - remembered.at > LONGEST_REST_MS) return false;
  return Object.values(remembered.parts).every(({ nextDueAt }) => nextDueAt === null || nextDueAt > now);
}
