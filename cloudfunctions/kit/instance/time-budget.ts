import * as z from 'zod';

const limits = z.object({ time_limit_in_ms: z.number().positive() });
/** Where the platform does not say: the shortest limit of our functions (payment-notify). */
const SHORTEST_LIMIT_MS = 5_000;

/**
 * Whether a call has used its share of the function's time limit, which the platform tells in the context (platform-facts,
 * section 5). Work in slices asks before each: what is under way still ends in time, and the rest is somebody else's.
 */
export function outOfTimeOf(context: unknown, startedTick: number, share: number): () => boolean {
  const known = limits.safeParse(context);
  const limitMs = known.success ? known.data.time_limit_in_ms : SHORTEST_LIMIT_MS;
  return () => performance.now() - startedTick > limitMs * share;
}
