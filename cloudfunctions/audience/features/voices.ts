import type { MemberFeatures } from '../../../contracts/audience/features';
import type { Told } from './told';

/** Of one to five, the highest that says something went wrong. */
const LOW_SCORE = 2;

/**
 * What somebody said of the service, each the latest. A complaint counts while it is open; it and what closed it are told of the same
 * member, in either order.
 * @param facts each once, in the order of their moments
 */
export function voicesOf(
  facts: readonly Told[],
): Pick<MemberFeatures, 'lowScoreAt' | 'qualityRefundAt' | 'openComplaintAt'> {
  const closed = new Set(facts.filter(({ kind }) => kind === 'note_closed').map(({ refs }) => refs.noteId));
  const latest = (said: (fact: Told) => boolean) => facts.filter(said).at(-1)?.at ?? null;
  return {
    lowScoreAt: latest(({ kind, refs }) => kind === 'survey_answered' && Number(refs.score) <= LOW_SCORE),
    qualityRefundAt: latest(({ kind, refs }) => kind === 'refunded' && refs.cause === 'quality'),
    openComplaintAt: latest(
      ({ kind, refs }) => kind === 'note_added' && refs.note === 'complaint' && !closed.has(refs.noteId),
    ),
  };
}
