import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { withConsent } from '../../kit/person/charter-consent';
import { readCharterInForce } from './read-charter';

/** A member agrees to the charter in force, or to the one that is announced. @throws TuankaError charter_changed_meanwhile */
export async function recordConsent(
  { store, member, now }: WriteCall<'member'>,
  { version }: { version: string },
): Promise<{ agreed: { version: string; at: Instant } }> {
  const charter = await readCharterInForce(store, now);
  if (charter?.version !== version && charter?.next?.version !== version)
    throw refuse('charter_changed_meanwhile', version);
  return store.transact(async (transaction) => {
    const { charters } = await transaction.members.require(member._id, 'not_a_member');
    const known = charters.find((one) => one.version === version);
    if (known) return { agreed: known };
    const agreed = { version, at: now };
    await transaction.members.update(member._id, { charters: withConsent(charters, agreed) });
    return { agreed };
  });
}
