import type { PlatformCapabilities } from '../../cloudfunctions/kit/store/capabilities';
import type { ClientPlace } from '../collections/read-as-client';

/**
 * One assumption of ours about the platform, and how to find out. What documents leave open is asked on the merchant's own
 * environment, once, before the first member.
 */
export interface Question {
  /** Short and stable: the report is compared between runs. */
  id: string;
  /** What our code takes for granted, in words. */
  assumed: string;
  /** Where it stands in the code or the documents. */
  where: string;
  ask: (place: ProbePlace) => Promise<Answer>;
}

export type Answer =
  | { as: 'assumed'; seen: string; proves?: ProvedCapability }
  | { as: 'other'; seen: string }
  /** It was not asked: a key is missing, or an earlier answer made it pointless. */
  | { as: 'not_asked'; seen: string };

/** What our code does only where the platform was seen to allow it. */
export type ProvedCapability = keyof PlatformCapabilities;

export interface ProbePlace {
  /** A collection of the probe's own, emptied before each question. */
  collection: string;
  /** What time it is there: the local cloud's clock may have been moved. */
  now: () => number;
  /** Lets time pass: on a live environment it waits, in the local cloud the clock is moved. */
  pass: (ms: number) => Promise<void>;
  /** The merchant's variables, as `.env` has them. */
  variables: Readonly<Record<string, string | undefined>>;
  /** Where clients ask the database themselves. */
  client: ClientPlace;
  /** Where HTTP access answers, `https://…`; null: no address is known. */
  http: string | null;
}

export const assumed = (seen: string, proves?: ProvedCapability): Answer => ({
  as: 'assumed',
  seen,
  ...(proves && { proves }),
});
export const other = (seen: string): Answer => ({ as: 'other', seen });
export const notAsked = (seen: string): Answer => ({ as: 'not_asked', seen });

/** As assumed when it is, otherwise what was seen instead. */
export const compare = (isAssumed: boolean, seen: string): Answer =>
  isAssumed ? assumed(seen) : other(seen);
