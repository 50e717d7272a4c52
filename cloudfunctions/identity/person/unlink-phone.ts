import type { WriteCall } from '../../kit/host/call';
import { profileFact } from '../../kit/facts/person-facts';
import { withNumbers } from '../../kit/person/numbers';
import { listIdentities } from '../../kit/person/list-identities';

/** Takes the phone number off the member; the identifier is free for whoever verifies it next. */
export async function unlinkPhone({ store, member, now, requestId }: WriteCall<'member'>) {
  const keys = (await listIdentities(store, member._id))
    .filter(({ kind }) => kind === 'phone')
    .map(({ _id }) => _id);
  await store.transact(async (transaction) => {
    for (const key of keys) {
      const identity = await transaction.identities.get(key);
      if (identity?.memberId === member._id) await transaction.identities.remove(key);
    }
    const { phone, numbers } = await transaction.members.require(member._id, 'not_a_member');
    const change = { what: 'phone' as const, isSet: false, cause: requestId };
    if (phone) transaction.tell(profileFact(member._id, change, now));
    await transaction.members.update(member._id, {
      phone: null,
      phoneNotice: null,
      // Whoever it was shared with stays one person in the rules that ask for a second one.
      numbers: withNumbers(numbers, keys),
    });
  });
  return { phone: null };
}
