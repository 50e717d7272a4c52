import type { Operation } from '@contracts/operation';
import type { CallDescription } from '../../../local/cloudbase/gateway/faults';

/** What a refusal may leave behind: counts of tries, what the request said, and the mark that there may be work. */
const LEFT_BY_REFUSALS = ['limitWindows', 'requestMarks', 'dueWork'];
/** Wrong tries of a code are counted on who tried. */
const COUNTING_TRIES = [...LEFT_BY_REFUSALS, 'staff'];

const WRITING = /insert|modify|remove|update|replace/i;

/** `<action> <collection>` of each write of a call that stands: outside of transactions, and in those that were committed. */
export function writesIn(trace: readonly CallDescription[], { limit }: Operation): string[] {
  const isCountingTries = limit !== undefined && 'counts' in limit && limit.counts !== 'calls';
  const mayStay: readonly (string | undefined)[] = isCountingTries ? COUNTING_TRIES : LEFT_BY_REFUSALS;

  const standing: string[] = [];
  let staged: string[] = [];
  for (const { action, collection, inTransaction } of trace) {
    if (action.endsWith('commitTransaction')) standing.push(...staged);
    if (/(start|commit|abort)Transaction$/.test(action)) staged = [];
    else if (WRITING.test(action) && !mayStay.includes(collection))
      (inTransaction ? staged : standing).push(`${action} ${collection ?? ''}`);
  }
  return standing;
}
