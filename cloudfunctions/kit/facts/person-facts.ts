import type { LeaderId, MemberId, MergeId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from './new-fact';

interface Pair {
  _id: MergeId;
  keptId: MemberId;
  absorbedId: MemberId;
}

/** Two members are one, or two again: whatever was told of either is read as the kept one's in between. */
export const mergeFact = (
  kind: 'merged' | 'unmerged',
  { _id, keptId, absorbedId }: Pair,
  now: Instant,
  auditId?: string,
): Fact =>
  newFact({
    kind,
    cause: _id,
    memberId: keptId,
    at: now,
    now,
    refs: { mergeId: _id, absorbedId, ...(auditId !== undefined && { auditId }) },
  });

/** Nobody is this member any more: what consumers hold of it goes, but for sums. */
export const closedFact = (memberId: MemberId, now: Instant): Fact =>
  newFact({ kind: 'closed', cause: memberId, memberId, at: now, now });

/** What of a profile changed, never to what. @param cause who changed it, once for each change */
export const profileFact = (
  memberId: MemberId,
  {
    what,
    isSet,
    cause,
  }: { what: 'phone' | 'nickname' | 'gender' | 'birthday' | 'avatar'; isSet: boolean; cause: string },
  now: Instant,
): Fact =>
  newFact({
    kind: what === 'birthday' ? 'birthday_set' : 'profile_changed',
    cause: `${memberId}-${cause}`,
    memberId,
    at: now,
    now,
    refs: { what, set: isSet },
  });

/** A member is in another team, or in none. @param cause why, once for each change */
export const leaderFact = (
  memberId: MemberId,
  { leaderId, cause, auditId }: { leaderId: LeaderId | null; cause: string; auditId?: string | undefined },
  now: Instant,
): Fact =>
  newFact({
    kind: 'leader_changed',
    cause: `${memberId}-${cause}`,
    memberId,
    at: now,
    now,
    ...(auditId !== undefined && { refs: { auditId } }),
    ...(leaderId === null ? {} : { leaderId }),
  });
