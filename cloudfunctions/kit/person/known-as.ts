import type { MemberId } from '../../../contracts/primitives/ids';

/**
 * Who else somebody may have been when a request was first heard: a merge or its undo came before its repeat. What a request did is
 * named by the member of that moment, so a repeat looks under all of these before it does anything.
 */
export const knownAs = ({
  absorbed,
  apartFrom,
}: {
  absorbed: readonly MemberId[];
  apartFrom: readonly MemberId[];
}): MemberId[] => [...new Set([...absorbed, ...apartFrom])];
