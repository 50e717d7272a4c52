import type { MemberId } from '../../../contracts/primitives/ids';
import { decisionIdOf } from '../identity/decision-id';
import { isSamePerson, type PersonTraces, type Sameness } from './same-person';
import type { TransactionStore } from '../store/store';

/** What is known of somebody: the members they are, and WeChat's identifiers. */
export type Known = Omit<PersonTraces, 'numbers'>;

/** Whether the two are one person, inside the transaction of whoever has to know. */
export async function readSameness(
  transaction: Pick<TransactionStore, 'identities' | 'identityDecisions'>,
  one: Known,
  other: Known,
): Promise<Sameness> {
  const [first, second] = [await withMembers(transaction, one), await withMembers(transaction, other)];
  const shared = await sharedNumbers(transaction, first.memberIds, second.memberIds);
  return isSamePerson({ ...first, numbers: shared }, { ...second, numbers: shared });
}

async function withMembers(
  { identities }: Pick<TransactionStore, 'identities'>,
  { memberIds, keys }: Known,
): Promise<Known> {
  const led = new Set<MemberId>(memberIds);
  for (const key of keys) {
    const identity = await identities.get(key);
    if (identity && identity.kind !== 'closed') led.add(identity.memberId);
  }
  return { keys, memberIds: [...led] };
}

/** A number that went from one to the other has left a case; one that was decided to be two people counts no more. */
async function sharedNumbers(
  { identityDecisions }: Pick<TransactionStore, 'identityDecisions'>,
  ones: readonly MemberId[],
  others: readonly MemberId[],
): Promise<string[]> {
  const shared: string[] = [];
  for (const one of ones)
    for (const other of others) {
      if (one === other) continue;
      for (const id of [decisionIdOf(one, other), decisionIdOf(other, one)]) {
        const decision = await identityDecisions.get(id);
        if (decision && decision.status !== 'kept_apart') shared.push(id);
      }
    }
  return shared;
}
