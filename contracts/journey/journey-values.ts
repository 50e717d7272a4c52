import * as z from 'zod';
import { instant } from '../values';
import { nodeId } from './journey-graph';

export const isJourneyId = (value: unknown): value is string =>
  typeof value === 'string' && /^jny_[a-z0-9-]{1,30}$/.test(value);
export const journeyId = () => z.custom<string>(isJourneyId, 'not a journey id').describe('journey id');

/** draft: nobody enters yet · running · paused: nobody enters, nobody goes on · ended: whoever is in it leaves */
export const journeyStatus = () => z.enum(['draft', 'running', 'paused', 'ended']);
export type JourneyStatus = z.output<ReturnType<typeof journeyStatus>>;

/** paused: its journey is · dead: it failed again and again, somebody has to look */
export const runState = () => z.enum(['active', 'paused', 'ended', 'dead']);

/** How a run ended. */
export const endings = [
  'ended',
  'goal',
  'exited',
  'capped',
  'opted_out',
  'closed',
  'merged',
  'migrated_away',
  'stopped',
  'too_many_rounds',
] as const;
export type Ending = (typeof endings)[number];

/** What becomes of runs under way when another version is published: they finish on theirs, or go on in the new one, nodes by their names or as mapped. */
export const runningRuns = () =>
  z.union([z.literal('finish'), z.object({ mapping: z.record(nodeId(), nodeId()) })]);

export const traceEntry = () => z.object({ node: z.string(), what: z.string(), at: instant });
