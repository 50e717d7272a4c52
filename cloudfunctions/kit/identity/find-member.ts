import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Caller } from '../host/caller';
import { openIdKey, unionIdKey } from '../store/document-ids';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';

type Identity = DocumentOf<'identities'>;

/** The keys under which WeChat's own identifiers of a caller stand in the identity map. */
export const keysOf = (caller: Caller): string[] => [
  openIdKey(caller.appId, caller.openId),
  ...(caller.unionId ? [unionIdKey(caller.unionId)] : []),
];

export interface KnownIdentity {
  /** Null: nobody yet. */
  memberId: MemberId | null;
  /** Keys already in the map, of those asked for. */
  linked: string[];
}

/**
 * One person is one member: all identifiers must lead to the same one.
 * @throws TuankaError identity_conflict when they lead to two members
 */
export function soleMember(identities: readonly Identity[]): KnownIdentity {
  const [first, ...others] = identities;
  if (!first) return { memberId: null, linked: [] };
  if (others.some(({ memberId }) => memberId !== first.memberId)) throw refuse('identity_conflict');
  return { memberId: first.memberId, linked: identities.map(({ _id }) => _id) };
}

/** Looks the caller up by openid and unionid: one database call. @throws TuankaError identity_conflict */
export const findMember = async (
  store: Pick<ReadStore, 'identities'>,
  caller: Caller,
): Promise<KnownIdentity> => soleMember(await store.identities.getMany(keysOf(caller)));
