import type { ErrorCode } from '../../../contracts/errors';
import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Caller } from '../host/caller';
import { openIdKey, unionIdKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';

type Member = DocumentOf<'members'>;

/** The keys under which WeChat's own identifiers of a caller stand in the identity map. */
export const keysOf = (caller: Caller): string[] => [
  openIdKey(caller.appId, caller.openId),
  ...(caller.unionId ? [unionIdKey(caller.unionId)] : []),
];

/** Of two members that are one person the older stays: ids sort by age, so everybody who looks finds the same. */
export interface MergePair {
  keptId: MemberId;
  absorbedId: MemberId;
}
export const olderStays = (one: MemberId, other: MemberId): MergePair =>
  one < other ? { keptId: one, absorbedId: other } : { keptId: other, absorbedId: one };

export interface KnownIdentity {
  /** Null: nobody yet. */
  memberId: MemberId | null;
  /** Keys already in the map, of those asked for. */
  linked: string[];
  /** Two members that WeChat's unionid shows to be one; `memberId` is already the one that stays. */
  conflict: MergePair | null;
}

/**
 * Looks the caller up by openid and unionid, and other documents of the identity map beside them: one database call. When they lead to two members it takes one more, to
 * see whether the two were decided to be two people (then the openid, the nearer identifier, counts).
 */
export async function findMember(
  store: Pick<ReadStore, 'identities' | 'members'>,
  caller: Caller,
  others: readonly string[] = [],
): Promise<KnownIdentity & { others: DocumentOf<'identities'>[] }> {
  const [openId, unionId] = keysOf(caller);
  const all = await store.identities.getMany([...keysOf(caller), ...others]);
  const found = all.filter(({ _id }) => !others.includes(_id));
  const byOpenId = found.find(({ _id }) => _id === openId)?.memberId ?? null;
  const byUnionId = found.find(({ _id }) => _id === unionId)?.memberId ?? null;
  const seen = {
    linked: found.map(({ _id }) => _id),
    others: all.filter(({ _id }) => others.includes(_id)),
  };
  if (byOpenId === null || byUnionId === null || byOpenId === byUnionId)
    return { memberId: byOpenId ?? byUnionId, ...seen, conflict: null };
  return { ...seen, ...(await applyConflict(store, byOpenId, byUnionId)) };
}

async function applyConflict(
  store: Pick<ReadStore, 'members'>,
  byOpenId: MemberId,
  byUnionId: MemberId,
): Promise<Pick<KnownIdentity, 'memberId' | 'conflict'>> {
  const members = await store.members.getMany([byOpenId, byUnionId]);
  const mine = members.find(({ _id }) => _id === byOpenId);
  return decideConflict(
    byOpenId,
    mine,
    byUnionId,
    members.find(({ _id }) => _id === byUnionId),
  );
}

/** Which of two members counts, and whether they have to be merged. */
function decideConflict(
  byOpenId: MemberId,
  mine: Member | null | undefined,
  byUnionId: MemberId,
  other: Member | null | undefined,
): { memberId: MemberId; conflict: MergePair | null } {
  const [one, two] = [mine?.mergedInto ?? byOpenId, other?.mergedInto ?? byUnionId];
  if (one === two || !mine || !other || areApart(mine, other)) return { memberId: one, conflict: null };
  const conflict = olderStays(one, two);
  return { memberId: conflict.keptId, conflict };
}

/**
 * The member who acts, found with the identity that leads to them in one call. It takes a second one only for somebody
 * who was merged.
 * @throws TuankaError not_a_member
 */
export async function readActingMember(
  store: Pick<ReadStore, 'identities' | 'members'>,
  caller: Caller,
): Promise<Member> {
  const [openId, unionId] = keysOf(caller);
  const found = await store.identities.getManyWith(keysOf(caller), 'memberId', 'members');
  const mine = found.find(({ document }) => document._id === openId);
  const other = found.find(({ document }) => document._id === unionId);
  const [byOpenId, byUnionId] = [mine?.document.memberId ?? null, other?.document.memberId ?? null];
  const memberId =
    byOpenId !== null && byUnionId !== null && byOpenId !== byUnionId
      ? decideConflict(byOpenId, mine?.other, byUnionId, other?.other).memberId
      : (byOpenId ?? byUnionId);
  if (memberId === null) throw refuse('not_a_member');
  const member = found.find((one) => one.other?._id === memberId)?.other;
  return member?.mergedInto === null ? member : readMember(store, memberId, 'not_a_member');
}

const areApart = (one: Member, other: Member): boolean =>
  one.apartFrom.includes(other._id) || other.apartFrom.includes(one._id);

/**
 * The member behind an id, however often they were merged: a tombstone leads straight to whoever has everything now,
 * so it costs one read more at most (a merge shortens the chains that lead to it).
 * @throws TuankaError with the given code when there is none
 */
export async function readMember(
  store: { members: { require(id: string, missing: ErrorCode): Promise<Member> } },
  memberId: MemberId,
  missing: ErrorCode,
): Promise<Member> {
  const member = await store.members.require(memberId, missing);
  if (member.mergedInto === null) return member;
  const kept = await store.members.require(member.mergedInto, missing);
  if (kept.mergedInto !== null) throw refuse('busy', 'a merge under way');
  return kept;
}
