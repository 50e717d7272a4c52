import { refuse } from '../../../contracts/errors';
import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { MemberId, RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Settings } from '../config/settings';
import { readMember } from '../person/find-member';
import { readMemberCode } from './member-code';
import { cardKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import type { ReadStore, TransactionStore } from '../store/store';
import { isUsedUp, type CodeUse } from './code-use';

type CodeStore = Pick<ReadStore, 'identities' | 'members' | 'memberCodeUses'>;
type Member = DocumentOf<'members'>;

/** A member recognised by the code on their screen. `use` goes to recordCodeUse, in the transaction that uses it up. */
export interface ScannedMember {
  member: Member;
  use: CodeUse;
}

/**
 * Whose code a clerk scanned; 3 database calls, two of them at once. Reading uses nothing up: the redemption does, with
 * recordCodeUse in its own transaction.
 * @param requestId of the redemption: its own retry is not told that the code was used
 * @throws TuankaError member_code_expired, member_code_used, member_code_unknown
 */
export async function readMemberByCode(
  store: CodeStore,
  settings: Pick<Settings, 'memberCodeKey'>,
  code: MemberCode,
  now: Instant,
  requestId: RequestId,
): Promise<ScannedMember> {
  const reading = readMemberCode(settings.memberCodeKey, code, now);
  if (reading.outcome !== 'valid') throw refuse(`member_code_${reading.outcome}`);
  const { cardNumber, minute, turn } = reading.opened;
  const identity = await store.identities.get(cardKey(cardNumber));
  if (!identity) throw refuse('member_code_unknown');
  const [member, last] = await Promise.all([
    readMember(store, identity.memberId, 'member_code_unknown'),
    store.memberCodeUses.get(identity.memberId),
  ]);
  const use = { memberId: member._id, minute, turn };
  if (isUsedUp(use, last, requestId)) throw refuse('member_code_used');
  return { member, use };
}

/** The slow fallback: the number printed on the card, typed in. @throws TuankaError card_not_found */
export async function readMemberByCard(
  store: Pick<ReadStore, 'identities' | 'members'>,
  number: CardNumber,
): Promise<Member> {
  const identity = await store.identities.require(cardKey(number), 'card_not_found');
  return readMember(store, identity.memberId, 'card_not_found');
}

/** A member as staff names one: found by a search, or by the number on the card. */
export type NamedMember = { memberId: MemberId } | { cardNumber: CardNumber };

/** @throws TuankaError card_not_found */
export const readNamedMember = (
  store: Pick<ReadStore, 'identities' | 'members'>,
  named: NamedMember,
): Promise<Member> =>
  'memberId' in named
    ? readMember(store, named.memberId, 'card_not_found')
    : readMemberByCard(store, named.cardNumber);

/**
 * Uses the code up, in the transaction of the redemption: of two clerks with the same code one commits.
 * @throws TuankaError member_code_used
 */
export async function recordCodeUse(
  transaction: TransactionStore,
  use: CodeUse,
  requestId: RequestId,
  now: Instant,
): Promise<void> {
  const { memberId, minute, turn } = use;
  const last = await transaction.memberCodeUses.get(memberId);
  if (isUsedUp(use, last, requestId)) throw refuse('member_code_used');
  await transaction.memberCodeUses.replace({ _id: memberId, minute, turn, usedBy: requestId, usedAt: now });
}
