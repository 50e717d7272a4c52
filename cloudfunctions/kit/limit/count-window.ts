import { createHash } from 'node:crypto';
import { TuankaError, tooManyRequests } from '../../../contracts/errors';
import type { Allowance } from '../../../contracts/limit';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';
import { Duplicate } from '../store/store-error';
import { countOne } from './limit-window';

/** Says nothing about who it is. */
export const windowIdFor = (name: string, whose: string): string =>
  `${name}:${createHash('sha256').update(`limit\n${name}\n${whose}`).digest('hex').slice(0, 32)}`;

interface Counting {
  /** `<name>:<whose>`, from `windowIdFor`. */
  windowId: string;
  allowance: Allowance;
  requestId: RequestId;
  now: Instant;
}

/** So many of one person's calls at once are not a person's. */
const RIVALS = 20;

/**
 * Counts one call. Two database calls: whoever changes the window as it was read is counted, everybody else reads it again.
 * @throws TuankaError too_many_requests with `retryAt`, busy
 */
export async function countWindow(
  { limitWindows }: Pick<Store, 'limitWindows'>,
  { windowId: _id, allowance, requestId, now }: Counting,
): Promise<void> {
  for (let attempt = 0; attempt < RIVALS; attempt += 1) {
    const known = await limitWindows.get(_id);
    const counted = countOne(known, allowance, now, requestId);
    if (counted.outcome === 'refused') throw tooManyRequests(counted.retryAt, now);
    const isOurs = known
      ? await limitWindows.updateIf(_id, asRead(known), counted.window)
      : await limitWindows.insert({ _id, ...counted.window }).then(() => true, ignoreDuplicate);
    if (isOurs) return;
  }
  throw new TuankaError('busy', 'a rush on one limit');
}

const asRead = ({ startedAt, count, lastRequest }: DocumentOf<'limitWindows'>) => ({
  startedAt,
  count,
  lastRequest,
});

function ignoreDuplicate(error: unknown): false {
  if (!(error instanceof Duplicate)) throw error;
  return false;
}
