import type { Operation } from '@contracts/operation';
import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import type { CallDescription } from '../../../local/cloudbase/gateway/faults';
import type { LocalCloud } from '../../../local/server';
import { documentsOf } from '../stage';

/** What a refusal may leave behind: counts of tries, what the request said, and the mark that there may be work. */
const LEFT_BY_REFUSALS = ['limitWindows', 'requestMarks', 'dueWork'];
/** Wrong tries of a code are counted on who tried. */
const COUNTING_TRIES = [...LEFT_BY_REFUSALS, 'staff'];

const WRITING = /insert|modify|remove|update|replace/i;

/** `<action> <collection>` of each write of a call that stands, but for what a refusal of the operation may leave. */
export function writesIn(trace: readonly CallDescription[], { limit }: Operation): string[] {
  const isCountingTries = limit !== undefined && 'counts' in limit && limit.counts !== 'calls';
  return standingWrites(trace, isCountingTries ? COUNTING_TRIES : LEFT_BY_REFUSALS);
}

/** The same of whatever was called: outside of transactions, and in those that were committed. @param mayStay collections that are left out */
export function standingWrites(
  trace: readonly CallDescription[],
  mayStay: readonly (string | undefined)[] = LEFT_BY_REFUSALS,
): string[] {
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

/**
 * Whether what was written changed something. A change by condition that met no document is a write as well, as far as the trace
 * knows: then the same call is made again, and the collections stay as they are.
 */
export async function hasChanged(
  cloud: LocalCloud,
  written: readonly string[],
  again: () => Promise<unknown>,
): Promise<boolean> {
  if (!written.every((write) => write.startsWith('database.modifyDocument '))) return written.length > 0;
  const named = collectionNames.filter((name) => written.some((write) => write.endsWith(` ${name}`)));
  const stand = () => JSON.stringify(named.map((name) => documentsOf(cloud, name)));
  const before = stand();
  await again();
  return stand() !== before;
}
