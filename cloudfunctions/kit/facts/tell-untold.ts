import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../store/schema';
import type { Telling } from '../store/transaction';

/**
 * A join has no call to spare, so what it tells stands on the member it writes anyway. Whoever next changes the member as a whole
 * (the sweep's welcome within the minute, a merge, the end of the account) writes it down and sets `untold` to nothing. It is
 * read in the order of this writing; when it happened stays as it was.
 */
export const tellUntold = (
  transaction: Telling,
  { untold }: Pick<DocumentOf<'members'>, 'untold'>,
  now: Instant,
): void => transaction.tell(...untold.map((fact) => ({ ...fact, writtenAt: now })));
