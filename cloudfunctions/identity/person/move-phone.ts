import type { AppId, MemberId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import type { Instant } from '../../../contracts/primitives/time';
import type { VerifiedPhone } from '../../kit/identity/exchange-phone';
import { decisionIdOf } from '../../kit/identity/decision-id';
import { profileFact } from '../../kit/facts/person-facts';
import { openIdOfKey } from '../../kit/store/query/document-ids';
import type { ReadStore, TransactionStore } from '../../kit/store/store';
import { Duplicate } from '../../kit/store/store-error';
import { withNumbers } from '../../kit/person/numbers';
import { listIdentities } from '../../kit/person/list-identities';

/**
 * A phone number that two WeChat users verified, one after the other, is most likely a recycled one. It moves to its
 * newest verifier; whatever the previous owner has stays with the previous owner, who still gets in by openid. Both can
 * read why, and the merchant gets a case to decide: two people, or one person with two WeChat accounts.
 */
export interface PhoneOwner {
  memberId: MemberId;
  /** Somebody signed in here as this member; otherwise the number is all that is known (imported). */
  reachable: boolean;
}

/** Who has the number now: one database call, two when somebody has it. */
export async function readPhoneOwner(
  store: Pick<ReadStore, 'identities'>,
  phoneKey: string,
  appId: AppId,
): Promise<PhoneOwner | null> {
  const identity = await store.identities.get(phoneKey);
  if (!identity) return null;
  const { memberId } = identity;
  const identifiers = await listIdentities(store, memberId);
  return { memberId, reachable: identifiers.some(({ _id }) => openIdOfKey(_id, appId) !== null) };
}

interface Move {
  phone: Pick<VerifiedPhone, 'key' | 'masked'>;
  previousId: MemberId;
  newId: MemberId;
  now: Instant;
}

/** Moves the number, inside the transaction that gives the new owner theirs. @throws Duplicate when it moved meanwhile */
export async function movePhone(
  transaction: TransactionStore,
  { phone, previousId, newId, now }: Move,
): Promise<void> {
  const identity = await transaction.identities.get(phone.key);
  const previous = await transaction.members.get(previousId);
  if (identity?.memberId !== previousId || !previous) throw new Duplicate('the number moved meanwhile');
  await transaction.identities.update(phone.key, { memberId: newId, linkedAt: now, verifiedAt: now });
  transaction.tell(profileFact(previousId, { what: 'phone', isSet: false, cause: `${newId}-${now}` }, now));
  await transaction.members.update(previousId, {
    phone: null,
    numbers: withNumbers(previous.numbers, [phone.key]),
    phoneNotice: { kind: 'moved_away', masked: phone.masked, at: now },
  });
  await openDecision(transaction, { previousId, newId, masked: phone.masked, now });
}

async function openDecision(
  transaction: TransactionStore,
  {
    previousId,
    newId,
    masked,
    now,
  }: { previousId: MemberId; newId: MemberId; masked: MaskedPhone; now: Instant },
): Promise<void> {
  const id = decisionIdOf(previousId, newId);
  // A pair that was decided stays decided, however often the number goes to and fro between them.
  if (await transaction.identityDecisions.get(id)) return;
  if (await transaction.identityDecisions.get(decisionIdOf(newId, previousId))) return;
  await transaction.identityDecisions.insert({
    _id: id,
    kind: 'recycled_phone',
    previousId,
    newId,
    phone: masked,
    status: 'open',
    openedAt: now,
    decidedAt: null,
    decidedBy: null,
    mergeId: null,
  });
}
