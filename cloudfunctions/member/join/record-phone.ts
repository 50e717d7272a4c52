import { refuse } from '../../../contracts/errors';
import { profileFact } from '../../kit/facts/person-facts';
import { listIdentities } from '../../kit/person/list-identities';
import { mergeMembers } from '../../identity/merge/merge-members';
import { movePhone, readPhoneOwner, type PhoneOwner } from '../../identity/person/move-phone';
import { exchangePhone, type VerifiedPhone } from '../../kit/identity/exchange-phone';
import type { WriteCall } from '../../kit/host/call';
import { Duplicate } from '../../kit/store/store-error';
import { withNumbers } from '../../kit/person/numbers';
import { identityEntry } from '../../kit/person/identity-entry';

/** A number may change hands while we look; more often than this it is not chance. */
const ATTEMPTS = 4;

/**
 * Adds the member's phone number, or changes it. WeChat has verified it; whoever verified it last has it.
 * @throws TuankaError phone_code_expired, phone_quota_exhausted
 */
export async function recordPhone(call: WriteCall<'member'>, { phoneCode }: { phoneCode: string }) {
  const { member, requestId, wechat, caller, settings } = call;
  // The code is used up by the first try, so a retry is recognised by its request id and not by the number.
  if (member.phone?.linkedBy === requestId)
    return { phone: member.phone.masked, tookOver: member.phoneNotice?.kind === 'taken_over' };

  const exchange = await exchangePhone(wechat, caller, settings.phone, phoneCode);
  if (exchange.outcome === 'code_expired') throw refuse('phone_code_expired');
  if (exchange.outcome === 'unavailable') throw refuse('phone_quota_exhausted');
  const { phone } = exchange;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const owner = await readOtherOwner(call, phone);
    try {
      await linkPhone(call, phone, owner);
      return { phone: phone.masked, tookOver: owner !== null };
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
  throw refuse('busy', 'phone number');
}

/** Another member somebody signs in as; a member known by this number only (imported) is the caller, and is taken in. */
async function readOtherOwner(call: WriteCall<'member'>, phone: VerifiedPhone): Promise<PhoneOwner | null> {
  const { store, member, caller } = call;
  const owner = await readPhoneOwner(store, phone.key, caller.appId);
  if (!owner || owner.memberId === member._id) return null;
  if (owner.reachable) return owner;
  const pair = { keptId: member._id, absorbedId: owner.memberId };
  await mergeMembers(call, { ...pair, reason: 'imported', decidedBy: 'system' });
  return null;
}

/** @throws Duplicate when the number is somebody else's than was read */
async function linkPhone(
  { store, member, now, requestId }: WriteCall<'member'>,
  phone: VerifiedPhone,
  owner: PhoneOwner | null,
): Promise<void> {
  const former = (await listIdentities(store, member._id)).filter(({ kind }) => kind === 'phone');
  await store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    if (current.phone?.linkedBy === requestId) return;
    for (const { _id } of former) if (_id !== phone.key) await transaction.identities.remove(_id);
    const known = await transaction.identities.get(phone.key);
    if (!known) await transaction.identities.insert(identityEntry(phone.key, member._id, now));
    else if (known.memberId === member._id)
      await transaction.identities.update(phone.key, { verifiedAt: now });
    else if (owner)
      await movePhone(transaction, { phone, previousId: owner.memberId, newId: member._id, now });
    else throw new Duplicate('the number was taken meanwhile');
    transaction.tell(profileFact(member._id, { what: 'phone', isSet: true, cause: requestId }, now));
    await transaction.members.update(member._id, {
      phone: { masked: phone.masked, cipher: phone.cipher, linkedBy: requestId },
      numbers: withNumbers(current.numbers, [...former.map(({ _id }) => _id), phone.key]),
      personCheckAt: now,
      phoneNotice: owner ? { kind: 'taken_over', masked: phone.masked, at: now } : null,
    });
  });
}
