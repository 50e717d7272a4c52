import { isOpenIdKey, type MemberId } from '../../../contracts/primitives/ids';
import { decisionIdOf } from '../identity/decision-id';
import type { DocumentOf } from '../store/schema';
import type { TransactionStore } from '../store/store';
import { isSamePerson, type PersonTraces, type Sameness } from './same-person';

type Member = DocumentOf<'members'>;
type Reading = Pick<TransactionStore, 'identities' | 'identityDecisions' | 'members' | 'staff'>;

/** What is known of somebody: the members they are, and WeChat's identifiers. */
export interface Known extends Omit<PersonTraces, 'numbers'> {
  /** Those of the members that are read already. */
  members?: readonly Member[];
}

interface Person {
  memberIds: MemberId[];
  keys: readonly string[];
  members: Member[];
}

/**
 * Whether the two are one person, inside the transaction of whoever has to know: by every account they were merged from,
 * and by every number one of these ever verified. Two who were decided to be two people share no number.
 */
export async function readSameness(transaction: Reading, one: Known, other: Known): Promise<Sameness> {
  const [first, second] = [await readPerson(transaction, one), await readPerson(transaction, other)];
  const numbers = areDecidedApart(first, second) ? [] : await sharedNumbers(transaction, first, second);
  return isSamePerson({ ...first, numbers }, { ...second, numbers });
}

async function readPerson(transaction: Reading, known: Known): Promise<Person> {
  const { memberIds, members } = known;
  const keys = await withUnionKeys(transaction, known.keys);
  const led = [...memberIds];
  for (const key of keys) {
    const identity = await transaction.identities.get(key);
    if (identity && identity.kind !== 'closed') led.push(identity.memberId);
  }
  const found = new Map<MemberId, Member | null>();
  // What is led to is added on the way: a tombstone leads on, and whoever absorbed accounts is all of them.
  for (const id of led) {
    if (found.has(id)) continue;
    const member = members?.find(({ _id }) => _id === id) ?? (await transaction.members.get(id));
    found.set(id, member);
    if (member) led.push(...member.absorbed, ...(member.mergedInto === null ? [] : [member.mergedInto]));
  }
  return {
    memberIds: [...found.keys()],
    keys,
    members: [...found.values()].filter((member) => member !== null),
  };
}

/** A call may come without the unionid that is known of the account: one of the staff, and a leader, need not be a member. */
async function withUnionKeys({ staff }: Pick<Reading, 'staff'>, keys: readonly string[]): Promise<string[]> {
  const all = new Set(keys);
  for (const key of keys.filter(isOpenIdKey)) {
    const { unionKey } = (await staff.get(key)) ?? {};
    if (unionKey) all.add(unionKey);
  }
  return [...all];
}

const areDecidedApart = (one: Person, other: Person): boolean =>
  namesOneOf(one.members, other.memberIds) || namesOneOf(other.members, one.memberIds);

const namesOneOf = (members: readonly Member[], ids: readonly MemberId[]): boolean =>
  members.some(({ apartFrom }) => apartFrom.some((id) => ids.includes(id)));

async function sharedNumbers(transaction: Reading, one: Person, other: Person): Promise<string[]> {
  const theirs = other.members.flatMap(({ numbers }) => numbers);
  const shared = one.members.flatMap(({ numbers }) => numbers).filter((key) => theirs.includes(key));
  // One that went from the one to the other before numbers were remembered has left a case; those told apart are above.
  return shared.length > 0 ? shared : sharedCases(transaction, one.memberIds, other.memberIds);
}

async function sharedCases(
  { identityDecisions }: Pick<TransactionStore, 'identityDecisions'>,
  ones: readonly MemberId[],
  others: readonly MemberId[],
): Promise<string[]> {
  for (const one of ones)
    for (const other of others)
      for (const id of [decisionIdOf(one, other), decisionIdOf(other, one)])
        if ((await identityDecisions.get(id)) !== null) return [id];
  return [];
}
